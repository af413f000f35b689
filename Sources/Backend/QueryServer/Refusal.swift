import TraceModel

/// Why a question is not answered; the family of the route decides its form.
struct Refusal: Error, Equatable {
    var status: Int
    var message: String

    init(_ status: Int, _ message: String) {
        self.status = status
        self.message = message
    }

    /// What the source of the traces says, in its own words.
    init(_ error: TraceReaderError) {
        let status =
            switch error.kind {
            case .notFound: 404
            case .unsupported: 501
            default: 500
            }
        self.init(status, error.message)
    }
}
