import TraceAnalysis
import TraceModel

extension PreparedTrace {
    /// Whether spans have the same value of an attribute, their own or their resource's, or all of them none.
    ///
    /// - Complexity: O(attributes of the spans), as numbers where the first of them has it.
    func haveInCommon(_ key: String, _ nodes: ArraySlice<Int32>) -> Bool {
        guard let first = nodes.first else { return true }
        let example = trace[Int(first)]
        if let place = example.attributes.place(of: key) {
            let index = example.attributes.keyIndex(at: place)
            let value = example.attributes.attributeIndex(at: place)
            return nodes.allSatisfy {
                let own = trace[Int($0)].attributes
                return own.indices.first { own.keyIndex(at: $0) == index }.map {
                    own.attributeIndex(at: $0)
                } == value
            }
        }
        let value = example.resource.attributes.index(of: key)
        return nodes.allSatisfy {
            let span = trace[Int($0)]
            return span.attributes.place(of: key) == nil
                && span.resource.attributes.index(of: key) == value
        }
    }
}

extension AttributeList {
    /// Where the first attribute with a key stands.
    fileprivate func place(of key: String) -> Int? {
        indices.first { place in
            columns.strings.withBytes(at: keyIndex(at: place)) { $0.elementsEqual(key.utf8) }
        }
    }

    fileprivate func index(of key: String) -> AttributeIndex? {
        place(of: key).map { attributeIndex(at: $0) }
    }
}
