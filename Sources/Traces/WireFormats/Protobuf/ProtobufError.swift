/// Why a protobuf message could not be read, and where.
package struct ProtobufError: Error, Sendable, Equatable {
    /// What is wrong with the bytes.
    package enum Problem: Sendable, Equatable {
        /// The message, or a field of it, ends before its length is reached.
        case truncated
        /// An integer of more than ten bytes.
        case overlongVarint
        /// Field numbers begin at 1 and end at 2^29 - 1.
        case illegalFieldNumber
        /// 6 and 7 mean nothing.
        case illegalWireType(UInt8)
        /// A known field, written as another type than the schema has.
        case wrongWireType(field: UInt32, type: UInt8)
        /// A group ends that never began, or under another number.
        case unexpectedEndOfGroup
        /// Groups within groups, deeper than anyone means.
        case groupsTooDeep
        /// A trace id of a length that it cannot have.
        case traceIDLength(Int)
        /// A span id of a length that it cannot have.
        case spanIDLength(Int)
        /// More bytes than offsets of 32 bits can name.
        case messageTooLarge
    }

    package var problem: Problem
    /// Bytes from the beginning of the body.
    package var offset: Int
    /// The field, for instance `resource_spans[0].scope_spans[0].spans[3].trace_id`; empty at the top.
    package var path: String
    /// What the bytes should have been, such as `an OTLP request`.
    package private(set) var document = "an OTLP request"

    init(_ problem: Problem, at offset: Int, path: String = "") {
        self.problem = problem
        self.offset = offset
        self.path = path
    }

    /// The same error, one level further out.
    func within(_ field: String) -> ProtobufError {
        ProtobufError(problem, at: offset, path: path.isEmpty ? field : field + "." + path)
    }

    /// The same error in bytes that should have been something else.
    func of(_ document: String) -> ProtobufError {
        var error = self
        error.document = document
        return error
    }
}

extension ProtobufError: CustomStringConvertible {
    /// What is wrong and where, without what the bytes should have been.
    package var reason: String {
        let place = path.isEmpty ? "" : " in \(path)"
        return "\(problem.words) at byte \(offset)\(place)"
    }

    package var description: String { "not \(document): \(reason)" }
}

extension ProtobufError.Problem {
    /// What is wrong, as a part of a sentence.
    var words: String {
        switch self {
        case .truncated: "unexpected end"
        case .overlongVarint: "an integer of more than 10 bytes"
        case .illegalFieldNumber: "an illegal field number"
        case .illegalWireType(let type): "illegal wire type \(type)"
        case .wrongWireType(let field, let type): "wrong wire type \(type) for field \(field)"
        case .unexpectedEndOfGroup: "unexpected end of group"
        case .groupsTooDeep: "groups nested too deep"
        case .traceIDLength(let length): "invalid trace id length \(length), not 16 bytes,"
        case .spanIDLength(let length): "invalid span id length \(length), not 8 bytes,"
        case .messageTooLarge: "more than 4 GiB in one message"
        }
    }
}
