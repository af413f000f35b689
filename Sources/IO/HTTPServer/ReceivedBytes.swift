import CMicrohttpd
import Glibc
import Synchronization

/// The bytes of every connection of the process, looked at before libmicrohttpd reads them.
enum ReceivedBytes {
    private static let connections = Mutex<[Int32: Connection]>([:])
    private static let hook: Void = spoor_mhd_on_received { descriptor, bytes, count in
        guard let connection = connections.withLock({ $0[descriptor] }) else {
            return spoor_received_pass
        }
        return connection.received(UnsafeRawBufferPointer(start: bytes, count: count))
    }

    /// Looks at what a connection receives until ``forget(_:)``.
    static func watch(_ connection: Connection) {
        _ = hook
        connections.withLock { $0[connection.descriptor] = connection }
    }

    static func forget(_ connection: Connection) {
        connections.withLock { connections in
            guard connections[connection.descriptor] === connection else { return }
            connections[connection.descriptor] = nil
        }
    }
}

/// What is known of one connection's requests from their bytes.
// Sendable: it belongs to the connection's thread.
final class ReceivedRequests: @unchecked Sendable {
    fileprivate var framing = RequestFraming()
    /// What must be refused as soon as the requests before it have been answered.
    fileprivate var fault: RequestFraming.Fault?
    /// How many requests have been answered or given up.
    fileprivate var ended = 0
    /// Bytes that were thrown away since the connection was refused; nil while it is not.
    fileprivate var discarded: Int?
}

extension Connection {
    /// Whether the last answer has been given and what still comes is thrown away.
    var isRefused: Bool { requests.discarded != nil }

    /// What libmicrohttpd is to make of the next bytes.
    fileprivate func received(_ bytes: UnsafeRawBufferPointer) -> spoor_received {
        if let discarded = requests.discarded {
            requests.discarded = discarded + bytes.count
            return discarded > lingerLimit ? spoor_received_end : spoor_received_drop
        }
        guard let fault = requests.framing.take(bytes) else { return spoor_received_pass }
        guard requests.ended == fault.request else {
            requests.fault = fault
            return spoor_received_pass
        }
        if let exchange = exchange.withLock({ $0 }) {
            guard exchange.isReceiving else { return spoor_received_pass }
            exchange.phase = .answered
            exchange.dropBody()
        }
        return refuse(fault) ? spoor_received_drop : spoor_received_end
    }

    /// A request has been answered or given up: the one behind it may have to be refused.
    func requestEnded() {
        requests.ended += 1
        guard let fault = requests.fault, fault.request == requests.ended else { return }
        if !refuse(fault) { shutdown(descriptor, Int32(SHUT_RDWR)) }
    }

    private func refuse(_ fault: RequestFraming.Fault) -> Bool {
        requests.discarded = 0
        return sendLast(.text(fault.status, fault.reason + "\n"))
    }

    /// Writes an answer straight to the client and says that no other follows; false if it cannot be.
    ///
    /// On the connection's thread, while nothing of an answer is under way: the kernel's buffer is empty and takes it whole.
    func sendLast(_ response: ServerResponse) -> Bool {
        guard case .bytes(let body) = response.body else { return false }
        var text = "HTTP/1.1 \(response.status) Refused\r\n"
        for field in response.headers.fields { text += "\(field.name): \(field.value)\r\n" }
        text += "Connection: close\r\nContent-Length: \(body.count)\r\n\r\n"
        let bytes = Array(text.utf8) + body
        let sent = bytes.withUnsafeBytes { bytes in
            bytes.baseAddress.map {
                spoor_mhd_send(descriptor, session?.pointer, $0, bytes.count)
            }
        }
        guard sent == bytes.count else { return false }
        shutdown(descriptor, Int32(SHUT_WR))
        return true
    }
}
