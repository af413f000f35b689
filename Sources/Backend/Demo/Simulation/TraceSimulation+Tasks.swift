import TraceModel

/// Work inside a service that its developers gave a span.
extension TraceSimulation {
    /// Opens an internal span for a function of the service around it, as its own tracer does.
    mutating func task<Result>(
        _ name: String,
        function: String,
        _ body: (inout TraceSimulation) -> Result
    ) -> Result {
        span(name, .internal) { trace in
            trace.set("code.function.name", function)
            trace.setThread()
            return body(&trace)
        }
    }

    /// What the agents of languages with threads say about the running one.
    mutating func setThread() {
        switch pod.service.language {
        case .java, .dotnet, .ruby:
            let thread = chance.below(24)
            set("thread.id", 31 + thread)
            set("thread.name", "worker-\(thread)")
        case .python:
            set("thread.name", "MainThread")
            set("code.file.path", "/app/\(pod.service.name)/server.py")
        default: break
        }
    }
}
