extension OTLPProtobufDecoder {
    /// The number of spans in a request, without reading any of them; nil where the shape around them is
    /// broken.
    ///
    /// For receivers that must refuse for lack of room, which should cost less than accepting.
    ///
    /// - Complexity: O(resources, scopes and spans), whatever their sizes.
    package static func spanCount(_ body: [UInt8]) -> Int? {
        body.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return 0 }
            var count = 0
            do throws(OTLPProtobufError) {
                try each(OTLPTag.Request.resourceSpans, ProtobufCursor(base, 0..<bytes.count)) {
                    resource throws(OTLPProtobufError) in
                    try each(OTLPTag.ResourceSpans.scopeSpans, resource) {
                        scope throws(OTLPProtobufError) in
                        try each(OTLPTag.ScopeSpans.spans, scope) { _ in count += 1 }
                    }
                }
            } catch {
                return nil
            }
            return count
        }
    }

    /// Calls `body` with each message of the field `tag`.
    private static func each(
        _ tag: UInt64,
        _ message: ProtobufCursor,
        _ body: (ProtobufCursor) throws(OTLPProtobufError) -> Void
    ) throws(OTLPProtobufError) {
        var cursor = message
        while !cursor.isAtEnd {
            let next = try cursor.varint()
            if next == tag {
                try body(cursor.nested(try cursor.lengthDelimited()))
            } else {
                try cursor.skip(next, known: 0...0)
            }
        }
    }
}
