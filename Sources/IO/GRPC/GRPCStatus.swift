/// How a call ended: a code, a sentence, and what else the client is told (gRPC over HTTP2, "Responses").
package struct GRPCStatus: Error, Sendable, Equatable {
    /// The codes that are given here, with their numbers.
    package enum Code: Int32, Sendable {
        case ok = 0
        case cancelled = 1
        case unknown = 2
        case invalidArgument = 3
        case deadlineExceeded = 4
        case notFound = 5
        case permissionDenied = 7
        case resourceExhausted = 8
        case unimplemented = 12
        case `internal` = 13
        case unavailable = 14
        case unauthenticated = 16
    }

    package var code: Code
    package var reason: String
    /// Sent behind the last message.
    package var trailing: GRPCMetadata

    package init(_ code: Code, _ reason: String = "", trailing: GRPCMetadata = GRPCMetadata()) {
        self.code = code
        self.reason = reason
        self.trailing = trailing
    }

    package static let ok = GRPCStatus(.ok)
}

/// Fields that go with a call, in their order; those whose names end in `-bin` hold any bytes, the others ASCII.
package struct GRPCMetadata: Sendable, Equatable {
    package struct Field: Sendable, Equatable {
        package var name: String
        package var value: [UInt8]

        package init(name: String, value: [UInt8]) {
            self.name = name
            self.value = value
        }
    }

    package var fields: [Field]

    package init(_ fields: [Field] = []) { self.fields = fields }

    /// The first value of a name, which is in lower case.
    package subscript(name: String) -> String? {
        fields.first { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
    }
}
