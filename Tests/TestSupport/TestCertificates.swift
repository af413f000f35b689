import Foundation

/// A private certificate authority with what it signed, made by the `openssl` command in a folder of its own.
///
/// All files are PEM. The server's certificate is for `localhost` and 127.0.0.1.
package final class TestCertificates: Sendable {
    private let folder: URL

    package init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "spoor-certificates-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try authority("ca")
        try authority("stranger")
        try signed("server", extensions: "subjectAltName=DNS:localhost,IP:127.0.0.1")
        try signed("elsewhere", extensions: "subjectAltName=DNS:elsewhere.example")
        try signed("client", extensions: "extendedKeyUsage=clientAuth")
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The authority that signed the others.
    package var authority: String { path("ca.pem") }
    /// An authority that signed nothing.
    package var stranger: String { path("stranger.pem") }
    package var server: String { path("server.pem") }
    package var serverKey: String { path("server.key") }
    /// A server's certificate for a name that no test machine has.
    package var elsewhere: String { path("elsewhere.pem") }
    package var elsewhereKey: String { path("elsewhere.key") }
    package var client: String { path("client.pem") }
    package var clientKey: String { path("client.key") }

    private func path(_ name: String) -> String { folder.appending(path: name).path() }

    private func authority(_ name: String) throws {
        try run(
            ["req", "-x509", "-subj", "/CN=\(name)", "-days", "2", "-out", path("\(name).pem")]
                + newKey(name)
        )
    }

    private func signed(_ name: String, extensions: String) throws {
        let request = path("\(name).csr")
        let file = path("\(name).ext")
        try extensions.write(toFile: file, atomically: true, encoding: .utf8)
        try run(["req", "-new", "-subj", "/CN=\(name)", "-out", request] + newKey(name))
        try run([
            "x509", "-req", "-in", request, "-days", "2", "-extfile", file,
            "-CA", path("ca.pem"), "-CAkey", path("ca.key"), "-CAcreateserial",
            "-out", path("\(name).pem"),
        ])
    }

    private func newKey(_ name: String) -> [String] {
        ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
            + ["-keyout", path("\(name).key")]
    }

    private func run(_ arguments: [String]) throws {
        let process = Process()
        process.environment = ChildEnvironment.inherited
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    }
}
