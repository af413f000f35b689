import TraceModel

extension AdjustableTrace {
    /// Sorts attributes by key and events by name, equal ones in the order received.
    mutating func sortAttributes() {
        let ranks = ranksOfKeys()
        func sorted(_ attributes: some Sequence<StoredAttribute>) -> [StoredAttribute] {
            attributes.sorted { ranks[Int($0.key)] < ranks[Int($1.key)] }
        }
        for index in resources.indices {
            resources[index].attributes = sorted(resources[index].attributes)
        }
        for index in scopes.indices { scopes[index].attributes = sorted(scopes[index].attributes) }
        for index in spans.indices {
            spans[index].attributes = sorted(spans[index].attributes)
            let old = spans[index]
            var events: [EventDraft] = []
            var eventAttributes: [StoredAttribute] = []
            let order = old.events.indices.sorted {
                ranks[Int(old.events[$0].name)] < ranks[Int(old.events[$1].name)]
            }
            for place in order {
                var event = old.events[place]
                let attributes = old.eventAttributes[old.attributes(ofEvent: place)]
                event.firstAttribute = eventAttributes.count
                eventAttributes += sorted(attributes)
                events.append(event)
            }
            spans[index].events = events
            spans[index].eventAttributes = eventAttributes
            for place in old.links.indices {
                let range = old.attributes(ofLink: place)
                spans[index].linkAttributes.replaceSubrange(
                    range,
                    with: sorted(old.linkAttributes[range])
                )
            }
        }
    }

    /// Places of all keys and event names among each other, byte by byte as Go compares them; 0 for all other texts.
    private borrowing func ranksOfKeys() -> [Int32] {
        var isKey = [Bool](repeating: false, count: builder.strings.count)
        var keys: [StringIndex] = []
        func note(_ key: StringIndex) {
            guard !isKey[Int(key)] else { return }
            isKey[Int(key)] = true
            keys.append(key)
        }
        for resource in resources { for attribute in resource.attributes { note(attribute.key) } }
        for scope in scopes { for attribute in scope.attributes { note(attribute.key) } }
        for span in spans {
            for attribute in span.attributes { note(attribute.key) }
            for attribute in span.eventAttributes { note(attribute.key) }
            for attribute in span.linkAttributes { note(attribute.key) }
            for event in span.events { note(event.name) }
        }
        var texts: [(text: [UInt8], key: StringIndex)] = []
        for key in keys { texts.append((builder.strings.withBytes(at: key) { Array($0) }, key)) }
        texts.sort { $0.text.lexicographicallyPrecedes($1.text) }
        var ranks = [Int32](repeating: 0, count: isKey.count)
        for (rank, entry) in texts.enumerated() { ranks[Int(entry.key)] = Int32(rank) }
        return ranks
    }
}

extension SpanDraft {
    /// Where an event's attributes stand in `eventAttributes`.
    func attributes(ofEvent place: Int) -> Range<Int> {
        let end =
            place + 1 < events.count ? events[place + 1].firstAttribute : eventAttributes.count
        return events[place].firstAttribute..<end
    }

    /// Where a link's attributes stand in `linkAttributes`.
    func attributes(ofLink place: Int) -> Range<Int> {
        let end = place + 1 < links.count ? links[place + 1].firstAttribute : linkAttributes.count
        return links[place].firstAttribute..<end
    }
}
