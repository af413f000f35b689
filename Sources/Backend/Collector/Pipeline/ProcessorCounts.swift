/// What a processor was given and what it passed on, in spans.
package struct ProcessorCounts: Sendable, Equatable {
    package let processor: String
    package internal(set) var incoming = 0
    package internal(set) var outgoing = 0
}
