import TraceModel

/// Calls that are made again and again.
extension SmellSearch {
    /// A repeated query is made at least 10 times below one span, one after the other, and takes 5 % of the trace.
    func repeatedQueries() -> [Smell] {
        let whole = duration
        return repeats.groups.indices.compactMap { group in
            let members = repeats.members(of: group)
            guard members.count >= 10, let first = members.first, isDatabaseCall(first),
                areSerial(members)
            else { return nil }
            let time = covered(by: members)
            guard time >= whole / 20 else { return nil }
            return Smell(
                .repeatedQuery,
                at: first,
                evidence: Array(members),
                time: Nanoseconds(clamping: time)
            )
        }
    }

    /// Serial calls are 3 or more equal ones of another service, one after the other, that take 100 ms and 30 % of the trace.
    func serialCalls() -> [Smell] {
        let whole = duration
        return repeats.groups.indices.compactMap { group in
            let members = repeats.members(of: group)
            guard let first = members.first, !isDatabaseCall(first),
                tree.trace[Int(first)].kind == .client, areSerial(members)
            else { return nil }
            let time = covered(by: members)
            guard time >= 100_000_000, Double(time) >= 0.3 * Double(whole) else { return nil }
            return Smell(
                .serialCalls,
                at: first,
                evidence: Array(members),
                time: Nanoseconds(clamping: time)
            )
        }
    }

    /// A chatty pair is a span with 20 or more calls of one other service that is no database, not all of them the same one, in 10 % of the trace.
    func chattyPairs() -> [Smell] {
        let whole = duration
        var smells: [Smell] = []
        for node in 0..<tree.spanCount where tree.children(of: node).count >= 20 {
            var calls: [String: [Int32]] = [:]
            for child in tree.children(of: node) where Int(child) < tree.spanCount {
                guard tree.trace[Int(child)].kind == .client, !isDatabaseCall(child),
                    let callee = callee(of: child)
                else {
                    continue
                }
                calls[callee, default: []].append(child)
            }
            for (_, members) in calls.sorted(by: { $0.key < $1.key }) where members.count >= 20 {
                let names = Set(members.map { tree.trace[Int($0)].nameIndex })
                let time = covered(by: members)
                guard names.count > 1, time >= whole / 10 else { continue }
                smells.append(
                    Smell(
                        .chattyPair,
                        at: members[0],
                        evidence: members,
                        time: Nanoseconds(clamping: time)
                    )
                )
            }
        }
        return smells
    }
}
