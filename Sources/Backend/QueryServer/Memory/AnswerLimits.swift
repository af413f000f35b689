/// How much memory answers may take.
package struct AnswerLimits: Sendable, Equatable {
    /// All answers under way, bytes.
    package var bytes: Int
    /// The part of them that short answers have to themselves.
    package var shortBytes: Int { bytes / 4 }
    /// The longest answer that is short.
    package var shortAnswer: Int { min(512 << 10, shortBytes / 2) }
    /// The most spans of one.
    package var shortSpans = 512
    /// Outlines of traces that are adjusted, one at a time, bytes.
    package var outlineBytes: Int
    /// The longest OTLP document that is transformed, decompressed.
    package var documentBytes: Int
    /// The most parameters of a request.
    package var parameters = 1000

    /// Usual parts of the memory given to the backend as a whole.
    package init(memory: Int = 512 << 20) {
        bytes = max(memory / 8, 1 << 20)
        outlineBytes = max(memory / 4, 1 << 20)
        documentBytes = min(64 << 20, max(memory / 16, 1 << 20))
    }
}
