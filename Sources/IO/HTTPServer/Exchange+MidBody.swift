import CMicrohttpd
import Glibc

/// Answering before the body has ended, which libmicrohttpd does not offer: on the connection's thread.
extension Exchange {
    /// Writes the answer straight to the socket and says that no other follows; false if it cannot be.
    ///
    /// Nothing of an answer is under way while a body comes, so the kernel's buffer is empty and takes it whole. What
    /// is encrypted has no such way around the library.
    func answerInMidBody(_ response: ServerResponse) -> Bool {
        guard core.options.tls == nil, case .bytes(let body) = response.body else { return false }
        var text = "HTTP/1.1 \(response.status) Refused\r\n"
        for field in response.headers.fields { text += "\(field.name): \(field.value)\r\n" }
        text += "Connection: close\r\nContent-Length: \(body.count)\r\n\r\n"
        let bytes = Array(text.utf8) + body
        let sent = bytes.withUnsafeBytes {
            send(connection.descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard sent == bytes.count else { return false }
        shutdown(connection.descriptor, Int32(SHUT_WR))
        return true
    }

    /// Refuses a request whose head is still being received and has no length that can be read, and closes the connection:
    /// whatever libmicrohttpd would answer then does not leave any more.
    func refuseUnreadableLength() {
        guard thread == pthread_self(), case .head = phase,
            let fault = Framing.faultOfLength(readHeaders())
        else { return }
        phase = .answered
        guard !answerInMidBody(.text(fault.status, fault.reason + "\n")) else { return }
        shutdown(connection.descriptor, Int32(SHUT_RDWR))
    }
}
