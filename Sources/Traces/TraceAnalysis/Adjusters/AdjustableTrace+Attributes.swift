import TraceModel

extension AdjustableTrace {
    private static let libraryKeys = [
        "telemetry.sdk.language", "telemetry.sdk.name", "telemetry.sdk.version",
        "telemetry.distro.name", "telemetry.distro.version",
    ]

    /// Writes numbers under `ip` and `peer.ipv4` as dotted quads.
    mutating func normaliseAddresses() {
        let keys = [builder.strings.intern("ip"), builder.strings.intern("peer.ipv4")]
        for span in spans.indices {
            for index in spans[span].attributes.indices
            where keys.contains(spans[span].attributes[index].key) {
                spans[span].attributes[index] = dotted(spans[span].attributes[index])
            }
        }
        for resource in resources.indices {
            for index in resources[resource].attributes.indices
            where keys.contains(resources[resource].attributes[index].key) {
                resources[resource].attributes[index] = dotted(
                    resources[resource].attributes[index]
                )
            }
        }
    }

    private mutating func dotted(_ attribute: StoredAttribute) -> StoredAttribute {
        let address: UInt32
        if let value = attribute.value.intValue {
            address = UInt32(truncatingIfNeeded: value)
        } else if let value = attribute.value.doubleValue, value.isFinite {
            address = UInt32(truncatingIfNeeded: Int64(max(-0x1p62, min(value, 0x1p62))))
        } else {
            return attribute
        }
        let parts = [24, 16, 8, 0].map { String(address >> UInt32($0) & 255) }
        let text = builder.strings.intern(parts.joined(separator: "."))
        return StoredAttribute(key: attribute.key, value: .string(text))
    }

    /// Moves what describes the library from spans to their resource, unless that says something else.
    mutating func moveLibraryAttributes() {
        var keys: [StringIndex: String] = [:]
        for key in Self.libraryKeys { keys[builder.strings.intern(key)] = key }
        for span in spans.indices {
            guard spans[span].attributes.contains(where: { keys[$0.key] != nil }) else { continue }
            let resource = Int(spans[span].resource)
            var kept: [StoredAttribute] = []
            for attribute in spans[span].attributes {
                guard let key = keys[attribute.key] else {
                    kept.append(attribute)
                    continue
                }
                let known = resources[resource].attributes.first { $0.key == attribute.key }?.value
                guard let known else {
                    resources[resource].attributes.append(attribute)
                    continue
                }
                let isEqual =
                    known.variant == attribute.value.variant
                    && known.payload == attribute.value.payload
                if isEqual { continue }
                kept.append(attribute)
                warn(span, "conflicting values between Span and Resource for attribute \(key)")
            }
            spans[span].attributes = kept
        }
    }

    /// Removes links to the all-zero trace.
    mutating func dropEmptyLinks() {
        for span in spans.indices where spans[span].links.contains(where: { $0.traceID.isZero }) {
            let old = spans[span]
            spans[span].links = []
            spans[span].linkAttributes = []
            for place in old.links.indices {
                var link = old.links[place]
                guard !link.traceID.isZero else {
                    warn(span, "Invalid span link removed")
                    continue
                }
                let attributes = old.linkAttributes[old.attributes(ofLink: place)]
                link.firstAttribute = spans[span].linkAttributes.count
                spans[span].linkAttributes += attributes
                spans[span].links.append(link)
            }
        }
    }
}
