import TraceModel

/// One event of a block, whose attributes follow those of the event before it.
struct EventRecord: BitwiseCopyable, Sendable {
    var time: UInt64
    var name: StringIndex
    var droppedAttributes: UInt32
    var attributeEnd: UInt32
}

/// One link of a block, whose attributes follow those of the link before it.
struct LinkRecord: BitwiseCopyable, Sendable {
    var traceHigh: UInt64
    var traceLow: UInt64
    var spanID: UInt64
    var traceState: StringIndex
    var flags: UInt32
    var droppedAttributes: UInt32
    var attributeEnd: UInt32
    var type: UInt8
    /// Of ids that are texts, as indexes of the block's strings; 0 for all others.
    var traceText: StringIndex
    var spanText: StringIndex
}

/// The ids of a row and of its parent where they are texts, as indexes of the block's strings; 0 where not.
struct IDTextRecord: BitwiseCopyable, Sendable {
    var row: UInt32
    var own: StringIndex
    var parent: StringIndex
}

/// Status and failure of a row in one byte.
struct Outcome {
    var bits: UInt8

    init(bits: UInt8) { self.bits = bits }

    init(status: StatusCode, isError: Bool) {
        bits = status.rawValue | (isError ? 0x80 : 0)
    }

    var status: StatusCode { StatusCode(rawValue: bits & 0x0F) ?? .unset }
    var isError: Bool { bits & 0x80 != 0 }
}

/// Where things stand in the word lists of a block.
enum ListPlace {
    /// A resource: service name, 1 if it has one, schema, dropped count, attributes.
    enum Resource {
        static let service = 0
        static let hasService = 1
        static let schemaURL = 2
        static let droppedAttributes = 3
        static let attributes = 4
    }

    /// A scope: name, version, schema, dropped count, attributes.
    enum Scope {
        static let name = 0
        static let version = 1
        static let schemaURL = 2
        static let droppedAttributes = 3
        static let attributes = 4
    }

    /// What queries ask for first: service, name and kind.
    enum Operation {
        static let service = 0
        static let name = 1
        static let kind = 2
    }

    /// What most spans have in common: flags, trace state, status message, dropped counts and scope.
    enum Detail {
        static let flags = 0
        static let traceState = 1
        static let statusMessage = 2
        static let droppedAttributes = 3
        static let droppedEvents = 4
        static let droppedLinks = 5
        static let scope = 6
    }
}
