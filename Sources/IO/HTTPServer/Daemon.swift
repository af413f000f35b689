import CMicrohttpd
import Glibc
import Listening
import Synchronization
import SystemErrors

/// Starts libmicrohttpd and leads its callbacks to ``ListenerCore``.
enum Daemon {
    /// Starts a daemon on a listening socket.
    ///
    /// `core` is not retained: it must outlive the daemon.
    static func start(
        socket: Int32,
        core: ListenerCore
    ) throws(ListenError) -> OpaquePointer {
        let options = core.options
        let context = Unmanaged.passUnretained(core).toOpaque()
        var flags =
            MHD_USE_EPOLL.rawValue | MHD_USE_INTERNAL_POLLING_THREAD.rawValue
            | MHD_ALLOW_SUSPEND_RESUME.rawValue | MHD_USE_ERROR_LOG.rawValue
        let seconds = (options.idleTimeout.wholeMilliseconds - 1) / 1000 + 1
        // The logger comes first, as it must, to catch what is said of the others.
        var items = [
            item(
                .EXTERNAL_LOGGER,
                unsafeBitCast(onComplaint, to: Int.self),
                context
            ),
            item(.LISTEN_SOCKET, Int(socket)),
            item(.CONNECTION_MEMORY_LIMIT, max(4 << 10, options.headLimit)),
            item(.CONNECTION_TIMEOUT, Int(seconds)),
            // Ours comes first. This one is divided among the threads, who take connections unevenly, and where it is
            // reached no more are accepted, without a word.
            item(.CONNECTION_LIMIT, (core.mostConnections + 64) * max(1, options.threads)),
            item(.NOTIFY_CONNECTION, unsafeBitCast(onConnection, to: Int.self), context),
            item(.URI_LOG_CALLBACK, unsafeBitCast(onFirstLine, to: Int.self), context),
            item(.NOTIFY_COMPLETED, unsafeBitCast(onEnd, to: Int.self), context),
        ]
        if options.threads > 1 { items.append(item(.THREAD_POOL_SIZE, options.threads)) }
        let certificate = strdup(options.tls?.certificatePEM ?? "")
        let key = strdup(options.tls?.keyPEM ?? "")
        defer {
            free(certificate)
            free(key)
        }
        if options.tls != nil {
            flags |= MHD_USE_TLS.rawValue
            items.append(item(.HTTPS_MEM_CERT, 0, certificate))
            items.append(item(.HTTPS_MEM_KEY, 0, key))
        }
        items.append(item(.END, 0))
        let daemon = items.withUnsafeMutableBufferPointer { list -> OpaquePointer? in
            guard let base = list.baseAddress else { return nil }
            let arguments: [any CVarArg] = [
                MHD_OPTION.ARRAY.rawValue, base, MHD_OPTION.END.rawValue,
            ]
            return withVaList(arguments) {
                MHD_start_daemon_va(flags, 0, onAccept, context, onRequest, context, $0)
            }
        }
        guard let daemon else {
            let reason = core.complaints.last ?? SystemError.words(errno)
            throw options.tls == nil
                ? .cannotStart(reason: reason) : .badCertificate(reason: reason)
        }
        return daemon
    }

    private static func item(
        _ option: MHD_OPTION,
        _ value: Int,
        _ pointer: UnsafeMutableRawPointer? = nil
    ) -> MHD_OptionItem {
        MHD_OptionItem(option: option, value: value, ptr_value: pointer)
    }
}

/// What libmicrohttpd has to say, which must never reach standard error: the screen may be there.
final class Complaints: Sendable {
    private let text = Mutex<String?>(nil)

    /// The last message, as one line.
    var last: String? { text.withLock { $0 } }

    func note(_ message: String) { text.withLock { $0 = message } }
}

