package import WireFormats

/// A whole small answer: what lists, errors and probes are.
package struct ServerAnswer: Sendable {
    /// Method, and URL without query.
    package var request: String
    package var status: Int
    package var body: [UInt8]
    package var content: AnswerContent
    package var timing: AnswerTiming

    package init(
        request: String,
        status: Int,
        body: [UInt8],
        timing: AnswerTiming = AnswerTiming()
    ) {
        self.request = request
        self.timing = timing
        self.status = status
        self.body = body
        content = AnswerContent(body)
    }

    package var isSuccess: Bool { (200..<300).contains(status) }

    package var text: String { String(decoding: body, as: UTF8.self) }

    /// Whether this is how servers answer for a route that they do not have.
    ///
    /// Jaeger before 2.16 gives its page with 200, later ones a 404 of plain text, VictoriaTraces a 400; gateways
    /// have JSON of their own. Jaeger's own 404 in JSON says that the trace is missing, not the route.
    package var isRouteAbsent: Bool {
        if status == 401 || status == 403 { return false }
        switch content {
        case .html: return status < 500
        case .text(let text):
            return status == 404 || status == 405
                || (status == 400 && text.contains("unsupported path"))
        case .empty: return status == 404 || status == 405
        case .json: return status == 404 && !content.isLegacyEnvelope && !content.isV3Error
        }
    }
}
