import StorageFiles
import TestSupport
import Testing
import TraceModel

/// What is left when a write, a sync or a rename fails or is the last thing that happens, at every one of them.
@Suite struct CrashTests {
    /// Small files, so that there are many.
    private static let options = DataFolder.Options(logFileBytes: 1200)

    /// What the world outside knows.
    private struct Known {
        /// Numbers that were acknowledged.
        var acknowledged: Set<UInt64> = []
        /// Numbers that may have been deleted by retention.
        var deletable: Set<UInt64> = []
        var next: UInt64 = 1
    }

    /// Opens the folder, writes, seals, deletes and closes; whatever fails is tried once more, as a sender would.
    private func session(on disk: SimulatedDisk, _ known: inout Known) async {
        guard
            let store = (try? NumberedStore("/data", in: disk, options: Self.options))
                ?? (try? NumberedStore("/data", in: disk, options: Self.options))
        else { return }
        for round in 0..<6 {
            for _ in 0..<3 {
                let number = known.next
                known.next += 1
                var isWritten = await store.append(number)
                if !isWritten { isWritten = await store.append(number) }
                if isWritten { known.acknowledged.insert(number) }
            }
            if round % 2 == 1, (try? store.seal()) == nil { try? store.seal() }
            if round == 3, let oldest = store.folder.segments.first {
                known.deletable.formUnion((try? NumberedSegments().numbers(in: oldest.bytes)) ?? [])
                let all = store.folder.segments.reduce(0) { $0 + $1.row.byteCount }
                _ = try? store.folder.applyRetention(Retention(bytes: all - 1), at: .now)
            }
        }
        store.folder.close()
    }

    /// Opens the folder as it is after a crash, and holds it against what is known.
    private func check(_ disk: SimulatedDisk, _ known: Known, _ context: String) async throws {
        let store = try NumberedStore("/data", in: disk, options: Self.options)
        let numbers = try store.numbers()
        let found = Set(numbers)
        #expect(found.count == numbers.count, "twice, \(context): \(numbers)")
        let lost = known.acknowledged.subtracting(found).subtracting(known.deletable)
        #expect(lost.isEmpty, "lost, \(context): \(lost.sorted())")
        // And it goes on from there.
        #expect(await store.append(9999))
        try store.seal()
        #expect(try store.numbers() == numbers + [9999], "\(context)")
        store.folder.close()
    }

    /// Two sessions one after the other with a fault at one step; whether there was such a step.
    private func run(_ fault: SimulatedDisk.Fault, at step: Int, _ crash: SimulatedDisk.Crash)
        async throws -> Bool
    {
        let disk = try SimulatedDisk()
        var known = Known()
        disk.plan(fault, at: step)
        await session(on: disk, &known)
        await session(on: disk, &known)
        let isReached = disk.steps > step
        disk.crash(crash)
        try await check(disk, known, "\(fault) at step \(step), \(crash)")
        return isReached
    }

    @Test(arguments: SimulatedDisk.Fault.allCases)
    func `nothing acknowledged is lost or there twice after a fault at any step`(
        fault: SimulatedDisk.Fault
    ) async throws {
        for crash in [SimulatedDisk.Crash.nothingKept, .someKept(seed: 1), .someKept(seed: 2)] {
            var step = 0
            while try await run(fault, at: step, crash) { step += 1 }
            #expect(step > 60, "the sessions have steps")
        }
    }

    @Test func `nothing is lost or there twice after many random crashes of one folder`()
        async throws
    {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededGenerator(seed: seed)
        let disk = try SimulatedDisk()
        var known = Known()
        for life in 0..<40 {
            let fault = SimulatedDisk.Fault.allCases.randomElement(using: &generator) ?? .dieAfter
            disk.plan(fault, at: disk.steps + Int.random(in: 0..<90, using: &generator))
            await session(on: disk, &known)
            disk.crash(.someKept(seed: generator.next()))
            let store = try NumberedStore("/data", in: disk, options: Self.options)
            let numbers = try store.numbers()
            let found = Set(numbers)
            #expect(found.count == numbers.count, "twice in life \(life), seed \(seed)")
            #expect(
                known.acknowledged.isSubset(of: found.union(known.deletable)),
                "lost in life \(life), seed \(seed)"
            )
            store.folder.close()
        }
    }

    @Test func `a full disk refuses, serves what it has, and goes on when there is room`()
        async throws
    {
        let disk = try SimulatedDisk()
        let store = try NumberedStore(
            "/data",
            in: disk,
            options: DataFolder.Options(logFileBytes: 2000)
        )
        for number in UInt64(1)...10 { #expect(await store.append(number)) }
        disk.isFull = true
        var number = UInt64(11)
        while await store.append(number) { number += 1 }
        let written = Array(1..<number)
        let error = try #require(await store.refusal(appending: number))
        #expect(error.isRetryable)
        #expect("\(error)".contains("no space left on device"))
        #expect(throws: FolderError.self) { try store.seal() }
        #expect(try store.numbers() == written)
        disk.isFull = false
        #expect(await store.append(number))
        try store.seal()
        disk.crash(.nothingKept)
        #expect(
            try NumberedStore("/data", in: disk, options: Self.options).numbers() == written + [
                number
            ]
        )
    }
}
