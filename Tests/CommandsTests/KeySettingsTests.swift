import Explorer
import Testing

@testable import Commands
@testable import Configuration

@Suite struct KeySettingsTests {
    private func keyMap(_ text: String) throws -> KeyMap {
        let file = try ConfigurationFileParser.parse(
            Array(text.utf8),
            path: "/home/ada/.config/spoor/config.yaml",
            environment: [:]
        )
        return try KeyMap(file.bindings)
    }

    private func problems(_ text: String) -> [String] {
        do {
            _ = try keyMap(text)
            return []
        } catch {
            return "\(error)".split(separator: "\n").map(String.init)
        }
    }

    @Test func `configured keys replace those of the action`() throws {
        let keys = try keyMap("keys:\n  next-error: [x, F8]\n  quit-now: [Ctrl-Q]\n  pin: []\n")
        #expect(keys.action(of: .character("x"), on: .trace) == .nextError)
        #expect(keys.action(of: .function(8), on: .traces) == .nextError)
        #expect(keys.action(of: .character("e"), on: .trace) == nil)
        #expect(keys.action(of: .control("q"), on: .help) == .quitNow)
        #expect(keys.action(of: .character("*"), on: .services) == nil)
    }

    @Test func `one key may mean two things on two screens`() throws {
        let keys = try keyMap("keys: {mark: x, fold: x}\n")
        #expect(keys.action(of: .character("x"), on: .traces) == .mark)
        #expect(keys.action(of: .character("x"), on: .trace) == .fold)
    }

    @Test func `keys can be exchanged`() throws {
        let keys = try keyMap("keys: {next-error: n, next-hit: e}\n")
        #expect(keys.action(of: .character("n"), on: .trace) == .nextError)
        #expect(keys.action(of: .character("e"), on: .trace) == .nextHit)
    }

    @Test(arguments: [
        (
            "keys:\n  next-error: [j]\n",
            "config.yaml:2: `j` of `next-error` is a key of `down` already in Traces, Trace; choose another, or give `down` its keys here too."
        ),
        (
            "keys:\n  down: [e]\n",
            "config.yaml:2: `e` of `down` is a key of `next-error` already in Traces, Trace; choose another, or give `next-error` its keys here too."
        ),
        (
            "keys:\n  next-error: [x]\n  down:\n    - J\n    - x\n",
            "config.yaml:3: `x` of `down` is a key of `next-error` as well in Traces, Trace, on line 2; give one of them another key."
        ),
        (
            "keys:\n  help: [space]\n",
            "config.yaml:2: `Space` of `help` is a key of `mark` already in Traces; choose another, or give `mark` its keys here too."
        ),
        (
            "keys:\n  quit: [U]\n",
            "config.yaml:2: `U` of `quit` is a key of `zone` already; choose another, or give `zone` its keys here too."
        ),
        (
            "keys:\n  nxt-error: [x]\n",
            "config.yaml:2: There is no action `nxt-error`; did you mean `next-error`?"
        ),
        (
            "keys:\n  frobnicate: [x]\n",
            "config.yaml:2: There is no action `frobnicate`; docs/keys.md and `?` list the names."
        ),
        (
            "keys:\n  next-error: [Ctrl-Foo]\n",
            "config.yaml:2: `Ctrl-Foo` is not a key; Ctrl goes with one letter, A to Z."
        ),
        (
            "keys:\n  next-error: Hyper-X\n",
            "config.yaml:2: `Hyper-X` has the modifier Hyper, which terminals do not tell apart; the only one is Ctrl, as in Ctrl-X."
        ),
        (
            "keys:\n  next-error: Shift-e\n",
            "config.yaml:2: `Shift-e` has the modifier Shift, which terminals do not tell apart; write the capital letter E."
        ),
        ("keys:\n  down: F13\n", "config.yaml:2: `F13` is not a key; there are F1 to F12."),
        (
            "keys:\n  down: Ctrl-C\n",
            "config.yaml:2: `Ctrl-C` cannot be bound: it cancels, and twice it leaves."
        ),
    ])
    func `what cannot be is refused with both names and the line`(_ text: String, _ wanted: String)
    {
        #expect(problems(text).contains(wanted), "\(problems(text))")
    }

    @Test func `all problems are told at once, in the order of the file`() {
        let found = problems("keys:\n  nxt-error: [x]\n  next-error: [j, Foo]\n")
        #expect(found.count == 3)
        #expect(found.map { $0.prefix(13) } == ["config.yaml:2", "config.yaml:3", "config.yaml:3"])
    }

    @Test func `the table itself has no clash`() {
        #expect(KeyMap.clashes([:]) == [])
    }
}
