import TraceModel

extension AdjustableTrace {
    /// Moves spans whose host's clock runs apart from their parent's, as Jaeger's clock skew adjuster does.
    mutating func correctClocks(upTo limit: Nanoseconds) {
        let links = linkByID()
        let hosts = resources.map(\.host)
        var stack: [(span: Int, delta: Nanoseconds, host: StringIndex)] = []
        for root in links.roots {
            stack.append((root, 0, hosts[Int(spans[root].resource)]))
            while let (span, inherited, current) = stack.popLast() {
                let host = hosts[Int(spans[span].resource)]
                var delta = inherited
                if links.parents[span] >= 0 && (host != current || host == 0) {
                    delta = ClockSkew.delta(
                        of: times(of: span),
                        within: times(of: Int(links.parents[span]))
                    )
                }
                shift(span, by: delta, upTo: limit)
                for child in links.children(of: span).reversed() {
                    stack.append((child, delta, host))
                }
            }
        }
    }

    private borrowing func times(of span: Int) -> ClockSkew.Times {
        ClockSkew.Times(
            start: Timestamp(nanoseconds: spans[span].start),
            end: Timestamp(nanoseconds: spans[span].end)
        )
    }

    private mutating func shift(_ span: Int, by delta: Nanoseconds, upTo limit: Nanoseconds) {
        guard delta != 0 else { return }
        let text = GoDuration.text(of: delta)
        guard delta.magnitude <= limit.magnitude else {
            let reason =
                limit == 0
                ? "clock skew adjustment disabled"
                : "max clock skew adjustment delta of \(GoDuration.text(of: limit)) exceeded"
            warn(span, "\(reason); not applying calculated delta of \(text)")
            return
        }
        func moved(_ time: UInt64) -> UInt64 {
            Timestamp(nanoseconds: time).advanced(by: delta).nanoseconds
        }
        spans[span].start = moved(spans[span].start)
        spans[span].end = moved(spans[span].end)
        for event in spans[span].events.indices {
            spans[span].events[event].time = moved(spans[span].events[event].time)
        }
        warn(span, "This span's timestamps were adjusted by \(text)")
    }

    /// Parents by id, without the second spans of an id, which are warned.
    private mutating func linkByID() -> SpanLinks {
        var ids = SpanIDTable(capacity: spans.count)
        var isLinked = [Bool](repeating: true, count: spans.count)
        for index in spans.indices {
            guard ids.insert(Int32(index), for: spans[index].spanID) != nil else { continue }
            isLinked[index] = false
            warn(index, "duplicate span IDs; skipping clock skew adjustment")
        }
        var parents = [Int32](repeating: -1, count: spans.count)
        var roots: [Int] = []
        for index in spans.indices where isLinked[index] {
            let parent = spans[index].parentID
            if let known = ids[parent], !parent.isZero {
                parents[index] = known
                continue
            }
            roots.append(index)
            guard !parent.isZero else { continue }
            warn(
                index,
                "parent span ID=\(parent.hex) is not in the trace; skipping clock skew adjustment"
            )
        }
        return SpanLinks(parents: parents, roots: roots)
    }
}

/// Parents and children of spans by number; spans in a cycle are below no root.
private struct SpanLinks {
    let parents: [Int32]
    let roots: [Int]
    private var offsets: [Int]
    private var list: [Int]

    init(parents: [Int32], roots: [Int]) {
        self.parents = parents
        self.roots = roots
        offsets = Array(repeating: 0, count: parents.count + 1)
        for parent in parents where parent >= 0 { offsets[Int(parent) + 1] += 1 }
        for index in parents.indices { offsets[index + 1] += offsets[index] }
        list = Array(repeating: 0, count: offsets[parents.count])
        var next = offsets
        for (index, parent) in parents.enumerated() where parent >= 0 {
            list[next[Int(parent)]] = index
            next[Int(parent)] += 1
        }
    }

    func children(of span: Int) -> ArraySlice<Int> { list[offsets[span]..<offsets[span + 1]] }
}
