import TraceModel

/// What is known of the trace object being read.
struct JaegerTraceState {
    var id = TraceID.zero
    var hasID = false
    /// A list of spans, or of traces, came in it: it is no span.
    var hasSpans = false
    /// Number of processes in a list so far.
    var listedProcesses = 0
    var warnings: [StringIndex] = []
    /// The resource of each process named so far.
    private var processes: [StringIndex: Process] = [:]
    private var lastProcess: (name: StringIndex, resource: UInt32)?
    private(set) var firstSpanTraceID: TraceID?

    private struct Process {
        var resource: UInt32
        var isDescribed: Bool
    }

    /// Bytes held, roughly.
    var byteCount: Int { processes.count * 48 + warnings.count * 4 }

    mutating func begin() {
        id = .zero
        hasID = false
        hasSpans = false
        listedProcesses = 0
        firstSpanTraceID = nil
        warnings.removeAll(keepingCapacity: true)
    }

    /// The resource of the process called `name`, whether described already or not.
    mutating func resource(ofProcess name: StringIndex, in builder: inout TraceBuilder) -> UInt32 {
        if let lastProcess, lastProcess.name == name { return lastProcess.resource }
        let resource: UInt32
        if let known = processes[name] {
            resource = known.resource
        } else {
            resource = builder.reserveResource()
            processes[name] = Process(resource: resource, isDescribed: false)
        }
        lastProcess = (name, resource)
        return resource
    }

    /// The processes named so far with their resources, in no order.
    var namedResources: [(name: StringIndex, resource: UInt32)] {
        processes.map { ($0.key, $0.value.resource) }
    }

    mutating func describe(_ name: StringIndex) {
        processes[name]?.isDescribed = true
    }

    mutating func note(span id: TraceID) {
        if firstSpanTraceID == nil { firstSpanTraceID = id }
    }

    /// Forgets the processes, whose names mean nothing outside of the trace; returns how many never came.
    mutating func endProcesses() -> Int {
        let missing = processes.values.count { !$0.isDescribed }
        processes.removeAll(keepingCapacity: true)
        lastProcess = nil
        return missing
    }
}

/// A reference of a span, before it is known which one is the parent.
struct JaegerReference {
    var type = LinkType.unspecified
    /// Nil when missing: then the span's own trace.
    var traceID: TraceID?
    var spanID = SpanID.zero
}

/// The span being read.
struct JaegerSpanState {
    var draft = SpanDraft()
    var references: [JaegerReference] = []
    /// Jaeger's own deprecated field, used when no reference names a parent.
    var parentSpanID = SpanID.zero
    var hasTraceID = false
    var hasSpanID = false
    var hasStart = false
    var hasProcess = false
    /// The service that some writers name on each span instead of a process.
    var serviceName: StringIndex = 0
    /// Nanoseconds; nil while none came.
    var duration: Nanoseconds?
    /// It stands where a trace may, and may still turn out to be one.
    var mayBeTrace = false
    /// A tag came that may have to become a column.
    var hasSpecialTags = false
    /// A field `event` came in the log being read.
    var hasEventField = false
    var isOpen = false
    /// The first thing that could not be read.
    var trouble: String?

    mutating func begin() {
        draft.reset()
        references.removeAll(keepingCapacity: true)
        parentSpanID = .zero
        hasTraceID = false
        hasSpanID = false
        hasStart = false
        hasProcess = false
        serviceName = 0
        duration = nil
        mayBeTrace = false
        hasSpecialTags = false
        isOpen = true
        trouble = nil
    }

    mutating func beginEvent() {
        draft.events.append(EventDraft(firstAttribute: draft.eventAttributes.count))
        hasEventField = false
    }
}

/// The process being read.
struct JaegerProcessState {
    /// Key in the trace's `processes`.
    var name: StringIndex = 0
    var isInline = false
    var serviceName: StringIndex = 0
    var attributes: [StoredAttribute] = []

    mutating func begin(isInline: Bool) {
        self.isInline = isInline
        serviceName = 0
        attributes.removeAll(keepingCapacity: true)
    }
}

/// The scopes named by tags so far; Jaeger repeats name and version on every span.
struct JaegerScopes {
    struct Key: Hashable {
        var name: StringIndex
        var version: StringIndex
    }
    private var indexes: [Key: UInt32] = [:]
    private var last: (key: Key, index: UInt32)?

    /// The scopes in the order of their indexes.
    var inOrder: [Key] { indexes.sorted { $0.value < $1.value }.map(\.key) }

    mutating func index(
        name: StringIndex,
        version: StringIndex,
        in builder: inout TraceBuilder
    ) -> UInt32 {
        let key = Key(name: name, version: version)
        if let last, last.key == key { return last.index }
        let index: UInt32
        if let known = indexes[key] {
            index = known
        } else {
            index = builder.addScope(
                name: name,
                version: version,
                attributes: EmptyCollection<StoredAttribute>()
            )
            indexes[key] = index
        }
        last = (key, index)
        return index
    }
}
