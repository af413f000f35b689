/// Jaeger's trace JSON as anyone would declare it for `JSONDecoder`: the yardstick.
struct CodableAnswer: Decodable {
    var data: [CodableTrace]
}

struct CodableTrace: Decodable {
    var traceID: String
    var spans: [CodableSpan]
    var processes: [String: CodableProcess]
    var warnings: [String]?
}

struct CodableSpan: Decodable {
    var traceID: String
    var spanID: String
    var operationName: String
    var references: [CodableReference]
    var startTime: UInt64
    var duration: Int64
    var tags: [CodableTag]
    var logs: [CodableLog]
    var processID: String
    var warnings: [String]?
}

struct CodableReference: Decodable {
    var refType: String
    var traceID: String
    var spanID: String
}

struct CodableLog: Decodable {
    var timestamp: UInt64
    var fields: [CodableTag]
}

struct CodableProcess: Decodable {
    var serviceName: String
    var tags: [CodableTag]
}

struct CodableTag: Decodable {
    enum Value {
        case string(String)
        case bool(Bool)
        case int(Int64)
        case double(Double)
    }

    var key: String
    var value: Value

    enum CodingKeys: CodingKey {
        case key, type, value
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        key = try container.decode(String.self, forKey: .key)
        switch try container.decode(String.self, forKey: .type) {
        case "bool": value = .bool(try container.decode(Bool.self, forKey: .value))
        case "int64": value = .int(try container.decode(Int64.self, forKey: .value))
        case "float64": value = .double(try container.decode(Double.self, forKey: .value))
        default: value = .string(try container.decode(String.self, forKey: .value))
        }
    }
}
