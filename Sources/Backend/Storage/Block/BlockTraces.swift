import TraceModel

/// The traces that spans of the block being written belong to, in the order in which they came.
struct BlockTraces: ~Copyable {
    private var highs = GrowingColumn<UInt64>()
    private var lows = GrowingColumn<UInt64>()
    /// Their ordinals less the block's first, negative for traces that began before.
    private var ordinals = GrowingColumn<Int32>()
    /// Of ids that are texts, as indexes of the block's strings; 0 for all others.
    private var texts = GrowingColumn<StringIndex>()

    var count: Int { highs.count }
    var usedBytes: Int { highs.count * 24 }

    mutating func append(_ id: TraceID, ordinal: Int32, text: StringIndex) {
        highs.append(id.high)
        lows.append(id.low)
        ordinals.append(ordinal)
        texts.append(text)
    }

    func view() -> BlockTracesView {
        BlockTracesView(
            highs: highs.view(),
            lows: lows.view(),
            ordinals: ordinals.view(),
            texts: texts.view()
        )
    }
}

/// The traces of a block as readers see them.
struct BlockTracesView: Sendable {
    let highs: ColumnView<UInt64>
    let lows: ColumnView<UInt64>
    let ordinals: ColumnView<Int32>
    let texts: ColumnView<StringIndex>

    var count: Int { highs.count }
    var heldBytes: Int {
        highs.heldBytes + lows.heldBytes + ordinals.heldBytes + texts.heldBytes
    }
}
