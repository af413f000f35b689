import TraceModel

/// A message on its way through Kafka.
struct QueuedMessage {
    let traceID: TraceID
    let spanID: SpanID
    /// Place of the sending span in the trace that was current.
    let place: Int
    /// When it was sent, in nanoseconds since the epoch.
    let time: UInt64
    let topic: String
    let id: String
    let partition: Int
    let size: Int
}

/// Messages (OpenTelemetry semantic conventions, `messaging/kafka.md`).
extension TraceSimulation {
    /// Sends a message from the innermost open span's service.
    mutating func send(topic: String, key: String) -> QueuedMessage {
        let scope = pod.service.language.kafkaScope
        return span("send \(topic)", .producer, scope: scope) { trace in
            let message = QueuedMessage(
                traceID: trace.current.id,
                spanID: trace.innermost.map { trace.current.spans[$0].spanID } ?? .zero,
                place: trace.innermost ?? 0,
                time: trace.clock,
                topic: topic,
                id: Hexadecimal.text(of: trace.chance.next()),
                partition: trace.chance.below(12),
                size: trace.chance.within(220...1900)
            )
            trace.describe(message, operation: "send", type: "send")
            trace.set("messaging.kafka.message.key", key)
            trace.set("messaging.client.id", "\(trace.pod.service.name)-producer-1")
            trace.work(1.6)
            return message
        }
    }

    /// Handles a message below the span that sent it, in the same trace.
    mutating func process(
        _ message: QueuedMessage,
        in service: ShopService,
        after delay: UInt64,
        _ body: (inout TraceSimulation) -> Void
    ) {
        asynchronously(after: message, at: message.time + delay) { trace in
            trace.consume([message], in: service, isLinked: false, body)
        }
    }

    /// Handles messages in a trace of their own that links to the spans that sent them.
    mutating func processApart(
        _ messages: [QueuedMessage],
        in service: ShopService,
        after delay: UInt64,
        _ body: (inout TraceSimulation) -> Void
    ) {
        guard let last = messages.last else { return }
        apart(at: last.time + delay) { trace in
            trace.consume(messages, in: service, isLinked: true, body)
        }
    }

    private mutating func consume(
        _ messages: [QueuedMessage],
        in service: ShopService,
        isLinked: Bool,
        _ body: (inout TraceSimulation) -> Void
    ) {
        guard let first = messages.first else { return }
        let pod = fleet.pick(service, at: offset, &chance)
        let scope = service.language.kafkaScope
        span("process \(first.topic)", .consumer, scope: scope, pod: pod) { trace in
            trace.describe(first, operation: "process", type: "process")
            trace.set("messaging.consumer.group.name", service.name)
            trace.set("messaging.client.id", "\(service.name)-consumer-1")
            if messages.count > 1 { trace.set("messaging.batch.message_count", messages.count) }
            if isLinked { trace.link(to: messages) }
            body(&trace)
        }
    }

    private mutating func link(to messages: [QueuedMessage]) {
        let links = messages.map { message in
            ShopLink(
                traceID: message.traceID,
                spanID: message.spanID,
                attributes: [
                    Attribute(key: "messaging.message.id", value: .string(message.id)),
                    Attribute(
                        key: "messaging.destination.partition.id",
                        value: .string("\(message.partition)")
                    ),
                ]
            )
        }
        edit { $0.links = links }
    }

    private mutating func describe(_ message: QueuedMessage, operation: String, type: String) {
        set("messaging.system", "kafka")
        set("messaging.destination.name", message.topic)
        set("messaging.operation.name", operation)
        set("messaging.operation.type", type)
        set("messaging.destination.partition.id", "\(message.partition)")
        set("messaging.message.id", message.id)
        set("messaging.message.body.size", message.size)
        set("server.address", "kafka-\(message.partition % 3).shop.internal")
        set("server.port", 9092)
    }
}

extension Language {
    var kafkaScope: ShopScope {
        switch self {
        case .go:
            ShopScope(name: "github.com/twmb/franz-go/plugin/kotel", version: "1.6.0")
        case .ruby: ShopScope(name: "OpenTelemetry::Instrumentation::Rdkafka", version: "0.8.1")
        default: ShopScope(name: "io.opentelemetry.kafka-clients-0.11", version: "2.21.0-alpha")
        }
    }
}
