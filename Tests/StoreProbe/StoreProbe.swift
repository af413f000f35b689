import Foundation
import StorageFiles
import TestSupport

/// A writer in a process of its own, to be killed.
///
/// `StoreProbe write FOLDER FIRST` writes numbers from FIRST on until it is killed, and prints each when it is acknowledged.
/// `StoreProbe fill FOLDER` fills the disk that FOLDER is on, makes room again, and prints what happened.
@main
enum StoreProbe {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count > 2 else { exit(2) }
        switch arguments[1] {
        case "write": try await write(arguments[2], from: UInt64(arguments[3]) ?? 1)
        case "fill": try await fill(arguments[2])
        default: exit(2)
        }
    }

    private static func say(_ line: String) {
        var text = line + "\n"
        text.withUTF8 { _ = Foundation.write(1, $0.baseAddress, $0.count) }
    }

    private static func write(_ folder: String, from first: UInt64) async throws {
        // Small files, so that there are many.
        let store = try NumberedStore(folder, options: DataFolder.Options(logFileBytes: 8 << 10))
        await withTaskGroup { group in
            let writers: UInt64 = 4
            for writer in 0..<writers {
                group.addTask {
                    for number in stride(from: first + writer, to: .max, by: Int(writers)) {
                        if await store.append(number) { say("\(number)") }
                        guard number % 16 == 0 else { continue }
                        do {
                            try store.seal()
                        } catch {
                            say("\(error)")
                        }
                    }
                }
            }
        }
    }

    private static func fill(_ path: String) async throws {
        let folder = path + "/traces"
        let store = try NumberedStore(folder, options: DataFolder.Options(logFileBytes: 64 << 10))
        var acknowledged: [UInt64] = []
        for number in UInt64(1)...20 where await store.append(number) {
            acknowledged.append(number)
        }
        try store.seal()
        let filler = path + "/filler"
        let file = try SystemFiles().open(filler, for: .making)
        var size = 0
        // Room is taken until there is none, in ever smaller pieces.
        for piece in [1 << 20, 64 << 10, 4 << 10] {
            while (try? file.reserve(size + piece)) != nil { size += piece }
        }
        var number: UInt64 = 100
        while await store.append(number) {
            acknowledged.append(number)
            number += 1
        }
        if let error = await store.refusal(appending: number) {
            say("refused: \(error.isRetryable) \(error)")
        }
        do {
            try store.seal()
            say("sealed")
        } catch {
            say("not sealed: \(error)")
        }
        say("read: \(try store.numbers().sorted() == acknowledged)")
        try SystemFiles().remove(filler)
        try file.cut(to: 0)
        if await store.append(number) {
            acknowledged.append(number)
            say("recovered")
        }
        try store.seal()
        say("kept: \(try store.numbers().sorted() == acknowledged)")
        store.folder.close()
    }
}
