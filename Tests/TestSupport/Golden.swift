// The benchmarks build this target too, for its pseudo terminal, and have no testing library.
#if canImport(Testing)
    import Foundation
    package import Testing

    /// Compares text with a file kept in the repository.
    ///
    /// The file is `Tests/<folder>/Golden/<name>.txt`. A missing file fails. With `SPOOR_GOLDEN=rewrite` in the
    /// environment files are written instead, and the change shows in the next diff of the repository.
    ///
    /// - Parameters:
    ///   - text: What came out; attached to the test when it differs.
    ///   - name: Of the file, without its ending.
    ///   - folder: The test target's, such as `TUITests`.
    ///   - sourceLocation: Where a difference is reported.
    package func expectGolden(
        _ text: String,
        named name: String,
        in folder: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        expectFile(
            text,
            at: "Tests/\(folder)/Golden/\(name).txt",
            sourceLocation: sourceLocation
        )
    }

    /// Compares text with a generated file of the repository, in the way of
    /// ``expectGolden(_:named:in:sourceLocation:)``.
    ///
    /// - Parameters:
    ///   - text: What the file should hold.
    ///   - path: Of the file, from the repository's folder.
    ///   - sourceLocation: Where a difference is reported.
    package func expectFile(
        _ text: String,
        at path: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let text = text.hasSuffix("\n") ? text : text + "\n"
        let file = RepositoryFiles.root.appending(path: path)
        let name = file.deletingPathExtension().lastPathComponent
        if ProcessInfo.processInfo.environment["SPOOR_GOLDEN"] == "rewrite" {
            do {
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(),
                    withIntermediateDirectories: true
                )
                try Data(text.utf8).write(to: file)
            } catch {
                Issue.record("cannot write \(file.path): \(error)", sourceLocation: sourceLocation)
            }
            return
        }
        guard let data = try? Data(contentsOf: file) else {
            Attachment.record(text, named: "\(name).actual.txt", sourceLocation: sourceLocation)
            Issue.record(
                "no golden \(file.path); look at the attached text, then rewrite with SPOOR_GOLDEN=rewrite:\n\(text)",
                sourceLocation: sourceLocation
            )
            return
        }
        let wanted = String(decoding: data, as: UTF8.self)
        guard wanted != text else { return }
        Attachment.record(text, named: "\(name).actual.txt", sourceLocation: sourceLocation)
        Issue.record(
            "\(name) differs from its golden (- golden, + now):\n\(lineDifference(wanted, text))",
            sourceLocation: sourceLocation
        )
    }

    /// The lines that differ, with their numbers.
    private func lineDifference(_ wanted: String, _ actual: String) -> String {
        let old = wanted.components(separatedBy: "\n")
        let new = actual.components(separatedBy: "\n")
        var changes: [(line: Int, text: String)] = []
        for change in new.difference(from: old) {
            switch change {
            case .remove(let offset, let line, _):
                changes.append((offset, "- \(offset + 1): \(line)"))
            case .insert(let offset, let line, _):
                changes.append((offset, "+ \(offset + 1): \(line)"))
            }
        }
        return changes.sorted { $0.line < $1.line }.map(\.text).joined(separator: "\n")
    }
#endif
