import Foundation
import StorageFiles
import Synchronization

/// A disk in memory that forgets at a crash what was not synced, and fails or dies at a chosen step.
///
/// The model is strict: a file's contents are durable once the file was synced, and a name once its folder was. After a sync that
/// failed, later ones of the same file say that all is well although what was lost stays lost, as Linux does. Databases lie in
/// a real folder, since SQLite has a file layer of its own.
package final class SimulatedDisk: FileSystem {
    /// What happens at a step.
    package enum Fault: Sendable, Equatable, CaseIterable {
        /// The process ends before it is done.
        case dieBefore
        /// The process ends when it is done.
        case dieAfter
        case inputOutputError
        case noRoom
        /// A write writes half; other steps are as ever.
        case shortWrite

        package var isDeadly: Bool { self == .dieBefore || self == .dieAfter }
    }

    /// What of the steps that were not synced is on disk after a crash.
    package enum Crash: Sendable {
        case nothingKept
        /// Some blocks, and some of the changes of names, oldest first.
        case someKept(seed: UInt64)
    }

    enum NameChange {
        case link(String, Int)
        case unlink(String)
        case rename(String, String)

        var folders: [String] {
            switch self {
            case .link(let path, _), .unlink(let path): [path.folder]
            case .rename(let path, let target): [path.folder, target.folder]
            }
        }
    }

    struct Contents {
        var bytes: [UInt8] = []
        var durable: [UInt8] = []
        var isUnreliable = false
    }

    struct State {
        var contents: [Int: Contents] = [:]
        var names: [String: Int] = [:]
        var folders: Set<String> = []
        var durableNames: [String: Int] = [:]
        var pending: [NameChange] = []
        var nextFile = 0
        var steps = 0
        var faultStep: Int?
        var fault = Fault.dieBefore
        var isDead = false
        var isFull = false
        var locked: Set<String> = []
        /// Counts crashes: files opened before one are dead.
        var life = 0
    }

    let state = Mutex(State())
    private let databases: URL

    package init() throws {
        // In memory where there is such a folder: a crash here is not one of the machine.
        let base = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : "/tmp"
        databases = URL(filePath: base).appending(path: "spoor-disk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: databases, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: databases) }

    /// How many steps were taken: writes, syncs, renames and the like.
    package var steps: Int { state.withLock { $0.steps } }

    /// Lets a fault happen at a step, counted from the first on.
    package func plan(_ fault: Fault, at step: Int) {
        state.withLock { state in
            state.fault = fault
            state.faultStep = step
        }
    }

    /// Whether there is no room for more bytes.
    package var isFull: Bool {
        get { state.withLock { $0.isFull } }
        set { state.withLock { $0.isFull = newValue } }
    }

    /// Ends the process and the machine; what comes after sees what is on disk.
    package func crash(_ crash: Crash) {
        state.withLock { state in
            var generator = SeededGenerator(seed: 0)
            var kept = 0
            if case .someKept(let seed) = crash {
                generator = SeededGenerator(seed: seed)
                kept = Int.random(in: 0...state.pending.count, using: &generator)
            }
            for change in state.pending.prefix(kept) { state.keep(change) }
            state.pending = []
            state.names = state.durableNames
            for number in state.contents.keys.sorted() {
                guard let contents = state.contents[number] else { continue }
                var bytes = contents.durable
                if case .someKept = crash, !contents.isUnreliable {
                    bytes = contents.torn(using: &generator)
                }
                state.contents[number] = Contents(bytes: bytes, durable: bytes)
            }
            state.faultStep = nil
            state.isDead = false
            state.isFull = false
            state.locked = []
            state.life += 1
        }
    }

    /// Changes the bytes of a file, as a disk does that decays.
    package func damage(_ path: String, _ change: (inout [UInt8]) -> Void) {
        state.withLock { state in
            guard let number = state.names[path], var contents = state.contents[number] else {
                return
            }
            change(&contents.bytes)
            contents.durable = contents.bytes
            state.contents[number] = contents
        }
    }

    /// The paths of all files below a folder, sorted.
    package func paths(below folder: String) -> [String] {
        state.withLock { $0.names.keys.filter { $0.hasPrefix(folder + "/") }.sorted() }
    }

    /// What a crash would leave of the files below a folder, one behind the other.
    package func durableBytes(below folder: String) -> [UInt8] {
        state.withLock { state in
            state.durableNames.filter { $0.key.hasPrefix(folder + "/") }.sorted { $0.key < $1.key }
                .flatMap { state.contents[$0.value]?.durable ?? [] }
        }
    }

    package func databasePath(_ path: String) -> String {
        databases.appending(path: path.replacing("/", with: "_")).path
    }
}

extension SimulatedDisk.Contents {
    /// Each block of 512 bytes as it was or as it is synced.
    fileprivate func torn(using generator: inout SeededGenerator) -> [UInt8] {
        let isLonger = Bool.random(using: &generator)
        var result = isLonger ? bytes : durable
        for start in stride(from: 0, to: result.count, by: 512) {
            let source = Bool.random(using: &generator) ? bytes : durable
            for place in start..<min(start + 512, result.count) {
                result[place] = place < source.count ? source[place] : 0
            }
        }
        return result
    }
}

extension SimulatedDisk.State {
    mutating func link(_ path: String, _ number: Int) {
        names[path] = number
        pending.append(.link(path, number))
    }

    mutating func unlink(_ path: String) {
        names[path] = nil
        pending.append(.unlink(path))
    }

    mutating func rename(_ path: String, _ target: String) {
        names[target] = names[path]
        names[path] = nil
        pending.append(.rename(path, target))
    }

    mutating func syncFolder(_ path: String) {
        let synced = pending.filter { $0.folders.contains(path) }
        pending.removeAll { $0.folders.contains(path) }
        for change in synced { keep(change) }
    }

    fileprivate mutating func keep(_ change: SimulatedDisk.NameChange) {
        switch change {
        case .link(let path, let number): durableNames[path] = number
        case .unlink(let path): durableNames[path] = nil
        case .rename(let path, let target):
            durableNames[target] = durableNames[path]
            durableNames[path] = nil
        }
    }
}

extension String {
    /// The folder of a path.
    var folder: String { lastIndex(of: "/").map { String(self[..<$0]) } ?? "" }
}
