import Compression

/// A request as a sender keeps it, and where its trace ids stand.
struct TraceBatch {
    var body: [UInt8]
    let spans: Int
    /// Where the first byte of each trace id is.
    private let places: [Int]

    /// Makes the next batch of `shop`; with `coding`, compressed as senders do it.
    init(_ shop: inout ShopSpans, spans: Int, coding: ContentCoding) throws {
        self.spans = spans
        body = shop.nextRequest(spans: spans)
        guard coding == .identity else {
            body = try compress(body, coding: coding, level: 1)
            places = []
            return
        }
        places = Self.traceIDs(in: body)
    }

    /// Makes other traces of it, so that sending it again is new work for the receiver.
    mutating func renew() {
        body.withUnsafeMutableBytes { bytes in
            // An odd step visits every value of the 16 bits before it comes back to the first.
            for place in places {
                let old = bytes.loadUnaligned(fromByteOffset: place, as: UInt16.self)
                bytes.storeBytes(of: old &+ 0x6D2B, toByteOffset: place, as: UInt16.self)
            }
        }
    }

    /// A span begins with its trace id (field 1, 16 bytes), which its own id follows (field 2, 8 bytes).
    private static func traceIDs(in body: [UInt8]) -> [Int] {
        var places: [Int] = []
        var index = 0
        while index + 20 <= body.count {
            if body[index] == 0x0A, body[index + 1] == 16, body[index + 18] == 0x12,
                body[index + 19] == 8
            {
                places.append(index + 2)
                index += 28
            } else {
                index += 1
            }
        }
        return places
    }
}
