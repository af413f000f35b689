import Foundation
import Testing

/// `spoor config` and every command refuse what is wrong in the file in the same words.
@Suite struct ConfigRefusalTests {
    @Test(arguments: [
        "keys:\n  next-eror: e\n", "keys:\n  next-error: Hyper-e\n",
        "columns:\n  traces: [strt]\n", "columns:\n  trace: [start]\n",
    ])
    func `what the explorer refuses is refused by spoor config`(yaml: String) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).yaml")
        try Data(yaml.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let shown = try BuiltProgram.run(["config", "--config", file.path])
        let linear = try BuiltProgram.run(["--linear", "--config", file.path])
        let listed = try BuiltProgram.run(["services", "--config", file.path])
        #expect(shown.code == 2 && shown.output.isEmpty)
        #expect(shown.complaints.contains(":2: "), "\(shown.complaints)")
        #expect(linear.code == 2 && linear.complaints == shown.complaints)
        #expect(listed.code == 2 && listed.complaints == shown.complaints)
    }
}
