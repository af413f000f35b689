/// The methods of Jaeger's query API over gRPC that are asked (jaeger-idl `api_v2/query.proto`, `api_v3/query_service.proto`).
enum GRPCMethod: String {
    case v3Services = "jaeger.api_v3.QueryService/GetServices"
    case v3Operations = "jaeger.api_v3.QueryService/GetOperations"
    case v3Trace = "jaeger.api_v3.QueryService/GetTrace"
    case v3Traces = "jaeger.api_v3.QueryService/FindTraces"
    case v3Summaries = "jaeger.api_v3.QueryService/FindTraceSummaries"
    case v2Services = "jaeger.api_v2.QueryService/GetServices"
    case v2Operations = "jaeger.api_v2.QueryService/GetOperations"
    case v2Trace = "jaeger.api_v2.QueryService/GetTrace"
    case v2Traces = "jaeger.api_v2.QueryService/FindTraces"
    case v2Archive = "jaeger.api_v2.QueryService/ArchiveTrace"

    var path: String { "/" + rawValue }
}
