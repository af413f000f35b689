import TraceModel

/// The query language with what is known of the source.
extension ScreenContext {
    func parse(query text: String) -> Result<SearchTerms, QueryTextError> {
        QueryText.parse(text, now: now, zone: zone, services: knownServices)
    }

    /// What is to be said of a service where nothing was found of it; nil where it is known.
    func unknownService(_ name: String?) -> String? {
        name.flatMap { UnknownService.sentence($0, among: knownServices) }
    }

    /// Makes sure that the names of services are known: for completion, and to tell a wrong one.
    mutating func loadServices() {
        guard knownServices.isEmpty, servicesRequest == nil else { return }
        servicesRequest = poll(.services, what: "asking for services")
    }
}
