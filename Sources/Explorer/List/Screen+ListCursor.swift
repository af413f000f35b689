extension Screen {
    /// The cursor of a list that can be narrowed; nil for other screens.
    var listCursor: ListCursor? {
        get {
            switch self {
            case .services(let state): state.cursor
            case .operations(let state): state.cursor
            case .traces(let state): state.cursor
            case .errors(let state): state.cursor
            case .help(let state): state.cursor
            case .trace, .span, .value, .monitor, .messages: nil
            }
        }
        set {
            guard let newValue else { return }
            if case .services(var state) = self {
                state.cursor = newValue
                self = .services(state)
            } else if case .operations(var state) = self {
                state.cursor = newValue
                self = .operations(state)
            } else if case .traces(var state) = self {
                state.cursor = newValue
                self = .traces(state)
            } else if case .errors(var state) = self {
                state.cursor = newValue
                self = .errors(state)
            } else if case .help(var state) = self {
                state.cursor = newValue
                self = .help(state)
            }
        }
    }
}
