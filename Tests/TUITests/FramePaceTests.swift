import TUI
import Testing

@Suite struct FramePaceTests {
    private let start = ContinuousClock.now

    private func at(_ milliseconds: Int) -> ContinuousClock.Instant {
        start + .milliseconds(milliseconds)
    }

    private func cost(_ bytes: Int) -> FrameCost { FrameCost(bytes: bytes, time: .zero) }

    /// Of a terminal that answered its first question after so many milliseconds.
    private func pace(answering milliseconds: Int) -> FramePace {
        var pace = FramePace(canAsk: true)
        #expect(pace.begin(at(0)) == true)
        #expect(pace.answered(at: at(milliseconds)) == false)
        return pace
    }

    @Test func `after a big frame the next waits for the answer`() {
        var pace = pace(answering: 500)
        #expect(pace.wait(at(600)) == nil)
        #expect(pace.sent(cost(5_000), at: at(600)) == true)
        #expect(pace.wait(at(700)) != nil)
        #expect(pace.sent(cost(20), at: at(700)) == false, "one question at a time")
        #expect(pace.answered(at: at(1_700)) == false)
        #expect(pace.wait(at(1_700)) == nil)
    }

    @Test func `small frames go out as they come, and are asked after now and then`() {
        var pace = pace(answering: 1)
        var questions = 0
        for step in 0..<100 {
            #expect(pace.wait(at(10 + step * 30)) == nil)
            if pace.sent(cost(17), at: at(10 + step * 30)) {
                questions += 1
                #expect(pace.answered(at: at(11 + step * 30)) == false)
            }
        }
        // 4 bytes each: less than 3 % of what was sent.
        #expect((1...12).contains(questions))
    }

    @Test func `what was sent while an answer was awaited is asked after at once`() {
        var pace = pace(answering: 400)
        #expect(pace.sent(cost(400), at: at(500)) == true)
        #expect(pace.sent(cost(500), at: at(600)) == false)
        #expect(pace.sent(cost(500), at: at(700)) == false)
        #expect(pace.wait(at(1_000)) != nil)
        #expect(pace.answered(at: at(1_000)) == true, "asks again")
        #expect(pace.answered(at: at(1_500)) == false)
        #expect(pace.wait(at(1_500)) == nil)
    }

    @Test func `a slow line gets 20 frames a second at most, a fast one as many as there are keys`()
    {
        var slow = pace(answering: 300)
        #expect(slow.sent(cost(20), at: at(1_000)) == false)
        #expect(slow.wait(at(1_010)) == at(1_050))
        var fast = pace(answering: 1)
        #expect(fast.sent(cost(20), at: at(1_000)) == false)
        #expect(fast.wait(at(1_001)) == nil)
    }

    @Test func `a terminal that never answers is not waited for`() {
        var pace = FramePace(canAsk: true)
        #expect(pace.begin(at(0)) == true)
        #expect(pace.sent(cost(5_000), at: at(10)) == false)
        #expect(pace.wait(at(20)) == at(60), "until then by time alone")
        #expect(pace.wait(at(60)) == nil)
        #expect(pace.sent(cost(5_000), at: at(3_100)) == false)
        #expect(pace.answerIsDue(at(3_200)) == nil)
        #expect(pace.sent(cost(5_000), at: at(4_000)) == false, "it is not asked again")
        #expect(!FramePace(canAsk: false).isSlow(was: false))
    }

    @Test func `a lost answer holds frames up for a while only`() {
        var pace = pace(answering: 100)
        #expect(pace.sent(cost(5_000), at: at(200)) == true)
        #expect(pace.wait(at(4_100)) != nil)
        #expect(pace.wait(at(4_300)) == nil)
        #expect(pace.sent(cost(5_000), at: at(4_300)) == true, "and asks again")
    }

    @Test func `whoever leaves waits for an answer that is on its way, not for ever`() {
        var pace = pace(answering: 500)
        #expect(pace.answerIsDue(at(600)) == nil)
        #expect(pace.sent(cost(5_000), at: at(600)) == true)
        #expect(pace.answerIsDue(at(700)) == at(2_100))
        #expect(pace.answerIsDue(at(2_100)) == nil)
    }

    @Test func `a line is slow from a quarter of a second on, and fast from half of that`() {
        var pace = pace(answering: 300)
        #expect(pace.isSlow(was: false))
        #expect(pace.sent(cost(500), at: at(1_000)) == true)
        _ = pace.answered(at: at(1_010))
        #expect(!pace.isSlow(was: false))
        #expect(pace.isSlow(was: true))
        #expect(pace.sent(cost(500), at: at(2_000)) == true)
        _ = pace.answered(at: at(2_010))
        #expect(!pace.isSlow(was: true))
    }
}
