import CCurl
import Glibc

/// When a transfer last moved.
struct Progress {
    private var moved: timespec = timespec()
    private var bytes: curl_off_t = 0

    /// Something moved just now.
    mutating func touch() { clock_gettime(CLOCK_MONOTONIC, &moved) }

    /// Notes how many bytes have moved in all.
    mutating func note(_ total: curl_off_t) {
        guard total != bytes else { return }
        bytes = total
        touch()
    }

    /// Milliseconds without movement.
    var idleMilliseconds: Int {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return (now.tv_sec - moved.tv_sec) * 1000 + (now.tv_nsec - moved.tv_nsec) / 1_000_000
    }
}

/// What comes in; the engine's thread alone comes here.
extension Transfer {
    /// A line of a head, its end included; false if there is too much of it.
    func receiveLine(_ raw: UnsafeRawBufferPointer) -> Bool {
        progress.touch()
        headBytes += raw.count
        guard headBytes <= Self.longestHead else { return false }
        let line = String(decoding: raw, as: UTF8.self).prefix { !$0.isNewline }
        if line.hasPrefix("HTTP/") {
            let words = line.dropFirst("HTTP/".count).split(separator: " ", maxSplits: 2)
            draft = Head(
                status: words.count > 1 ? Int(words[1]) ?? 0 : 0,
                version: words.first.map(String.init) ?? "",
                headers: [:]
            )
        } else if line.isEmpty {
            // An interim answer is followed by another head, the last one by the body; trailers have no draft.
            if let head = draft, head.status >= 200 { deliver(head) }
            draft = nil
        } else if let colon = line.firstIndex(of: ":") {
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            draft?.headers.append(String(line[..<colon]), String(value))
        }
        return true
    }

    /// A piece of the body, decoded; false if curl has to keep it.
    func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        progress.touch()
        return deliver(bytes, wireBytes: Int(offset(CURLINFO_SIZE_DOWNLOAD_T)))
    }

    /// Whether nothing has moved for too long though the server could have.
    func isStalled() -> Bool {
        if isPaused || offset(CURLINFO_PRETRANSFER_TIME_T) == 0 {
            progress.touch()
        } else {
            progress.note(offset(CURLINFO_SIZE_DOWNLOAD_T) + offset(CURLINFO_SIZE_UPLOAD_T))
        }
        return progress.idleMilliseconds >= options.stallTimeout.wholeMilliseconds
    }

    /// What curl's verdict means; nil if all went well.
    func outcome(_ code: CURLcode) -> TransportError? {
        guard code != CURLE_OK else { return nil }
        if headBytes > Self.longestHead { return .headTooLarge(limit: Self.longestHead) }
        var said = String(cString: errorText)
        while said.last?.isWhitespace == true { said.removeLast() }
        let expected = offset(CURLINFO_CONTENT_LENGTH_DOWNLOAD_T)
        return Diagnosis(
            code: code,
            message: said.isEmpty ? String(cString: curl_easy_strerror(code)) : said,
            url: url,
            options: options,
            systemError: Int32(clamping: long(CURLINFO_OS_ERRNO)),
            proxyStatus: long(CURLINFO_HTTP_CONNECTCODE),
            isConnected: offset(CURLINFO_PRETRANSFER_TIME_T) > 0,
            hasHead: draft == nil && headBytes > 0,
            elapsedMilliseconds: Int(offset(CURLINFO_TOTAL_TIME_T) / 1000),
            received: Int(offset(CURLINFO_SIZE_DOWNLOAD_T)),
            expected: expected >= 0 ? Int(expected) : nil
        ).error
    }

    private func offset(_ info: CURLINFO) -> curl_off_t {
        guard let easy else { return 0 }
        var value: curl_off_t = 0
        _ = spoor_curl_get_offset(easy, info, &value)
        return value
    }

    private func long(_ info: CURLINFO) -> Int {
        guard let easy else { return 0 }
        var value = 0
        _ = spoor_curl_get_long(easy, info, &value)
        return value
    }
}
