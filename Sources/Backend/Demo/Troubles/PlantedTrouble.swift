/// Something wrong in the shop on purpose, that can be found from its spans alone.
///
/// Each has a file of its own beside this one, which describes what there is to see and simulates what goes wrong. A
/// new one needs such a file, its place in ``all``, and a line in the service that suffers from it.
package struct PlantedTrouble: Sendable {
    /// Such as `retry-storm`.
    package let name: String
    /// What a user of the shop, or an engineer on call, notices.
    package let symptom: String
    /// What is wrong.
    package let cause: String
    /// How to find it with an explorer.
    package let search: String
    /// Services whose spans show it, the one to look at first.
    package let services: [String]
    /// Name of the spans of the first service in which it shows.
    package let operation: String
    /// Attributes of those spans, of spans below them or of their resources; an empty value stands for any.
    package let evidence: [(key: String, value: String)]
    /// When it happens.
    package let schedule: TroubleSchedule
    /// While it happens, the share of cases that suffer from it, 0 to 1.
    package let share: Double

    /// Every planted trouble.
    package static let all: [PlantedTrouble] = [
        .repeatedQuery, .retryStorm, .slowPod, .swallowedError, .coldCache, .clockSkew,
        .uninstrumentedGap,
    ]
}
