import Foundation
import Testing

@testable import Configuration

@Suite struct SecretTests {
    private func refusal(_ secret: Secret, within limit: Duration = .seconds(30)) -> String? {
        do {
            _ = try secret.reveal(timeLimit: limit)
            return nil
        } catch {
            return error.description
        }
    }

    @Test func `no description shows the secret`() {
        let secrets = [
            Secret.given("hunter2"), Secret(.environment("T", value: "hunter2")),
        ]
        for secret in secrets {
            var dumped = ""
            dump(secret, to: &dumped)
            for text in ["\(secret)", String(reflecting: secret), dumped, "\([secret])"] {
                #expect(!text.contains("hunter2"))
                #expect(text.contains("••••"))
            }
        }
    }

    @Test func `a private file gives its one line`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("token", "hunter2\n")
        #expect(try Secret(.file(path)).reveal(timeLimit: .seconds(30)) == "hunter2")
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o660])
    func `a file open to others is refused with the remedy`(mode: Int) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("token", "hunter2", mode: mode)
        #expect(
            refusal(Secret(.file(path)))
                == "The file \(path) can be read by other users; run `chmod 600 \(path)`."
        )
    }

    @Test func `a path with blanks is quoted in the remedy`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("my token", "hunter2", mode: 0o644)
        #expect(refusal(Secret(.file(path)))?.contains("chmod 600 '\(path)'") == true)
    }

    @Test func `what is not one line of text is refused`() throws {
        let folder = try TemporaryFolder()
        let contents = ["", "\n\n", "two\nlines", "nul\0", "es\u{1B}c"]
        for (index, content) in contents.enumerated() {
            let path = try folder.write("t\(index)", content)
            #expect(refusal(Secret(.file(path)))?.contains(path) == true, "\(content)")
        }
        let long = try folder.write("long", String(repeating: "x", count: 70_000))
        #expect(refusal(Secret(.file(long)))?.contains("64 kB") == true)
        #expect(refusal(Secret(.file(folder.path)))?.contains("is a folder") == true)
        #expect(refusal(Secret(.file("/no/such")))?.contains("No such file") == true)
    }

    @Test func `an unset variable is named`() {
        #expect(
            refusal(Secret(.environment("T", value: nil)))
                == "The variable T, which should hold a secret, is not set."
        )
    }

    @Test func `a command's output is the secret`() throws {
        #expect(try Secret(.command("printf 'a b\\n'")).reveal(timeLimit: .seconds(30)) == "a b")
        // It reads nothing from us, and more than a pipe holds on standard error does not block it.
        #expect(
            try Secret(.command("cat; head -c 300000 /dev/zero >&2; echo x")).reveal(
                timeLimit: .seconds(30)
            ) == "x"
        )
    }

    @Test func `a failing command is quoted with its own words, made harmless`() {
        #expect(
            refusal(Secret(.command("printf 'vault: \\033[1msealed\\nmore' >&2; exit 3")))
                == "The command `printf 'vault: \\033[1msealed\\nmore' >&2; exit 3` failed "
                + "with exit code 3: vault: [1msealed"
                + "."
        )
        #expect(refusal(Secret(.command("kill -9 $$")))?.contains("by signal 9") == true)
    }

    @Test func `a command that takes too long is ended with all it started`() throws {
        let folder = try TemporaryFolder()
        let note = folder.path + "/pid"
        let command = "sleep 600 & echo $! > \(note); wait"
        let sentence = refusal(Secret(.command(command)), within: .milliseconds(300))
        #expect(sentence?.contains("took longer than 300 ms (--max-time) and was ended") == true)
        let process = try #require(
            pid_t(try String(contentsOfFile: note, encoding: .utf8).split(separator: "\n")[0])
        )
        // The orphan may wait for init to collect it; as a zombie it runs no more.
        while kill(process, 0) == 0 {
            let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
            if status?.contains(") Z ") ?? true { break }
            sched_yield()
        }
    }

    @Test func `a command that prints without end is ended`() {
        #expect(refusal(Secret(.command("yes")))?.contains("64 kB") == true)
    }

    @Test func `a command that closes its output and lives on is ended`() {
        #expect(
            refusal(Secret(.command("exec >&- 2>&-; sleep 600")), within: .milliseconds(200))?
                .contains("took longer") == true
        )
    }
}
