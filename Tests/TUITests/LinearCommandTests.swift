import Explorer
import TUI
import TestSupport
import Testing

@Suite struct LinearCommandTests {
    @Test func `a number is a row, whatever the screen`() {
        #expect(LinearCommand("4") == .row(3, opens: true))
        #expect(LinearCommand(" 12 ") == .row(11, opens: true))
        #expect(LinearCommand("open 3") == .row(2, opens: true))
        #expect(LinearCommand("row 3") == .row(2, opens: false))
        #expect(LinearCommand(":3") == .row(2, opens: false))
        #expect(LinearCommand("0") == .row(0, opens: true))
    }

    @Test func `whole words are commands`() {
        #expect(LinearCommand("") == .open)
        #expect(LinearCommand("next") == .move(1))
        #expect(LinearCommand("previous 3") == .move(-3))
        #expect(LinearCommand("Quit") == .quit)
        #expect(LinearCommand("sort errors") == .sort("errors"))
        #expect(LinearCommand("sort") == .sort(nil))
        #expect(LinearCommand("find  mysql") == .find("mysql"))
        #expect(LinearCommand("/mysql") == .find("mysql"))
        #expect(LinearCommand("page 20") == .page(20))
        #expect(LinearCommand("help sort") == .help("sort"))
        #expect(LinearCommand("next error") == .action(.nextError))
        #expect(LinearCommand("table") == .action(.viewSpans))
        #expect(LinearCommand("tree") == .action(.viewTree))
        #expect(LinearCommand("json") == .action(.viewJSON))
        #expect(LinearCommand("critical only") == .action(.criticalOnly))
        #expect(LinearCommand("query error=true") == .query("error=true"))
        #expect(LinearCommand("copy trace id") == .copy("trace id"))
    }

    @Test func `commands of the prompt need no colon, and may have one`() {
        #expect(LinearCommand("services") == .command("services"))
        #expect(LinearCommand("Traces service=a") == .command("traces service=a"))
        #expect(LinearCommand(":traces service=a") == .command("traces service=a"))
        #expect(LinearCommand("save! otlp file.json") == .command("save! otlp file.json"))
    }

    @Test func `one character and names of keys are keys`() {
        #expect(LinearCommand("e") == .key(.character("e")))
        #expect(LinearCommand("Q") == .key(.character("Q")))
        #expect(LinearCommand("Tab") == .key(.tab))
        #expect(LinearCommand("esc") == .key(.escape))
        #expect(LinearCommand("ctrl-d") == .key(.control("d")))
        #expect(LinearCommand("F5") == .key(.function(5)))
        #expect(LinearCommand("yI") == .copyKey("I"))
    }

    @Test(arguments: ["hlep", "jj", "Query!", "ssss", "opne 3", "gg", "quitt", "Qq"])
    func `anything else is not taken letter by letter`(line: String) {
        #expect(LinearCommand(line) == .unknown(line))
    }

    @Test func `every word is a command, and no random line is more than one key`() {
        for action in Action.allCases {
            let words = action.rawValue.split(separator: "-").joined(separator: " ")
            if case .unknown = LinearCommand(words) {
                // Those that move in a picture have no word.
                #expect(KeyPress(name: words) == nil)
            }
        }
        var random = SeededGenerator(seed: 0x11EA)
        for _ in 0..<2_000 {
            let line = String(
                (0..<Int.random(in: 2...12, using: &random)).map { _ in
                    Character(Unicode.Scalar(UInt8.random(in: 0x61...0x7A, using: &random)))
                }
            )
            switch LinearCommand(line) {
            case .key(.character(let key)): #expect(String(key) == line, "seed \(random.seed)")
            default: break
            }
        }
    }
}
