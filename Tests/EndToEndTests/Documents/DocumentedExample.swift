import Foundation
import TestSupport

/// A command line that a document shows, and the output it shows below, if it shows one.
struct DocumentedExample: Sendable, CustomStringConvertible {
    /// The document, and for files the number of the line.
    let place: String
    /// As a user would type it.
    let line: String
    /// The lines that follow in a console listing, where a line of `…` stands for any number of lines.
    let output: [String]

    var description: String { "\(place): \(line)" }

    /// All examples of the README, the pages in `docs`, help and the manual page.
    static func all() throws -> [DocumentedExample] {
        let docs = RepositoryFiles.root.appending(path: "docs")
        let pages = try FileManager.default.contentsOfDirectory(atPath: docs.path)
            .filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }
        var examples = try (["README.md"] + pages).flatMap { page in
            let url = RepositoryFiles.root.appending(path: page)
            return inMarkdown(try String(contentsOf: url, encoding: .utf8), page)
        }
        let help = try BuiltProgram.run(["--help"]).output
        let commands = help.matches(of: /\n  ([a-z]+) {2,}/).map { String($0.1) }
        for command in commands {
            examples += inHelp(try BuiltProgram.run(["help", command]).output, "help \(command)")
        }
        return examples
    }

    /// Lines of code blocks that run the program; in blocks of `console`, those after a `$`.
    private static func inMarkdown(_ text: String, _ page: String) -> [DocumentedExample] {
        var examples: [DocumentedExample] = []
        var fence: Substring?
        var shown: (line: String, place: String, output: [String])?
        func finish() {
            guard let done = shown else { return }
            examples.append(.init(place: done.place, line: done.line, output: done.output))
            shown = nil
        }
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let place = "\(page):\(index + 1)"
            if line.hasPrefix("```") {
                finish()
                fence = fence == nil ? line.dropFirst(3) : nil
            } else if fence == "console", line.hasPrefix("$ ") {
                finish()
                shown = (String(line.dropFirst(2)), place, [])
            } else if fence == "console" {
                shown?.output.append(String(line))
            } else if fence != nil, runsProgram(line) {
                examples.append(.init(place: place, line: withoutRemark(line), output: []))
            }
        }
        return examples
    }

    /// What stands under `Examples:`, each line with its meaning below, deeper.
    private static func inHelp(_ text: String, _ page: String) -> [DocumentedExample] {
        guard let start = text.range(of: "\nExamples:\n") else { return [] }
        return text[start.upperBound...].split(separator: "\n")
            .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
            .map { .init(place: page, line: String($0.dropFirst(2)), output: []) }
    }

    private static func runsProgram(_ line: Substring) -> Bool {
        line.contains(#/^(?:[A-Z_]+=\S+ )*spoor(?: |$)|[|(] ?spoor /#)
    }

    /// A remark stands two blanks or more behind the command.
    private static func withoutRemark(_ line: Substring) -> String {
        String(line.prefix(upTo: line.range(of: "  ")?.lowerBound ?? line.endIndex))
    }
}
