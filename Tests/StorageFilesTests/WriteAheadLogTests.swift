import Foundation
import TestSupport
import Testing

@testable import StorageFiles

@Suite struct WriteAheadLogTests {
    private func log(
        on disk: SimulatedDisk,
        fileBytes: Int = 4096,
        policy: SyncPolicy = .eachBatch,
        report: @escaping @Sendable (FileError) -> Void = { _ in }
    ) throws -> WriteAheadLog {
        try disk.makeFolder("/log")
        let scan = try LogScan(of: "/log", in: disk, after: 0) { _ in }
        let writer = LogWriter(folder: "/log", in: disk, after: scan, fileBytes: fileBytes)
        return WriteAheadLog(writer, policy: policy, report: report)
    }

    private func read(
        _ disk: SimulatedDisk,
        after sealed: UInt64 = 0
    ) throws -> (records: [LogRecord], scan: LogScan) {
        var records: [LogRecord] = []
        let scan = try LogScan(of: "/log", in: disk, after: sealed) { records.append($0) }
        return (records, scan)
    }

    @Test func `what was acknowledged is there after a crash, in order`() async throws {
        let disk = try SimulatedDisk()
        let log = try log(on: disk, fileBytes: 600)
        let written = Collected<LogRecord>()
        try await withThrowingTaskGroup { group in
            for writer in UInt64(0)..<8 {
                group.addTask {
                    for number in 0..<20 {
                        let contents = NumberedBatch.contents(writer * 1000 + UInt64(number))
                        let sequence = try await log.append(contents, kind: 3)
                        written.add(LogRecord(sequence: sequence, kind: 3, contents: contents))
                    }
                }
            }
            try await group.waitForAll()
        }
        disk.crash(.nothingKept)
        let (records, scan) = try read(disk)
        #expect(records.map(\.sequence) == Array(1...160))
        #expect(records == written.values.sorted { $0.sequence < $1.sequence })
        #expect(scan.damage.isEmpty)
        #expect(scan.files.count > 1)
    }

    @Test func `batches that come together share a sync`() async throws {
        let disk = try SimulatedDisk()
        let log = try log(on: disk, fileBytes: 1 << 20)
        _ = try await log.append([1], kind: 0)
        let before = disk.steps
        // The log's thread is held by the first completion until all the others wait.
        let gate = DispatchSemaphore(value: 0)
        let done = DispatchSemaphore(value: 0)
        try await onOwnThread {
            Array("batch".utf8).withUnsafeBytes { contents in
                log.append(contents, kind: 0) { _ in gate.wait() }
                for _ in 0..<50 {
                    log.append(contents, kind: 0) { _ in done.signal() }
                }
            }
            gate.signal()
            for _ in 0..<50 { done.wait() }
        }
        // A write and a sync for those that came before the gate, and for all the others.
        #expect(disk.steps - before <= 4)
    }

    @Test func `records of a group that failed are void once the log went on`() async throws {
        for fault in [SimulatedDisk.Fault.inputOutputError, .noRoom] {
            for step in 0..<3 {
                let disk = try SimulatedDisk()
                let log = try log(on: disk)
                _ = try await log.append(Array("kept".utf8), kind: 0)
                disk.plan(fault, at: disk.steps + step)
                var refused = 0
                for text in ["a", "b", "b", "c"] {
                    do {
                        _ = try await log.append(Array(text.utf8), kind: 0)
                    } catch {
                        refused += 1
                        #expect(error.isRetryable)
                        _ = try await log.append(Array(text.utf8), kind: 0)
                    }
                }
                #expect(refused == 1)
                disk.crash(.someKept(seed: UInt64(step)))
                let (records, _) = try read(disk)
                #expect(
                    records.map { String(decoding: $0.contents, as: UTF8.self) }
                        == ["kept", "a", "b", "b", "c"],
                    "\(fault) at \(step)"
                )
            }
        }
    }

    @Test func `files are freed when all in them is sealed`() async throws {
        let disk = try SimulatedDisk()
        let log = try log(on: disk, fileBytes: 600)
        for number in UInt64(1)...40 {
            _ = try await log.append(NumberedBatch.contents(number), kind: 0)
        }
        let all = disk.paths(below: "/log")
        #expect(all.count > 3)
        log.free(through: 20)
        _ = try await log.append([1], kind: 0)
        #expect(disk.paths(below: "/log").count < all.count)
        let (records, _) = try read(disk, after: 20)
        #expect(records.map(\.sequence) == Array(21...41))
        log.close(sealedThrough: 41)
        #expect(disk.paths(below: "/log").isEmpty)
        let error = await #expect(throws: LogError.self) { try await log.append([1], kind: 0) }
        #expect(error == .closed)
    }

    @Test func `the looser policy acknowledges first and syncs by itself`() async throws {
        let disk = try SimulatedDisk()
        let log = try log(on: disk, policy: .every(.milliseconds(5)))
        _ = try await log.append(Array("kept".utf8), kind: 0)
        let isKept = await eventually {
            // Only a sync makes it survive a crash.
            disk.durableBytes(below: "/log").contains(Array("kept".utf8))
        }
        #expect(isKept)
        log.close(sealedThrough: 0)
    }

    @Test func `a sync that fails later is reported`() async throws {
        let disk = try SimulatedDisk()
        let reported = Collected<FileError>()
        let log = try log(on: disk, policy: .every(.milliseconds(1))) { error in
            reported.add(error)
        }
        _ = try await log.append([1], kind: 0)
        #expect(await eventually { disk.durableBytes(below: "/log").count > 64 })
        disk.plan(.inputOutputError, at: disk.steps + 1)
        _ = try await log.append([2], kind: 0)
        #expect(await eventually { reported.values.count == 1 })
        #expect(reported.values.first?.action == .sync)
        _ = try await log.append([3], kind: 0)
        log.close(sealedThrough: 0)
    }

    @Test func `a batch that is too large is refused for good`() async throws {
        let disk = try SimulatedDisk()
        let log = try log(on: disk)
        let large = [UInt8](repeating: 0, count: LogRecordHeader.mostBytes + 1)
        let error = await #expect(throws: LogError.self) { try await log.append(large, kind: 0) }
        #expect(error == .tooLarge)
        #expect(error?.isRetryable == false)
    }
}
