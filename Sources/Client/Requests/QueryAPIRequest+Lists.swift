import TraceModel

/// Lists of services and operations (Jaeger query API, legacy and v3).
extension QueryAPIRequest {
    package static let legacyServices = QueryAPIRequest(["api", "services"])
    package static let v3Services = QueryAPIRequest(["api", "v3", "services"])

    /// The form that knows span kinds and takes any name, as the service is a parameter.
    package static func legacyOperations(of service: String) -> QueryAPIRequest {
        QueryAPIRequest(["api", "operations"], [Parameter("service", service)])
    }

    /// The older form, for servers without the other: no kinds, and the service stands in the path.
    package static func legacyOperationNames(of service: String) -> QueryAPIRequest {
        QueryAPIRequest(["api", "services", service, "operations"])
    }

    package static func v3Operations(of service: String) -> QueryAPIRequest {
        QueryAPIRequest(["api", "v3", "operations"], [Parameter("service", service)])
    }

    /// Summaries without the required times: a server that has the route refuses in JSON, and searches nothing.
    package static let summariesWithoutTimes = QueryAPIRequest(["api", "v3", "trace-summaries"])

    /// The page with the server's version in it.
    package static let page = QueryAPIRequest([])
}
