/// What `spoor demo` is to simulate and where.
package struct DemoRequest: Sendable, Equatable {
    /// Same seed, same shop.
    package var seed: UInt64 = 1
    /// Live spans per second.
    package var rate = 30.0
    /// Whether shop and backend run without the explorer, until a signal ends them.
    package var servesOnly = false
    /// Where to write what was planted; nil for nowhere.
    package var manifest: String?
    package var backend = ServeRequest()

    package init() {}
}