private let onComplaint: MHD_LogCallback = { context, format, arguments in
    guard let context, let format, let arguments else { return }
    var buffer = [CChar](repeating: 0, count: 512)
    vsnprintf(&buffer, buffer.count, format, arguments)
    let bytes = buffer.prefix { $0 != 0 && $0 != 10 }.map(UInt8.init(bitPattern:))
    Unmanaged<ListenerCore>.fromOpaque(context).takeUnretainedValue()
        .complaints.note(String(decoding: bytes, as: UTF8.self))
}

private let onAccept: MHD_AcceptPolicyCallback = { context, _, _ in
    guard let context else { return .NO }
    return Unmanaged<ListenerCore>.fromOpaque(context).takeUnretainedValue().admit() ? .YES : .NO
}

private let onConnection: MHD_NotifyConnectionCallback = { context, pointer, slot, event in
    guard let context, let pointer, let slot else { return }
    let core = Unmanaged<ListenerCore>.fromOpaque(context).takeUnretainedValue()
    if event == .CONNECTION_NOTIFY_STARTED {
        let connection = core.connectionOpened(
            spoor_mhd_connection_socket(pointer),
            session: spoor_mhd_session(pointer).map(TLSSession.init)
        )
        slot.pointee = Unmanaged.passRetained(connection).toOpaque()
    } else if let raw = slot.pointee {
        slot.pointee = nil
        core.watch.close(Unmanaged<Connection>.fromOpaque(raw).takeRetainedValue())
    }
}

/// The only callback that sees the target as it was sent; what it returns is the request's context.
private let onFirstLine:
    @convention(c) (
        UnsafeMutableRawPointer?, UnsafePointer<CChar>?, OpaquePointer?
    ) -> UnsafeMutableRawPointer? = { context, target, pointer in
        guard let context, let target, let pointer,
            let raw = spoor_mhd_socket_context(pointer)
        else { return nil }
        let core = Unmanaged<ListenerCore>.fromOpaque(context).takeUnretainedValue()
        let text = String(cString: target)
        let exchange = core.requestStarted(
            text,
            connection: Unmanaged<Connection>.fromOpaque(raw).takeUnretainedValue(),
            handle: ConnectionHandle(pointer: pointer)
        )
        exchange.endOfTarget = UnsafeRawPointer(target) + strlen(target)
        hideQuery(of: target)
        return Unmanaged.passRetained(exchange).toOpaque()
    }

/// Keeps libmicrohttpd from taking the query apart.
///
/// It does so into memory of the connection, and where that is too small for many parameters it gives no answer. We take it
/// apart ourselves, from the text that was sent.
///
/// The text stands in the connection's own buffer, which this thread owns: only the parameter's type is `const`. The library has
/// found the question mark by now, and finds nothing behind it.
private func hideQuery(of target: UnsafePointer<CChar>) {
    guard let mark = strchr(target, Int32(UInt8(ascii: "?"))), mark[1] != 0 else { return }
    mark[1] = 0
}

private let onEnd: MHD_RequestCompletedCallback = { context, _, slot, _ in
    guard let context, let slot, let raw = slot.pointee else { return }
    slot.pointee = nil
    Unmanaged<ListenerCore>.fromOpaque(context).takeUnretainedValue()
        .requestEnded(Unmanaged<Exchange>.fromOpaque(raw).takeRetainedValue())
}

private let onRequest: MHD_AccessHandlerCallback = {
    _,
    _,
    _,
    method,
    version,
    upload,
    uploadCount,
    slot in
    guard let raw = slot?.pointee, let method, let version, let uploadCount else { return .NO }
    let exchange = Unmanaged<Exchange>.fromOpaque(raw).takeUnretainedValue()
    if case .head = exchange.phase {
        return exchange.receiveHead(
            method: String(cString: method),
            version: String(cString: version),
            versionStart: UnsafeRawPointer(version)
        )
    }
    guard uploadCount.pointee > 0 else { return exchange.proceed() }
    let bytes = UnsafeRawBufferPointer(start: upload, count: uploadCount.pointee)
    uploadCount.pointee = 0
    return exchange.receiveBody(bytes)
}
