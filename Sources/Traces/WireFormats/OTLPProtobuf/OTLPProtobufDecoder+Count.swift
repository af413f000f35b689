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
            do throws(ProtobufError) {
                try ProtobufCursor(base, 0..<bytes.count).each(OTLPTag.Request.resourceSpans) {
                    resource throws(ProtobufError) in
                    try resource.each(OTLPTag.ResourceSpans.scopeSpans) {
                        scope throws(ProtobufError) in
                        try scope.each(OTLPTag.ScopeSpans.spans) { _ in count += 1 }
                    }
                }
            } catch {
                return nil
            }
            return count
        }
    }
}
