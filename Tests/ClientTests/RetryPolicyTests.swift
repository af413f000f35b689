import Client
import Testing

struct RetryPolicyTests {
    private let policy = RetryPolicy(jitter: { 0.5 })

    @Test(arguments: [RetryPolicy.Failure.connection, .status(502), .status(503), .status(504)])
    func `a read without answer is tried twice more, later each time`(
        failure: RetryPolicy.Failure
    ) {
        #expect(policy.delay(afterAttempt: 1, failure) == .microseconds(112_500))
        #expect(policy.delay(afterAttempt: 2, failure) == .milliseconds(450))
        #expect(policy.delay(afterAttempt: 3, failure) == nil)
    }

    @Test(arguments: [400, 401, 403, 404, 408, 429, 500, 501])
    func `a refusal is final`(status: Int) {
        #expect(policy.delay(afterAttempt: 1, .status(status)) == nil)
        #expect(policy.delay(afterAttempt: 1, .final) == nil)
    }
}
