import CCurl
import Glibc
import Synchronization

/// libcurl's multi interface on a thread of its own, which alone touches its handles.
// Sendable: `live` belongs to the thread; the handle is used elsewhere only to wake it, which is allowed, and
// only under the lock of `inbox` that its end takes too.
final class TransferEngine: @unchecked Sendable {
    enum Command {
        case start(Transfer)
        case cancel(Transfer)
        case resume(Transfer)
        case stop
    }

    private struct Inbox {
        var commands: [Command] = []
        var isStopped = false
    }

    /// Once per process, before anything else of curl.
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

    private let multi: UnsafeMutableRawPointer
    private let inbox = Mutex(Inbox())
    private var live: [UnsafeMutableRawPointer: Transfer] = [:]
    /// How often stalls are looked for, milliseconds.
    private let tick: Int32

    init(stallTimeout: Duration) throws(TransportError) {
        guard Self.isReady, let multi = curl_multi_init() else {
            throw .other(code: 2, message: "curl cannot be initialised")
        }
        self.multi = multi
        tick = Int32(clamping: max(10, min(1000, stallTimeout.wholeMilliseconds / 4)))
        var thread = pthread_t()
        let me = Unmanaged.passRetained(self)
        let code = pthread_create(
            &thread,
            nil,
            { raw in
                guard let raw else { return nil }
                // Signals are for the threads that expect them; SIGPIPE would end the process.
                var all = sigset_t()
                sigfillset(&all)
                pthread_sigmask(SIG_BLOCK, &all, nil)
                Unmanaged<TransferEngine>.fromOpaque(raw).takeRetainedValue().run()
                return nil
            },
            me.toOpaque()
        )
        guard code == 0 else {
            me.release()
            curl_multi_cleanup(multi)
            throw .other(code: Int(code), message: "the system gives no more threads")
        }
        pthread_detach(thread)
    }

    /// Hands a command to the thread; after its end a start is answered as cancelled.
    func post(_ command: Command) {
        let isLate = inbox.withLock { inbox in
            guard !inbox.isStopped else { return true }
            inbox.commands.append(command)
            curl_multi_wakeup(multi)
            return false
        }
        if isLate, case .start(let transfer) = command { transfer.finish(.cancelled) }
    }

    private func run() {
        var running: Int32 = 0
        while obey() {
            curl_multi_perform(multi, &running)
            collectFinished()
            cutStalled()
            curl_multi_poll(multi, nil, 0, live.isEmpty ? 60_000 : tick, nil)
        }
        for transfer in live.values {
            remove(transfer)
            transfer.finish(.cancelled)
        }
        curl_multi_cleanup(multi)
    }

    /// Carries out what was posted; false at the end.
    private func obey() -> Bool {
        let commands = inbox.withLock { inbox in
            defer { inbox.commands = [] }
            if inbox.commands.contains(where: { if case .stop = $0 { true } else { false } }) {
                inbox.isStopped = true
            }
            return inbox.commands
        }
        var goesOn = true
        for command in commands {
            switch command {
            case .start(let transfer):
                start(transfer)
            case .cancel(let transfer):
                remove(transfer)
                transfer.finish(.cancelled)
            case .resume(let transfer):
                if let easy = transfer.easy { curl_easy_pause(easy, CURLPAUSE_CONT) }
            case .stop:
                goesOn = false
            }
        }
        return goesOn
    }

    private func start(_ transfer: Transfer) {
        guard !transfer.isOver else { return transfer.finish(.cancelled) }
        guard let easy = curl_easy_init() else {
            return transfer.finish(.other(code: 27, message: "out of memory"))
        }
        transfer.configure(easy)
        live[easy] = transfer
        let code = curl_multi_add_handle(multi, easy)
        guard code == CURLM_OK else {
            remove(transfer)
            return transfer.finish(
                .other(
                    code: Int(code.rawValue),
                    message: String(cString: curl_multi_strerror(code))
                )
            )
        }
    }

    private func collectFinished() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
                let transfer = live[easy]
            else { continue }
            let error = transfer.outcome(spoor_curl_message_result(message))
            remove(transfer)
            transfer.finish(error)
        }
    }

    private func cutStalled() {
        for transfer in live.values where transfer.isStalled() {
            remove(transfer)
            transfer.finish(.timedOut(.stall, after: transfer.options.stallTimeout))
        }
    }

    /// Takes a transfer off; in the middle of it this closes the connection.
    private func remove(_ transfer: Transfer) {
        guard let easy = transfer.easy else { return }
        live[easy] = nil
        curl_multi_remove_handle(multi, easy)
        transfer.release()
    }
}
