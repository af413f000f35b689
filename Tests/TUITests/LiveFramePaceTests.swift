import Glibc
import TestSupport
import Testing

@testable import TUI

@Suite struct LiveFramePaceTests {
    private let begin = ContinuousClock.now

    /// Draws frames of so many bytes as soon as each may be, and says what was drawn by `end`.
    private func draw(
        until end: Duration,
        _ bytes: (_ frame: Int) -> Int
    ) -> (frames: Int, bytes: Int) {
        var pace = LiveFramePace(begin)
        var drawn = (frames: 0, bytes: 0)
        while pace.next < begin + end {
            let cost = FrameCost(bytes: bytes(drawn.frames), time: .zero)
            drawn.frames += 1
            drawn.bytes += cost.bytes
            pace.note(cost, at: pace.next)
        }
        return drawn
    }

    @Test func `small frames come twice a second`() {
        #expect(draw(until: .seconds(60)) { _ in 300 }.frames == 120)
        #expect(draw(until: .seconds(60)) { _ in 0 }.frames == 120)
    }

    @Test(arguments: 0..<40)
    func `a minute of frames of any size stays below a thousand bytes a second`(_ run: Int) {
        var random = SeededGenerator(seed: 4_100 + UInt64(run))
        let most = Int.random(in: 1...8000, using: &random)
        let drawn = draw(until: .seconds(60)) { _ in .random(in: 0...most, using: &random) }
        // One frame may come on credit at the end.
        #expect(drawn.bytes - most <= 60_000 - most / 2, "seed \(random.seed)")
        #expect(drawn.frames >= 6, "seed \(random.seed)")
    }

    @Test func `after a quiet period frames are not delayed`() {
        var pace = LiveFramePace(begin)
        pace.note(FrameCost(bytes: 4000, time: .zero), at: begin)
        let later = begin + .seconds(60)
        for frame in 0..<4 {
            let now = later + LiveFramePace.shortest * frame
            pace.note(FrameCost(bytes: 900, time: .zero), at: now)
            #expect(pace.next == now + LiveFramePace.shortest)
        }
    }

    @Test func `no frame makes the next one wait longer than the bound, however large it is`() {
        var pace = LiveFramePace(begin)
        pace.note(FrameCost(bytes: 5_000_000, time: .zero), at: begin)
        #expect(pace.next == begin + LiveFramePace.longest)
        pace.note(FrameCost(bytes: 100, time: .zero), at: pace.next)
        #expect(pace.next < begin + LiveFramePace.longest + .seconds(1))
    }

    @Test func `a slow line is kept busy for a quarter of the time at most`() {
        var pace = LiveFramePace(begin)
        pace.note(FrameCost(bytes: 100, time: .seconds(2)), at: begin)
        #expect(pace.next == begin + .seconds(8))
        pace.note(FrameCost(bytes: 100, time: .seconds(200)), at: pace.next)
        #expect(pace.next == begin + .seconds(38), "but it goes on")
    }

    @Test func `a clock that goes back does no harm`() {
        var pace = LiveFramePace(begin)
        pace.note(FrameCost(bytes: 500, time: .zero), at: begin - .seconds(5))
        #expect(pace.next == begin - .seconds(5) + LiveFramePace.shortest)
    }

    @Test func `the bytes that a thread writes are counted`() throws {
        let written = WrittenBytes()
        let file = open("/dev/null", O_WRONLY | O_CLOEXEC)
        defer { close(file) }
        let bytes = [UInt8](repeating: 0x20, count: 1234)
        let before = try #require(written.count)
        let length = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        let after = try #require(written.count)
        #expect(length == 1234)
        #expect(after - before == 1234)
    }
}
