/// Services by numbers, in the order in which they were met.
struct ServiceNumbers {
    private(set) var names: [String] = []
    private var numbers: [String: Int32] = [:]

    /// The number of a service, which is given a new one if it was not met before.
    mutating func number(of name: String) -> Int32 {
        if let number = numbers[name] { return number }
        let number = Int32(names.count)
        names.append(name)
        numbers[name] = number
        return number
    }
}
