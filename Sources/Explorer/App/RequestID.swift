/// Names one request, so that a reply can be told from one that came too late.
package struct RequestID: Hashable, Sendable {
    package let number: Int

    package init(_ number: Int) {
        self.number = number
    }
}

/// Something that is asked for and arrives later.
package enum Loadable<Value: Sendable>: Sendable {
    case idle
    case loading(RequestID)
    case loaded(Value)
    case failed(String)

    package var value: Value? {
        guard case .loaded(let value) = self else { return nil }
        return value
    }

    package var request: RequestID? {
        guard case .loading(let id) = self else { return nil }
        return id
    }

    package var failure: String? {
        guard case .failed(let message) = self else { return nil }
        return message
    }
}
