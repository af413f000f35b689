import Client
import Follow
import Synchronization
import TestSupport
import Testing
import TraceModel

/// Which question a follower asks the servers that were recorded.
struct FollowingRecordedServersTests {
    /// The target of the first search that following sends, and what went before it.
    private func firstSearch(
        _ set: RecordedSet,
        service: String?
    ) async throws -> (search: String, before: [String]) {
        var first = (search: "", before: [String]())
        try await withRecorded(set) { reader, server in
            let driver = FollowDriver(reader, wanted: recordedQuery(service, limit: 20))
            let following = Task { try await driver.run { _ in } }
            defer { following.cancel() }
            // The probe asks for summaries without times and is no search.
            func isSearch(_ line: String) -> Bool {
                line.contains("start_time_min=") || line.contains("startTimeMin=")
                    || line.contains("/api/traces?")
            }
            let isAsked = await eventually { server.asked.contains(where: isSearch) }
            #expect(isAsked, "\(server.asked)")
            let asked = server.asked
            let place = asked.firstIndex(where: isSearch) ?? asked.count
            first = (place < asked.count ? asked[place] : "", Array(asked[..<place]))
        }
        return first
    }

    @Test(arguments: [RecordedSet.v220, .main, .tenancy])
    func `a Jaeger with summaries is asked for them, of all services at once`(
        set: RecordedSet
    ) async throws {
        let (search, _) = try await firstSearch(set, service: nil)
        #expect(search.contains("\(set.basePath)/api/v3/trace-summaries?"), "\(search)")
        #expect(!search.contains("service"), "\(search)")
        #expect(search.contains("1500"), "\(search)")
    }

    @Test(arguments: [RecordedSet.v176, .victoria])
    func `an older server is asked service by service for whole traces`(
        set: RecordedSet
    ) async throws {
        let (search, before) = try await firstSearch(set, service: nil)
        #expect(search.contains("\(set.basePath)/api/traces?"), "\(search)")
        #expect(search.contains("service="), "\(search)")
        #expect(search.contains("limit=200"), "\(search)")
        #expect(before.contains { $0.contains("/services") }, "\(before)")
    }

    @Test(arguments: RecordedSet.all)
    func `what the user narrowed is part of the question`(set: RecordedSet) async throws {
        let (search, _) = try await firstSearch(set, service: "frontend")
        #expect(search.contains("=frontend"), "\(search)")
    }

    @Test func `a question that was not recorded is a failure that following lives with`()
        async throws
    {
        try await withRecorded(.v220) { reader, _ in
            let failure = Mutex<TraceReaderError?>(nil)
            let driver = FollowDriver(reader, wanted: recordedQuery("frontend", limit: 20))
            let following = Task {
                try await driver.run { update in
                    if case .failing(let error, _) = update.status.phase {
                        failure.withLock { $0 = error }
                    }
                }
            }
            defer { following.cancel() }
            let isTold = await eventually { failure.withLock { $0 } != nil }
            #expect(isTold)
            #expect(failure.withLock { $0 }?.message.contains("501") == true)
        }
    }
}
