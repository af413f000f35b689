import TraceModel

/// One statement as instrumentation shows it.
struct Statement {
    /// The database within the server, such as `orders`.
    var database: String
    /// Such as `SELECT`.
    var operation: String
    var table: String
    /// With placeholders.
    var text: String
    /// Milliseconds that half of its runs stay below.
    var median: Double
    var rows = 1
}

/// Databases, which report no spans of their own (OpenTelemetry semantic conventions, `database/`).
extension TraceSimulation {
    /// Runs a statement on PostgreSQL.
    mutating func query(_ statement: Statement) {
        span("\(statement.operation) \(statement.table)", .client, scope: sqlScope) { trace in
            trace.describe(statement)
            trace.work(statement.median)
        }
    }

    /// Runs a statement that fails: the client's span alone has the error.
    mutating func failingQuery(
        _ statement: Statement,
        type: String,
        code: String,
        message: String,
        stack: [String]
    ) {
        span("\(statement.operation) \(statement.table)", .client, scope: sqlScope) { trace in
            trace.describe(statement)
            trace.work(statement.median)
            trace.set("db.response.status_code", code)
            trace.fail(type, message, stack: stack)
        }
    }

    private mutating func describe(_ statement: Statement) {
        set("db.system.name", "postgresql")
        set("db.namespace", statement.database)
        set("db.operation.name", statement.operation)
        set("db.collection.name", statement.table)
        set("db.query.summary", "\(statement.operation) \(statement.table)")
        set("db.query.text", statement.text)
        set("db.response.returned_rows", statement.rows)
        set("server.address", "postgres-\(statement.database).shop.internal")
        set("server.port", 5432)
        set("network.peer.address", "10.80.4.\(10 + statement.database.utf8.count)")
    }

    /// Runs a command on Redis; returns when it has answered.
    mutating func redis(_ command: String, key: String, arguments: String = "") {
        let scope = pod.service.language.redisScope
        span(command, .client, scope: scope) { trace in
            trace.set("db.system.name", "redis")
            trace.set("db.namespace", "0")
            trace.set("db.operation.name", command)
            trace.set("db.query.text", "\(command) \(key)\(arguments)")
            trace.set("server.address", "redis-\(trace.pod.service.name).shop.internal")
            trace.set("server.port", 6379)
            trace.set("network.peer.address", "10.80.9.\(3 + trace.pod.service.name.utf8.count)")
            trace.set("network.peer.port", 6379)
            trace.work(0.45)
        }
    }

    private var sqlScope: ShopScope { pod.service.language.sqlScope }
}

extension Language {
    var sqlScope: ShopScope {
        switch self {
        case .dotnet: ShopScope(name: "Npgsql", version: "9.0.4")
        case .go: ShopScope(name: "github.com/exaring/otelpgx", version: "0.9.3")
        case .python: ShopScope(name: "opentelemetry.instrumentation.psycopg", version: "0.59b0")
        case .nodejs: ShopScope(name: "@opentelemetry/instrumentation-pg", version: "0.60.0")
        case .ruby: ShopScope(name: "OpenTelemetry::Instrumentation::PG", version: "0.32.0")
        default: ShopScope(name: "io.opentelemetry.jdbc", version: "2.21.0-alpha")
        }
    }

    var redisScope: ShopScope {
        switch self {
        case .dotnet:
            ShopScope(
                name: "OpenTelemetry.Instrumentation.StackExchangeRedis",
                version: "1.13.0-beta.1"
            )
        case .go: ShopScope(name: "github.com/redis/go-redis/extra/redisotel", version: "9.14.1")
        case .python: ShopScope(name: "opentelemetry.instrumentation.redis", version: "0.59b0")
        default: ShopScope(name: "io.opentelemetry.lettuce-5.1", version: "2.21.0-alpha")
        }
    }
}
