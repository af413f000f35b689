import Foundation

/// A generated trace as a file of Jaeger's JSON, for as long as it is needed.
struct TraceDocument: ~Copyable {
    let spans: Int
    let url: URL

    /// Writes it with `DecodeBenchmark`, which must be built beside this program.
    init(spans: Int) throws {
        self.spans = spans
        url = FileManager.default.temporaryDirectory.appending(path: "trace-\(spans).json")
        let generator = Process()
        generator.executableURL = Self.folder.appending(path: "DecodeBenchmark")
        generator.arguments = ["generate", "\(spans)", url.path]
        try generator.run()
        generator.waitUntilExit()
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    var megabytes: Double {
        let size = try? url.resourceValues(forKeys: [.fileSizeKey]).fileSize
        return Double(size ?? 0) / 1e6
    }

    /// Where the programs are.
    static let folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent()
    static let program = folder.appending(path: "spoor")
}
