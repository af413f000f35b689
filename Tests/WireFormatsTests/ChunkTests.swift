import Foundation
import TestSupport
import Testing

@testable import WireFormats

struct ChunkTests {
    /// Every byte of a fixture up to this size is a place to cut at.
    private static let smallEnough = 20_000
    private static let places = 500
    /// Cuts of one run lie so far apart that each has whole tokens on both sides.
    private static let spacing = 64

    @Test(arguments: TraceFixture.all)
    func `a document cut anywhere gives the same traces`(_ fixture: TraceFixture) throws {
        let bytes = try fixture.bytes()
        let whole = try decode(bytes, cutAt: [])
        guard bytes.count > Self.smallEnough else {
            for phase in 1...Self.spacing {
                let cuts = Array(stride(from: phase, to: bytes.count, by: Self.spacing))
                #expect(areIdentical(try decode(bytes, cutAt: cuts), whole), "cut at \(cuts)")
            }
            return
        }
        let seed = UInt64(bytes.count)
        var random = SeededGenerator(seed: seed)
        let cuts = (0..<Self.places).map { _ in Int.random(in: 1..<bytes.count, using: &random) }
        for run in 0..<5 {
            let chosen = stride(from: run, to: cuts.count, by: 5).map { cuts[$0] }.sorted()
            #expect(
                areIdentical(try decode(bytes, cutAt: chosen), whole),
                "seed \(seed), run \(run)"
            )
        }
    }

    @Test(arguments: TraceFixture.all)
    func `a document in chunks of 1, 7 and 4096 bytes gives the same traces`(
        _ fixture: TraceFixture
    ) throws {
        let bytes = try fixture.bytes()
        let whole = try decode(bytes, cutAt: [])
        for size in [1, 7, 4096] {
            let cuts = stride(from: size, to: bytes.count, by: size)
            #expect(areIdentical(try decode(bytes, cutAt: cuts), whole), "chunks of \(size)")
        }
    }

    /// Quadratic, so only on request, in a release build.
    @Test(
        .enabled(if: ProcessInfo.processInfo.environment["SPOOR_EVERY_CUT"] != nil),
        arguments: TraceFixture.all
    )
    func `a document cut at one place alone gives the same traces`(
        _ fixture: TraceFixture
    ) throws {
        let bytes = try fixture.bytes()
        let whole = try decode(bytes, cutAt: [])
        let seed = UInt64(bytes.count)
        var random = SeededGenerator(seed: seed)
        let cuts =
            bytes.count <= Self.smallEnough
            ? Array(1..<bytes.count)
            : (0..<Self.places).map { _ in Int.random(in: 1..<bytes.count, using: &random) }
        for cut in cuts {
            #expect(areIdentical(try decode(bytes, cutAt: [cut]), whole), "cut at \(cut)")
        }
    }

    @Test(arguments: [
        #"{"data":[{"traceID":"1f","spans":[{"spanID":"a\u00e9\ud83d\ude00\"","x":-1.5e-3,"y":[tru"#,
        #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"zz","na\"me":12345678901234567890,]"#,
    ])
    func `an error is the same however the input is cut`(_ text: String) {
        let bytes = Array(text.utf8)
        func failure(_ cuts: [Int]) -> DecodeError? {
            do {
                _ = try decode(bytes, cutAt: cuts)
                return nil
            } catch {
                return error as? DecodeError
            }
        }
        let whole = failure([])
        #expect(whole != nil)
        for cut in 1..<bytes.count {
            let cuts = [cut]
            #expect(failure(cuts)?.offset == whole?.offset, "cut at \(cut)")
            #expect(failure(cuts)?.path == whole?.path, "cut at \(cut)")
            #expect(failure(cuts)?.expected == whole?.expected, "cut at \(cut)")
        }
    }
}
