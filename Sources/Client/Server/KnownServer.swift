import Synchronization
import TraceModel

/// What was found out about a server, for all who ask it.
final class KnownServer: Sendable {
    /// Routes that the dialect says are there and an answer said are not.
    struct Routes: OptionSet {
        let rawValue: Int

        static let v3Trace = Routes(rawValue: 1)
        /// `/api/operations`, which has kinds.
        static let legacyOperations = Routes(rawValue: 2)
    }

    /// Which family and version it is, found out on first use.
    let dialect: SharedResult<Dialect>
    private let absentRoutes = Mutex<Routes>([])

    init(_ sender: RequestSender) {
        dialect = SharedResult { () throws(TraceReaderError) in
            var probe = DialectProbe()
            while true {
                switch probe.step {
                case .ask(let request):
                    do throws(TraceReaderError) {
                        probe.feed(.answer(try await sender.answer(request)))
                    } catch {
                        if error.kind == .cancelled { throw error }
                        probe.feed(.failure(error))
                    }
                case .done(let dialect): return dialect
                case .failed(let error): throw error
                }
            }
        }
    }

    func isAbsent(_ route: Routes) -> Bool { absentRoutes.withLock { $0.contains(route) } }

    func markAbsent(_ route: Routes) { absentRoutes.withLock { _ = $0.insert(route) } }
}
