import CYAML

/// Reads one YAML document into nodes that know their lines, over libyaml's document interface.
///
/// Aliases are followed, within bounds that keep a hostile file from growing without end: at most
/// `depthLimit` levels and `nodeLimit` nodes after following them.
struct YAMLReader {
    static let depthLimit = 64
    static let nodeLimit = 100_000

    private let file: String
    private var nodeCount = 0

    /// Reads `text`, the content of `file`.
    ///
    /// - Returns: The document's root, or `nil` if there is no document.
    /// - Throws: Where libyaml could not go on, a duplicate key with both lines, a bound exceeded.
    static func read(
        _ text: [UInt8],
        file: String
    ) throws(ConfigurationError) -> YAMLNode? {
        var reader = YAMLReader(file: file)
        return try reader.read(text)
    }

    private init(file: String) {
        self.file = file
    }

    private mutating func read(_ text: [UInt8]) throws(ConfigurationError) -> YAMLNode? {
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) == 1 else {
            throw problem(line: nil, "could not be read: out of memory")
        }
        defer { yaml_parser_delete(&parser) }
        // libyaml keeps the address, so the bytes stay put until the last document is loaded.
        let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(text.count, 1))
        defer { bytes.deallocate() }
        _ = bytes.initialize(from: text)
        yaml_parser_set_input_string(&parser, bytes.baseAddress, text.count)

        var document = yaml_document_t()
        try load(&parser, &document)
        defer { yaml_document_delete(&document) }
        guard let root = yaml_document_get_root_node(&document) else { return nil }
        let node = try convert(root, of: &document, depth: 0)

        var next = yaml_document_t()
        try load(&parser, &next)
        defer { yaml_document_delete(&next) }
        if let second = yaml_document_get_root_node(&next) {
            throw problem(
                line: Self.line(second.pointee.start_mark),
                "a second document starts here; write one document a file"
            )
        }
        return node
    }

    private func load(
        _ parser: inout yaml_parser_t,
        _ document: inout yaml_document_t
    ) throws(ConfigurationError) {
        guard yaml_parser_load(&parser, &document) == 1 else {
            let words = parser.problem.map { String(cString: $0) } ?? "it is not YAML"
            let mark =
                parser.error == YAML_READER_ERROR ? nil : Self.line(parser.problem_mark)
            throw problem(line: mark, "is not valid YAML: \(words)")
        }
    }

    private mutating func convert(
        _ node: UnsafeMutablePointer<yaml_node_t>,
        of document: inout yaml_document_t,
        depth: Int
    ) throws(ConfigurationError) -> YAMLNode {
        let line = Self.line(node.pointee.start_mark)
        nodeCount += 1
        guard depth < Self.depthLimit else {
            throw problem(line: line, "is nested deeper than \(Self.depthLimit) levels")
        }
        guard nodeCount <= Self.nodeLimit else {
            throw problem(line: line, "holds more than \(Self.nodeLimit) values")
        }
        switch node.pointee.type {
        case YAML_SCALAR_NODE:
            let scalar = node.pointee.data.scalar
            let text = String(
                decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length),
                as: UTF8.self
            )
            let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
            return YAMLNode(line: line, content: .scalar(text, isPlain: isPlain))
        case YAML_SEQUENCE_NODE:
            let items = node.pointee.data.sequence.items
            var elements: [YAMLNode] = []
            var next = items.start
            while let item = next, item != items.top {
                elements.append(try child(item.pointee, of: &document, depth: depth))
                next = item + 1
            }
            return YAMLNode(line: line, content: .sequence(elements))
        default:
            let pairs = node.pointee.data.mapping.pairs
            var entries: [YAMLEntry] = []
            var lines: [String: Int] = [:]
            var next = pairs.start
            while let pair = next, pair != pairs.top {
                let key = try child(pair.pointee.key, of: &document, depth: depth)
                guard case .scalar(let name, _) = key.content else {
                    throw problem(line: key.line, "expected a name as key, found \(key.kindName)")
                }
                if let first = lines.updateValue(key.line, forKey: name) {
                    throw problem(
                        line: key.line,
                        "`\(name)` is set twice, here and on line \(first); keep one"
                    )
                }
                let value = try child(pair.pointee.value, of: &document, depth: depth)
                entries.append(YAMLEntry(key: name, keyLine: key.line, value: value))
                next = pair + 1
            }
            return YAMLNode(line: line, content: .mapping(entries))
        }
    }

    private mutating func child(
        _ index: Int32,
        of document: inout yaml_document_t,
        depth: Int
    ) throws(ConfigurationError) -> YAMLNode {
        guard let node = yaml_document_get_node(&document, index) else {
            throw problem(line: nil, "is not valid YAML: a value is missing")
        }
        return try convert(node, of: &document, depth: depth + 1)
    }

    private static func line(_ mark: yaml_mark_t) -> Int { Int(mark.line) + 1 }

    private func problem(line: Int?, _ message: String) -> ConfigurationError {
        ConfigurationError([ConfigurationProblem(place: .file(file, line: line), message)])
    }
}
