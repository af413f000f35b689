import TraceModel

extension OperationsState {
    /// The orders of the table.
    package enum Order: String, Sendable, CaseIterable {
        case name, kind, calls, errors, p95
    }

    /// The orders for which there are figures or kinds to sort by.
    var orders: [Order] {
        Order.allCases.filter { order in
            switch order {
            case .name: true
            case .kind: hasKinds
            case .calls, .errors, .p95: !rates.isEmpty
            }
        }
    }

    /// Takes the next order, by the latest figures.
    mutating func sortByNext() {
        let orders = orders
        let index = orders.firstIndex(of: order) ?? orders.count - 1
        order = orders[(index + 1) % orders.count]
        arrange()
    }

    mutating func invertOrder() {
        isInverted.toggle()
        arrange()
    }

    /// Operations in the chosen order, the largest figures first; names and then kinds decide between equal ones.
    func sorted(_ operations: [Operation]) -> [Operation] {
        let sorted = operations.sorted { left, right in
            let (leftKey, rightKey) = (key(left), key(right))
            if leftKey != rightKey { return leftKey > rightKey }
            return left.name != right.name
                ? left.name < right.name : rank(left) < rank(right)
        }
        return isInverted ? sorted.reversed() : sorted
    }

    private func key(_ operation: Operation) -> Double {
        let rates = rates[operation.name]
        return switch order {
        case .name: 0
        case .kind: -Double(rank(operation))
        case .calls: rates?.callsPerSecond ?? -1
        case .errors: rates?.errorShare ?? -1
        case .p95: rates?.p95 ?? -1
        }
    }

    /// Those without a kind stand last.
    private func rank(_ operation: Operation) -> Int {
        operation.kind.map { Int($0.rawValue) } ?? .max
    }

    /// The order in words, where it is not the usual one.
    var orderSentence: String? {
        guard order != .name || isInverted else { return nil }
        return "by \(order.rawValue)" + (isInverted ? " inverted" : "")
    }
}
