extension GRPCStatus {
    /// What is wrong with a method that is not served, in the words of Go's servers, which Jaeger's are.
    package static func unknownMethod(_ path: String, services: Set<String>) -> GRPCStatus {
        let parts = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        guard path.hasPrefix("/"), parts.count >= 2, let name = parts.last else {
            return GRPCStatus(.unimplemented, "malformed method name: \"\(path)\"")
        }
        let service = parts.dropLast().joined(separator: "/")
        let reason =
            services.contains(service)
            ? "unknown method \(name) for service \(service)" : "unknown service \(service)"
        return GRPCStatus(.unimplemented, reason)
    }
}
