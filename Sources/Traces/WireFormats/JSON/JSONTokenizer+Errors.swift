extension JSONTokenizer {
    /// An error at absolute `offset`, in the field being read.
    func error(at offset: Int, expected: String, found: String) -> DecodeError {
        DecodeError(offset: offset, path: path(), expected: expected, found: found)
    }

    /// The byte at `at` is not what is expected here.
    func unexpected(_ base: UnsafePointer<UInt8>, _ at: Int, _ count: Int) -> DecodeError {
        DecodeError(
            offset: consumed + at,
            path: path(),
            expected: expectedHere,
            found: Self.quoted(UnsafeBufferPointer(start: base, count: count), at: at)
        )
    }

    /// The input ended in the middle of a document, or before the first one.
    func endOfInputError() -> DecodeError {
        let expected =
            switch partial {
            case .string: "the end of a string"
            case .literal: "the rest of `true`, `false` or `null`"
            case .none, .number, .byteOrderMark: expectedHere
            }
        return error(at: consumed, expected: expected, found: "the end of the input")
    }

    private var expectedHere: String {
        switch expectation {
        case .document: "a JSON document"
        case .value: "a value"
        case .valueOrEnd: "a value or `]`"
        case .key: "a key"
        case .keyOrEnd: "a key or `}`"
        case .colon: "`:`"
        case .commaOrEnd: isInObject ? "`,` or `}`" : "`,` or `]`"
        }
    }

    /// The field being read, or what it stands in: only so many of the outermost containers.
    func path(depth: Int = .max) -> String {
        var path = ""
        for (depth, frame) in frames.prefix(depth).enumerated() {
            guard frame.isObject else {
                path += "[\(frame.index)]"
                continue
            }
            // Between a comma and the next key there is no field.
            let isBetween = expectation == .key && depth == frames.count - 1
            guard frame.hasKey, !isBetween else { continue }
            if !path.isEmpty { path += "." }
            path += key(of: frame, at: depth)
        }
        return path
    }

    private func key(of frame: JSONFrame, at depth: Int) -> String {
        let longest = 64
        let bytes: [UInt8]
        if frame.keyLength < 0 {
            bytes = keptKeys[depth]
        } else if let base = chunkBase {
            bytes = Array(
                UnsafeBufferPointer(start: base + Int(frame.keyStart), count: Int(frame.keyLength))
            )
        } else {
            bytes = []
        }
        let text = Self.visible(String(decoding: bytes.prefix(longest), as: UTF8.self))
        return bytes.count > longest ? text + "…" : text
    }

    /// Copies the keys of open objects out of the chunk, which is about to go.
    mutating func keepOpenKeys(_ base: UnsafePointer<UInt8>) {
        guard hasKeysInChunk else { return }
        hasKeysInChunk = false
        for depth in frames.indices where frames[depth].keyLength >= 0 {
            let start = base + Int(frames[depth].keyStart)
            let count = Int(frames[depth].keyLength)
            keep(key: Array(UnsafeBufferPointer(start: start, count: count)), at: depth)
        }
    }

    mutating func keep(key: [UInt8], at depth: Int) {
        while keptKeys.count <= depth { keptKeys.append([]) }
        keptKeys[depth] = key
        frames[depth].keyLength = -1
    }

    /// The character at `at` and a little of what follows, to be shown.
    static func quoted(_ bytes: UnsafeBufferPointer<UInt8>, at: Int) -> String {
        let end = min(bytes.count, at + 12)
        let text = String(decoding: bytes[at..<end], as: UTF8.self)
        return "`\(visible(text))`"
    }

    /// The text with U+FFFD for control characters, to be shown on one line.
    private static func visible(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "\u{FFFD}" : $0 }
            )
        )
    }
}
