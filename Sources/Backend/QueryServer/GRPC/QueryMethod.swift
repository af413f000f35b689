/// The methods of Jaeger's query API over gRPC (jaeger-idl `api_v2/query.proto`, `api_v3/query_service.proto`), and of what gRPC servers
/// tell of themselves.
enum QueryMethod: String, CaseIterable {
    case v3GetTrace = "jaeger.api_v3.QueryService/GetTrace"
    case v3FindTraces = "jaeger.api_v3.QueryService/FindTraces"
    case v3FindTraceSummaries = "jaeger.api_v3.QueryService/FindTraceSummaries"
    case v3GetServices = "jaeger.api_v3.QueryService/GetServices"
    case v3GetOperations = "jaeger.api_v3.QueryService/GetOperations"
    case v3GetDependencies = "jaeger.api_v3.QueryService/GetDependencies"
    case v2GetTrace = "jaeger.api_v2.QueryService/GetTrace"
    case v2FindTraces = "jaeger.api_v2.QueryService/FindTraces"
    case v2ArchiveTrace = "jaeger.api_v2.QueryService/ArchiveTrace"
    case v2GetServices = "jaeger.api_v2.QueryService/GetServices"
    case v2GetOperations = "jaeger.api_v2.QueryService/GetOperations"
    case v2GetDependencies = "jaeger.api_v2.QueryService/GetDependencies"
    case healthCheck = "grpc.health.v1.Health/Check"
    case healthWatch = "grpc.health.v1.Health/Watch"

    /// The services that the methods belong to.
    static let services = Set(allCases.map { String($0.rawValue.prefix { $0 != "/" }) })

    /// The method with a path such as `/package.Service/Method`.
    init?(path: String) {
        guard path.hasPrefix("/") else { return nil }
        self.init(rawValue: String(path.dropFirst()))
    }
}
