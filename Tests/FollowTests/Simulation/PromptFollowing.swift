import TraceModel

@testable import Follow

/// A follower and a server that a test plays, on clocks that jump to what happens next.
struct PromptFollowing {
    /// What the server does with the question of a second.
    typealias Server = (_ query: TraceQuery, _ second: Int) -> (
        answer: Result<SearchAnswer, TraceReaderError>, duration: Nanoseconds
    )

    private(set) var follower: Follower
    /// Questions for traces, and when they were sent.
    private(set) var asked: [(second: Int, query: TraceQuery)] = []
    private(set) var told: Set<TraceID> = []
    private let begin: Timestamp
    private let server: Server
    private var time: Nanoseconds = 0
    private var wake: Nanoseconds?
    private var reply: (time: Nanoseconds, event: (Moment) -> FollowerEvent)?

    init(
        _ ability: SearchAbility = SearchAbility(route: .summaries),
        detail: TraceDetail = .summary,
        begin: Timestamp,
        settings: FollowSettings = FollowSettings(),
        server: @escaping Server
    ) {
        self.begin = begin
        self.server = server
        follower = Follower(
            TraceQuery(start: .zero, end: .zero, detail: detail),
            ability: ability,
            settings: settings
        )
    }

    var clocks: Moment {
        Moment(monotonic: time, wall: begin.advanced(by: time))
    }
    var status: FollowStatus { follower.status(clocks) }

    mutating func run(seconds: Int) {
        if wake == nil, reply == nil { perform(follower.handle(.began(clocks))) }
        while let next = [wake, reply?.time].compactMap({ $0 }).min(), next < .seconds(seconds) {
            time = max(time, next)
            if let due = reply, due.time <= time {
                reply = nil
                perform(follower.handle(due.event(clocks)))
            } else {
                wake = nil
                perform(follower.handle(.woke(clocks)))
            }
        }
    }

    private mutating func perform(_ effects: [FollowerEffect]) {
        for effect in effects {
            switch effect {
            case .ask(let question): ask(question)
            case .cancel: reply = nil
            case .wake(let time), .watch(let time): wake = time
            case .changed(let changes): told.formUnion(changes.appeared.map(\.summary.id))
            }
        }
    }

    private mutating func ask(_ question: FollowQuestion) {
        let second = Int(time / .seconds(1))
        switch question.subject {
        case .services:
            reply = (time + 1_000_000, { .listed(question.id, SteadyTraffic.services, $0) })
        case .traces(let query):
            asked.append((second, query))
            let (answer, duration) = server(query, second)
            reply = (
                time + duration,
                { now in
                    switch answer {
                    case .success(let answer): .answered(question.id, answer, now)
                    case .failure(let error): .failed(question.id, error, now)
                    }
                }
            )
        }
    }
}
