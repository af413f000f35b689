extension Equatable {
    /// The one of `choices` after this one, the first after the last; the first if this one is none of them.
    func next(among choices: [Self]) -> Self {
        guard let index = choices.firstIndex(of: self) else { return choices.first ?? self }
        return choices[(index + 1) % choices.count]
    }
}

extension CaseIterable where Self: Equatable, AllCases.Index == Int {
    /// The case after this one, the first after the last: what a key that goes through all of them chooses.
    var next: Self {
        let index = Self.allCases.firstIndex(of: self) ?? -1
        return Self.allCases[(index + 1) % Self.allCases.count]
    }
}
