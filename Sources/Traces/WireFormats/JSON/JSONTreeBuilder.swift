/// Collects what a ``JSONTokenizer`` reads into ``JSONValue`` trees.
struct JSONTreeBuilder: JSONHandler, ~Copyable {
    /// The complete top-level values.
    private(set) var documents: [JSONValue] = []

    private enum Open {
        case array([JSONValue])
        case object([JSONMember], key: String)
    }
    private var open: [Open] = []
    private var nodeCount = 0

    /// More values than any list has; what comes after them is not kept.
    static let mostNodes = 4_000_000
    var isFull: Bool { nodeCount > Self.mostNodes }

    mutating func objectBegan() { open.append(.object([], key: "")) }
    mutating func arrayBegan() { open.append(.array([])) }
    mutating func objectEnded() { close() }
    mutating func arrayEnded() { close() }

    mutating func key(_ text: UnsafeBufferPointer<UInt8>) {
        guard case .object(let members, _) = open.popLast() else { return }
        open.append(.object(members, key: String(decoding: text, as: UTF8.self)))
    }

    mutating func string(_ text: UnsafeBufferPointer<UInt8>) {
        add(.string(String(decoding: text, as: UTF8.self)))
    }

    mutating func number(_ number: JSONNumber) {
        if let value = number.int64Value, number == .integer(value) {
            add(.int(value))
        } else {
            add(.double(number.doubleValue))
        }
    }

    mutating func bool(_ value: Bool) { add(.bool(value)) }
    mutating func null() { add(.null) }
    mutating func documentEnded() {}

    private mutating func close() {
        switch open.popLast() {
        case .array(let elements): add(.array(elements))
        case .object(let members, _): add(.object(members))
        case nil: break
        }
    }

    private mutating func add(_ value: JSONValue) {
        nodeCount += 1
        guard !isFull else { return }
        switch open.popLast() {
        case .array(var elements):
            elements.append(value)
            open.append(.array(elements))
        case .object(var members, let key):
            members.append(JSONMember(key: key, value: value))
            open.append(.object(members, key: key))
        case nil:
            documents.append(value)
        }
    }
}
