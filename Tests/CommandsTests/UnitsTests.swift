import Testing

@testable import Commands
@testable import Configuration
import PlainText
import TraceModel

/// Every length of time and every size has its unit, wherever it is said, and is refused in the same words.
@Suite struct UnitsTests {
    /// Options whose value is a length of time or a size, each with what its refusal must say of `5`.
    private static func options(_ metavar: String) -> [(line: String, name: String)] {
        let settings = OptionTable.everywhere.flatMap(\.options).map(\.name)
        return CommandTable.all.flatMap { command in
            command.options.filter { $0.metavar == metavar && !settings.contains($0.name) }
                .map { (command.word.rawValue, $0.name) }
        }
    }

    private static let lengths = "a length of time such as `500ms`, `5s` or `2m`"
    private static let sizes = "a size such as `512kB`, `16MB` or `2GiB`"

    @Test func `no option of a command takes a number alone`() {
        // Terms of a search are read when they are asked.
        let terms = Set(OptionTable.search.map(\.name))
        let durations = Self.options("DURATION")
            .filter { $0.line == "monitor" || !terms.contains($0.name) }
        let amounts = Self.options("SIZE")
        #expect(durations.count >= 3 && amounts.count >= 2)
        for (line, name) in durations {
            let words = line == "monitor" ? "\(line) a" : line
            let text = refusal("\(words) --\(name) 7") ?? "nothing"
            #expect(text.contains(Self.lengths) && text.contains("write `7s`"), "\(name): \(text)")
            let other = refusal("\(words) --\(name) x") ?? "nothing"
            #expect(other.contains(Self.lengths) && !other.contains("write"), "\(name): \(other)")
        }
        for (line, name) in amounts {
            let text = refusal("\(line) --\(name) 700") ?? "nothing"
            #expect(text.contains(Self.sizes) && text.contains("write `700MB`"), "\(name): \(text)")
        }
    }

    @Test func `no option tells to write what it refuses`() {
        let text = refusal("serve --memory 2") ?? "nothing"
        #expect(text.contains("32MB or more") && !text.contains("write"), "\(text)")
    }

    @Test func `no term of a search takes a number alone`() throws {
        let terms = OptionTable.search.filter { $0.metavar == "DURATION" }.map(\.name)
        #expect(terms == ["min", "max", "last"])
        for name in terms {
            let text = try searchRefusal("--\(name) 7")
            #expect(text.contains(Self.lengths) && text.contains("write `7s`"), "\(name): \(text)")
            let other = try searchRefusal("--\(name) x")
            #expect(other.contains(Self.lengths) && !other.contains("write"), "\(name): \(other)")
        }
    }

    /// What a search says of its terms when it is asked.
    private func searchRefusal(_ options: String) throws -> String {
        guard case .data(let data) = try invocation("traces \(options)").command,
            case .traces(let request) = data.subject
        else { return "no search" }
        return complaint { _ = try request.terms(now: .zero, zone: .utc) }
    }

    @Test func `no setting takes a number alone, as an option, a variable or in the file`() throws {
        let settings = (SettingTable.server + SettingTable.looks + SettingTable.program)
            .filter { $0.kind == .timeLimit || $0.kind == .size }
        #expect(settings.count == 6)
        for setting in settings {
            let expected = setting.kind == .size ? Self.sizes : Self.lengths
            let remedy = setting.kind == .size ? "write `7MB`" : "write `7s`"
            var flags = FlagValues()
            flags.append(setting.name, "7", origin: .flag("--" + setting.name))
            let key = try #require(setting.key?.split(separator: ".").last)
            for text in [
                complaint { try resolve(flags, [:]) },
                complaint { try resolve(FlagValues(), [setting.variable: "7"]) },
                complaint { try resolve(FlagValues(), [:], file: "limits:\n  \(key): 7\n") },
            ] {
                #expect(
                    text.contains(expected) && text.contains(remedy),
                    "\(setting.name): \(text)"
                )
            }
        }
    }

    private func resolve(
        _ flags: FlagValues,
        _ environment: [String: String],
        file: String? = nil
    ) throws {
        let parsed = try file.map {
            try ConfigurationFileParser.parse(
                Array($0.utf8),
                path: "/c/config.yaml",
                environment: [:]
            )
        }
        _ = try ResolvedSettings.resolve(flags: flags, environment: environment, file: parsed)
    }

    private func complaint(_ body: () throws -> Void) -> String {
        do {
            try body()
            return "nothing"
        } catch {
            return "\(error)"
        }
    }
}
