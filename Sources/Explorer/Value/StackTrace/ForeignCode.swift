/// Which places are not of the program itself: runtimes of languages, and libraries that are known by their names or by where they are installed.
enum ForeignCode {
    /// Beginnings of the names of classes.
    private static let java = [
        "java.", "javax.", "jakarta.", "jdk.", "sun.", "com.sun.", "kotlin.", "kotlinx.", "scala.",
        "clojure.", "groovy.", "org.codehaus.groovy.", "org.springframework.", "org.apache.",
        "io.netty.", "org.hibernate.", "com.fasterxml.", "io.opentelemetry.", "org.eclipse.",
        "io.undertow.", "org.jboss.", "org.wildfly.", "io.quarkus.", "io.micronaut.", "io.vertx.",
        "io.grpc.", "com.google.common.", "com.google.protobuf.", "reactor.", "rx.",
        "io.reactivex.",
        "akka.", "org.apache.pekko.", "play.", "okhttp3.", "okio.", "retrofit2.", "feign.",
        "com.zaxxer.", "com.mysql.", "org.postgresql.", "org.mariadb.", "oracle.", "com.mongodb.",
        "redis.clients.", "io.lettuce.", "org.redisson.", "net.bytebuddy.", "com.netflix.",
        "io.github.resilience4j.", "brave.", "zipkin2.", "org.slf4j.", "ch.qos.", "org.junit.",
        "org.testng.", "io.ktor.", "io.dropwizard.", "org.glassfish.", "software.amazon.awssdk.",
        "com.amazonaws.", "org.elasticsearch.", "graphql.", "lombok.", "org.mybatis.", "org.jooq.",
    ]

    private static let dotNet = [
        "System.", "Microsoft.", "Npgsql.", "MySql.", "MySqlConnector.", "MongoDB.",
        "StackExchange.", "Grpc.", "Google.Protobuf.", "OpenTelemetry.", "Newtonsoft.", "Polly.",
        "MassTransit.", "MediatR.", "Castle.", "Dapper.", "Serilog.", "NLog.", "Autofac.",
        "AutoMapper.", "Azure.", "Amazon.", "RabbitMQ.", "Confluent.", "Hangfire.", "Quartz.",
        "FluentValidation.", "Refit.", "RestSharp.", "xunit.", "Xunit.", "NUnit.",
    ]

    /// First parts of the paths of Go's own packages.
    private static let goPackages: Set<Substring> = [
        "archive", "bufio", "bytes", "compress", "container", "context", "crypto", "database",
        "debug", "embed", "encoding", "errors", "expvar", "flag", "fmt", "go", "hash", "html",
        "image", "internal", "io", "iter", "log", "maps", "math", "mime", "net", "os", "path",
        "plugin", "reflect", "regexp", "runtime", "slices", "sort", "strconv", "strings", "sync",
        "syscall", "testing", "text", "time", "unicode", "unique", "unsafe", "vendor", "weak",
    ]

    private static let goModules = [
        "go.opentelemetry.io/", "google.golang.org/", "golang.org/x/", "gorm.io/", "go.uber.org/",
        "github.com/gin-gonic/", "github.com/labstack/", "github.com/go-chi/",
        "github.com/gorilla/", "github.com/gofiber/", "github.com/jackc/", "github.com/redis/",
        "github.com/go-redis/", "github.com/go-sql-driver/", "github.com/lib/pq",
        "github.com/sirupsen/", "github.com/grpc-ecosystem/", "github.com/valyala/",
        "github.com/julienschmidt/", "github.com/urfave/", "github.com/spf13/",
        "github.com/pkg/errors",
    ]

    /// `name` is that of a class and method, with a module or loader before it or without (`java.base/java.lang.Thread.run`).
    static func isJava(_ name: Substring) -> Bool {
        let name = name.lastIndex(of: "/").map { name[name.index(after: $0)...] } ?? name
        return java.contains { name.hasPrefix($0) }
    }

    static func isDotNet(_ name: Substring) -> Bool { dotNet.contains { name.hasPrefix($0) } }

    static func isJavaScript(_ place: Substring) -> Bool {
        place.hasPrefix("node:") || place.hasPrefix("internal/") || place.hasPrefix("<anonymous>")
            || place.hasPrefix("native") || place.hasPrefix("index ")
            || place.contains("/node_modules/") || place.contains("node:internal/")
    }

    static func isPython(_ path: Substring) -> Bool {
        path.hasPrefix("<") || path.contains("/site-packages/") || path.contains("/dist-packages/")
            || path.contains("/lib/python") || path.contains("/lib64/python")
            || path.contains("\\site-packages\\") || path.contains("\\Lib\\")
    }

    static func isGo(function: Substring, path: Substring) -> Bool {
        if path.contains("/pkg/mod/") || path.contains("/vendor/") || path.contains("@v")
            || path.hasPrefix("/usr/local/go/src/") || path.hasPrefix("/usr/lib/go")
            || function.hasPrefix("panic(") || function.hasPrefix("created by ")
        {
            return true
        }
        if goModules.contains(where: { function.hasPrefix($0) }) { return true }
        return goPackages.contains(function.prefix { $0 != "/" && $0 != "." })
    }

    static func isRuby(_ path: Substring) -> Bool {
        path.hasPrefix("<internal:") || path.contains("/gems/") || path.contains("/lib/ruby/")
            || path.contains("/vendor/bundle/") || path.hasPrefix("(eval")
    }

    static func isPHP(_ place: Substring) -> Bool {
        place.hasPrefix("{main}") || place.hasPrefix("[internal function]")
            || place.contains("/vendor/") || place.hasPrefix("phar://")
    }
}
