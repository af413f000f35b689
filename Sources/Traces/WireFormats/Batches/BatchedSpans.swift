import Dispatch
import Synchronization

/// Batches of one list of spans, each read by a decoder of its own on whichever core has time, and given back in their order.
///
/// The caller reads batches, too, whenever the one that it needs next is not there: helpers make it faster, but it waits only for
/// one that has begun.
final class BatchedSpans<Handler: TraceHandler & ~Copyable>: Sendable {
    typealias Decoder = JSONTraceDecoder<Handler>

    private let input: SharedBytes
    private let cuts: [Int]
    private let slots: [Slot<Handler>]
    /// Makes the decoder of a batch.
    private let begin: @Sendable () -> Decoder
    /// The first batch that nobody has begun.
    private let next = Atomic(0)
    private let helpers = Mutex(Helpers())
    private let helperEnded = DispatchSemaphore(value: 0)

    private struct Helpers {
        var active = 0
        /// The bytes are about to go; who has not begun must not.
        var areLate = false
    }

    /// Begins reading `bytes`, which must stay where they are until ``end()``.
    ///
    /// `cuts` are where each batch begins, which is at what parts it from the one before, and where the last one ends.
    init(
        _ bytes: UnsafeBufferPointer<UInt8>,
        cuts: [Int],
        helpers: Int,
        begin: @escaping @Sendable () -> Decoder
    ) {
        input = SharedBytes(bytes: bytes)
        self.cuts = cuts
        self.begin = begin
        slots = (1..<cuts.count).map { _ in Slot() }
        for _ in 0..<min(helpers, slots.count - 1) {
            DispatchQueue.global(qos: .userInitiated).async { self.help() }
        }
    }

    var count: Int { slots.count }

    /// Bytes of a batch.
    func length(of batch: Int) -> Int { cuts[batch + 1] - cuts[batch] }

    /// The decoder of a batch, which has read all of it or has failed; each can be taken once.
    func take(_ batch: Int) -> Decoder {
        let slot = slots[batch]
        while !slot.isRead.load(ordering: .acquiring), readOne() {}
        return slot.take()
    }

    /// Ends reading, whatever is not read.
    func end() {
        next.store(slots.count, ordering: .relaxed)
        let active = helpers.withLock { helpers in
            helpers.areLate = true
            return helpers.active
        }
        for _ in 0..<active { helperEnded.wait() }
    }

    private func help() {
        let mayHelp = helpers.withLock { helpers in
            guard !helpers.areLate else { return false }
            helpers.active += 1
            return true
        }
        guard mayHelp else { return }
        while readOne() {}
        let isAwaited = helpers.withLock { helpers in
            guard !helpers.areLate else { return true }
            helpers.active -= 1
            return false
        }
        if isAwaited { helperEnded.signal() }
    }

    /// Reads the first batch that nobody has begun; false if there is none.
    private func readOne() -> Bool {
        let batch = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard batch < slots.count else { return false }
        var decoder = begin()
        // What parts it from the batch before is passed over by the decoder of the whole.
        let bytes = input.bytes[cuts[batch] + 1..<cuts[batch + 1]]
        try? decoder.feed(UnsafeBufferPointer(rebasing: bytes))
        slots[batch].put(decoder)
        return true
    }
}

/// The place of one batch's decoder.
///
/// Sendable because the one thread that reads the batch puts its decoder there before it signals, and the one that takes it waits for
/// the signal first.
private final class Slot<Handler: TraceHandler & ~Copyable>: @unchecked Sendable {
    private var decoder: JSONTraceDecoder<Handler>?
    private let read = DispatchSemaphore(value: 0)
    let isRead = Atomic(false)

    func put(_ decoder: consuming JSONTraceDecoder<Handler>) {
        self.decoder = .some(decoder)
        isRead.store(true, ordering: .releasing)
        read.signal()
    }

    func take() -> JSONTraceDecoder<Handler> {
        read.wait()
        guard let decoder = decoder.take() else { return JSONTraceDecoder() }
        return decoder
    }
}

/// Bytes that several threads read.
///
/// Sendable because nobody writes them, and because ``BatchedSpans/end()`` returns only when nobody reads them any more.
private struct SharedBytes: @unchecked Sendable {
    let bytes: UnsafeBufferPointer<UInt8>
}
