import TraceModel

/// Which entries of a segment's tables satisfy a condition.
extension Segment {
    /// Whether an attribute of anything may have a key and a value, written as conditions write it; false is certain.
    package func mayHold(attribute key: String, value: String) -> Bool {
        BlockedBloom.mayHold(BloomKey.attribute(key, value), valueBloom)
    }

    /// Whether an attribute of resources and scopes has a key, and a value that a text may mean.
    func isAttribute(_ index: Int, _ key: [UInt8], _ text: SoughtText) -> Bool {
        let (keyText, variant, payload) = sharedAttribute(index)
        guard withText(keyText, { $0.elementsEqual(key) }) else { return false }
        switch variant {
        case .empty, .bool, .int, .double: return text.isMeant(by: payload, variant: variant)
        case .string, .bytes, .array, .map:
            return withText(Int(UInt32(truncatingIfNeeded: payload))) {
                text.isMeant(by: $0, variant: variant)
            }
        }
    }

    /// Which resources have one of the attributes.
    func resourcesHaving(_ isHit: [Bool]) -> [Bool] {
        (0..<resources.count).map { index in
            words(index, resources, resourceWords).dropFirst(ListPlace.Resource.attributes)
                .contains { $0 < isHit.count && isHit[Int($0)] }
        }
    }

    /// Which details are of a scope that has one of the attributes.
    func detailsHaving(_ isHit: [Bool]) -> [Bool] {
        details(ofScopes: { words in
            words.dropFirst(ListPlace.Scope.attributes)
                .contains { $0 < isHit.count && isHit[Int($0)] }
        })
    }

    /// Which details are of a scope with a text in a place.
    func details(withScope place: Int, _ text: [UInt8]) -> [Bool] {
        details(ofScopes: { words in
            place < words.count && withText(Int(words[place])) { $0.elementsEqual(text) }
        })
    }

    private func details(ofScopes isHit: ([UInt32]) -> Bool) -> [Bool] {
        let hits = (0..<scopes.count).map { isHit(words($0, scopes, scopeWords)) }
        return (0..<detailCount).map { index in
            let scope = Int(detail(index, ListPlace.Detail.scope))
            return scope < hits.count && hits[scope]
        }
    }

    /// Which details have a text in a place.
    func details(with place: Int, _ text: [UInt8]) -> [Bool] {
        (0..<detailCount).map { index in
            withText(Int(detail(index, place))) { $0.elementsEqual(text) }
        }
    }

    /// Which operations have a text in a place.
    func operations(with place: Int, _ text: [UInt8]) -> [Bool] {
        (0..<operationCount).map { index in
            withText(Int(operation(index, place))) { $0.elementsEqual(text) }
        }
    }

    /// Whether a text is among those of a list.
    func mayHave(_ text: [UInt8], in list: FlatArray<UInt32>) -> Bool {
        (0..<list.count).contains { index in
            withText(Int(list[index])) { $0.elementsEqual(text) }
        }
    }
}
