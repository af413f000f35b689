import Foundation

/// The body of one of the recorded calls of `exchanges.jsonl` in a folder of fixtures, by the call's name.
package func recordedBody(_ name: String, in fixture: String) throws -> [UInt8] {
    let file = RepositoryFiles.fixture(fixture).appending(path: "exchanges.jsonl")
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        let json = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        guard json?["name"] as? String == name, let text = json?["body_base64"] as? String,
            let body = Data(base64Encoded: text)
        else { continue }
        return Array(body)
    }
    throw CocoaError(.fileNoSuchFile)
}
