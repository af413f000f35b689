/// What a sender tells of its run.
struct SenderResult {
    var seconds = 0.0
    /// Processor time of the sender's process.
    var cpu = 0.0
    /// Spans posted; those answered 200, those answered 503, and those answered anything else.
    var sent = 0
    var accepted = 0
    var refused = 0
    var otherwise = 0
    /// Connections that broke.
    var failures = 0
    /// From the first byte of a request to the last of its answer, in seconds: half of the requests, 99 %, all.
    var median = 0.0
    var high = 0.0
    var longest = 0.0
    private var times: [Double] = []

    init() {}

    mutating func note(status: Int, spans: Int, took time: Double) {
        switch status {
        case 200: accepted += spans
        case 503: refused += spans
        default: otherwise += spans
        }
        times.append(time)
    }

    mutating func add(_ other: SenderResult) {
        sent += other.sent
        accepted += other.accepted
        refused += other.refused
        otherwise += other.otherwise
        failures += other.failures
        times += other.times
        times.sort()
        guard let last = times.last else { return }
        median = times[times.count / 2]
        high = times[times.count * 99 / 100]
        longest = last
    }

    /// As one line, for the process that waits.
    var line: String {
        let counts = [sent, accepted, refused, otherwise, failures].map(String.init)
        let figures = [seconds, cpu, median, high, longest].map { "\($0)" }
        return (counts + figures).joined(separator: " ")
    }

    /// Reads what ``line`` wrote.
    init?(_ line: String) {
        let words = line.split(separator: " ").compactMap { Double($0) }
        guard words.count == 10 else { return nil }
        let counts = words.prefix(5).map { Int($0) }
        (sent, accepted, refused, otherwise) = (counts[0], counts[1], counts[2], counts[3])
        failures = counts[4]
        (seconds, cpu, median, high, longest) = (words[5], words[6], words[7], words[8], words[9])
    }
}
