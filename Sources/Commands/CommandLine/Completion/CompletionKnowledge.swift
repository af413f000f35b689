/// What the user's configuration and the last answers of the server hold that a command line may name.
///
/// It is asked for only where it is needed, so that a broken configuration file spoils nothing else.
package struct CompletionKnowledge: Sendable {
    let contexts: @Sendable () -> [String]
    let services: @Sendable () -> [String]
    let operations: @Sendable (_ service: String) -> [String]

    package init(
        contexts: @escaping @Sendable () -> [String],
        services: @escaping @Sendable () -> [String],
        operations: @escaping @Sendable (_ service: String) -> [String]
    ) {
        self.contexts = contexts
        self.services = services
        self.operations = operations
    }
}
