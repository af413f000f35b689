import Foundation
package import StorageFiles
import Synchronization

extension SimulatedDisk {
    package func makeFolder(_ path: String) throws(FileError) {
        state.withLock { state in
            var path = path
            while !path.isEmpty {
                state.folders.insert(path)
                path = path.folder
            }
        }
    }

    package func names(in folder: String) throws(FileError) -> [String] {
        try alive(.list, folder) { state throws(FileError) in
            guard state.folders.contains(folder) else {
                throw FileError(.list, folder, code: ENOENT)
            }
            let paths = Array(state.names.keys) + state.folders
            return paths.filter { $0.folder == folder }.map {
                String($0.dropFirst(folder.count + 1))
            }
        }
    }

    package func open(_ path: String, for use: FileUse) throws(FileError) -> any OpenFile {
        let (number, life) = try alive(.open, path) { state throws(FileError) in
            let isThere = state.names[path] != nil
            switch use {
            case .reading, .writing:
                guard isThere else { throw FileError(.open, path, code: ENOENT) }
            case .making where isThere: break
            case .making, .replacing:
                guard state.folders.contains(path.folder) else {
                    throw FileError(.open, path, code: ENOENT)
                }
                try state.step(.open, path) { state in
                    state.nextFile += 1
                    state.contents[state.nextFile] = Contents()
                    state.link(path, state.nextFile)
                }
            }
            return (state.names[path] ?? 0, state.life)
        }
        return SimulatedFile(path: path, number: number, life: life, disk: self)
    }

    package func rename(_ path: String, to target: String) throws(FileError) {
        try alive(.rename, path) { state throws(FileError) in
            guard state.names[path] != nil else { throw FileError(.rename, path, code: ENOENT) }
            try state.step(.rename, path) { $0.rename(path, target) }
        }
    }

    package func remove(_ path: String) throws(FileError) {
        try alive(.remove, path) { state throws(FileError) in
            guard state.names[path] != nil else { throw FileError(.remove, path, code: ENOENT) }
            try state.step(.remove, path) { $0.unlink(path) }
        }
    }

    package func syncFolder(_ path: String) throws(FileError) {
        try alive(.sync, path) { state throws(FileError) in
            try state.step(.sync, path) { $0.syncFolder(path) }
        }
    }

    package func map(_ path: String) throws(FileError) -> StoredBytes {
        let bytes = try alive(.map, path) { state throws(FileError) in
            guard let number = state.names[path], let contents = state.contents[number] else {
                throw FileError(.map, path, code: ENOENT)
            }
            return contents.bytes
        }
        return bytes.withUnsafeBytes { StoredBytes(copying: $0) }
    }

    /// Runs `body` unless the process is dead, or another one by now.
    func alive<Value: Sendable>(
        _ action: FileError.Action,
        _ path: String,
        life: Int? = nil,
        _ body: (inout State) throws(FileError) -> Value
    ) throws(FileError) -> Value {
        try state.withLock { state throws(FileError) in
            guard !state.isDead, life ?? state.life == state.life else {
                throw FileError(action, path, code: EIO)
            }
            return try body(&state)
        }
    }
}

extension SimulatedDisk.State {
    /// Takes a step, or lets the fault happen that is planned for it.
    mutating func step(
        _ action: FileError.Action,
        _ path: String,
        _ effect: (inout Self) -> Void
    ) throws(FileError) {
        defer { steps += 1 }
        guard steps == faultStep else { return effect(&self) }
        switch fault {
        case .dieBefore, .dieAfter:
            if fault == .dieAfter { effect(&self) }
            isDead = true
            throw FileError(action, path, code: EIO)
        case .inputOutputError: throw FileError(action, path, code: EIO)
        case .noRoom: throw FileError(action, path, code: ENOSPC)
        case .shortWrite: effect(&self)
        }
    }
}

/// An open file of a ``SimulatedDisk``.
private final class SimulatedFile: OpenFile {
    let path: String
    private let number: Int
    private let life: Int
    private let disk: SimulatedDisk

    init(path: String, number: Int, life: Int, disk: SimulatedDisk) {
        self.path = path
        self.number = number
        self.life = life
        self.disk = disk
    }

    deinit {
        disk.state.withLock { state in
            if state.life == life { state.locked.remove(path) }
        }
    }

    private func access<Value: Sendable>(
        _ action: FileError.Action,
        _ body: (inout SimulatedDisk.State) throws(FileError) -> Value
    ) throws(FileError) -> Value {
        try disk.alive(action, path, life: life, body)
    }

    func size() throws(FileError) -> Int {
        try access(.read) { $0.contents[number]?.bytes.count ?? 0 }
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileError) -> Int {
        let copy = Array(bytes)
        return try access(.write) { state throws(FileError) in
            let isShort = state.steps == state.faultStep && state.fault == .shortWrite
            let part = isShort ? copy.prefix(max(1, copy.count / 2)) : copy[...]
            let size = state.contents[number]?.bytes.count ?? 0
            guard !state.isFull || offset + part.count <= size else {
                throw FileError(.write, path, code: ENOSPC)
            }
            try state.step(.write, path) { $0.contents[number]?.put(part, at: offset) }
            return part.count
        }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileError) -> Int {
        let bytes = try access(.read) { state in
            Array((state.contents[number]?.bytes ?? []).dropFirst(offset).prefix(buffer.count))
        }
        buffer.copyBytes(from: bytes)
        return bytes.count
    }

    func reserve(_ bytes: Int) throws(FileError) {
        try access(.reserve) { state throws(FileError) in
            let size = state.contents[number]?.bytes.count ?? 0
            guard !state.isFull || bytes <= size else {
                throw FileError(.reserve, path, code: ENOSPC)
            }
            try state.step(.reserve, path) { $0.contents[number]?.put([], at: bytes) }
        }
    }

    func cut(to size: Int) throws(FileError) {
        try access(.cut) { state throws(FileError) in
            try state.step(.cut, path) { state in
                let bytes = state.contents[number]?.bytes ?? []
                state.contents[number]?.bytes = Array(bytes.prefix(size))
            }
        }
    }

    func sync() throws(FileError) {
        try access(.sync) { state throws(FileError) in
            do throws(FileError) {
                try state.step(.sync, path) { state in
                    guard var contents = state.contents[number], !contents.isUnreliable else {
                        return
                    }
                    contents.durable = contents.bytes
                    state.contents[number] = contents
                }
            } catch {
                state.contents[number]?.isUnreliable = true
                throw error
            }
        }
    }

    func lock() throws(FileError) -> Bool {
        try access(.lock) { $0.locked.insert(path).inserted }
    }
}

extension SimulatedDisk.Contents {
    fileprivate mutating func put(_ part: ArraySlice<UInt8>, at offset: Int) {
        let end = offset + part.count
        if bytes.count < end { bytes += repeatElement(0, count: end - bytes.count) }
        bytes.replaceSubrange(offset..<end, with: part)
    }
}
