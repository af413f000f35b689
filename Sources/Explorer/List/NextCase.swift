extension CaseIterable where Self: Equatable, AllCases.Index == Int {
    /// The case after this one, the first after the last: what a key that goes through all of them chooses.
    var next: Self {
        let index = Self.allCases.firstIndex(of: self) ?? -1
        return Self.allCases[(index + 1) % Self.allCases.count]
    }
}
