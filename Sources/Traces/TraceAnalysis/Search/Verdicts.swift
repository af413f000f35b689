/// Answers by index, as far as they were worked out.
struct Verdicts {
    private var answers: [Bool?] = []

    subscript(index: Int) -> Bool? {
        get { index < answers.count ? answers[index] : nil }
        set {
            if index >= answers.count {
                answers += Array(repeating: nil, count: index + 1 - answers.count)
            }
            answers[index] = newValue
        }
    }
}
