import CCurl

/// curl's handle of a transfer; the engine's thread alone comes here.
extension Transfer {
    /// Tells curl what to do.
    func configure(_ easy: UnsafeMutableRawPointer) {
        self.easy = easy
        progress.touch()
        setBehaviour(easy)
        setTrust(easy)
        setProxy(easy)
        setRequest(easy)
        setCallbacks(easy)
    }

    /// Gives everything of curl's back.
    func release() {
        guard let easy else { return }
        self.easy = nil
        curl_easy_cleanup(easy)
        curl_slist_free_all(headerList)
        headerList = nil
    }

    private func setBehaviour(_ easy: UnsafeMutableRawPointer) {
        _ = spoor_curl_set_string(easy, CURLOPT_URL, url.text)
        _ = spoor_curl_set_string(easy, CURLOPT_PROTOCOLS_STR, "http,https")
        // A service may be called `..`: its escaped name must arrive.
        _ = spoor_curl_set_long(easy, CURLOPT_PATH_AS_IS, 1)
        _ = spoor_curl_set_long(easy, CURLOPT_NOSIGNAL, 1)
        _ = spoor_curl_set_long(easy, CURLOPT_TCP_KEEPALIVE, 1)
        // Cancelling must not wait for a name server.
        _ = spoor_curl_set_long(easy, CURLOPT_QUICK_EXIT, 1)
        _ = spoor_curl_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText)
        _ = spoor_curl_set_long(
            easy,
            CURLOPT_CONNECTTIMEOUT_MS,
            max(1, options.connectTimeout.wholeMilliseconds)
        )
        if let limit = options.maxTime {
            _ = spoor_curl_set_long(easy, CURLOPT_TIMEOUT_MS, max(1, limit.wholeMilliseconds))
        }
        // Every coding that curl can decode.
        _ = spoor_curl_set_string(easy, CURLOPT_ACCEPT_ENCODING, "")
        // One piece is decoded at a time, whether or not there is room: this bounds what a bomb can make.
        _ = spoor_curl_set_long(easy, CURLOPT_BUFFERSIZE, 64 << 10)
        _ = spoor_curl_set_long(
            easy,
            CURLOPT_HTTP_VERSION,
            options.offersHTTP2 ? Int(CURL_HTTP_VERSION_2TLS) : Int(CURL_HTTP_VERSION_1_1)
        )
        if let agent = options.userAgent {
            _ = spoor_curl_set_string(easy, CURLOPT_USERAGENT, agent)
        }
    }

    private func setTrust(_ easy: UnsafeMutableRawPointer) {
        if let file = options.caFile { _ = spoor_curl_set_string(easy, CURLOPT_CAINFO, file) }
        if options.insecure {
            _ = spoor_curl_set_long(easy, CURLOPT_SSL_VERIFYPEER, 0)
            _ = spoor_curl_set_long(easy, CURLOPT_SSL_VERIFYHOST, 0)
        }
        guard presentsCertificate, let file = options.certFile else { return }
        _ = spoor_curl_set_string(easy, CURLOPT_SSLCERT, file)
        _ = spoor_curl_set_string(easy, CURLOPT_SSLKEY, options.keyFile ?? file)
    }

    private func setProxy(_ easy: UnsafeMutableRawPointer) {
        switch options.proxy {
        case .environment: break
        case .none: _ = spoor_curl_set_string(easy, CURLOPT_PROXY, "")
        case .url(let url):
            _ = spoor_curl_set_string(easy, CURLOPT_PROXY, url)
            // Named by hand it holds for every host, whatever NO_PROXY says.
            _ = spoor_curl_set_string(easy, CURLOPT_NOPROXY, "")
        }
        // The proxy's own head is not the answer's.
        _ = spoor_curl_set_long(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    }

    private func setRequest(_ easy: UnsafeMutableRawPointer) {
        for field in request.headers.fields {
            // curl sends a field without a value only with a semicolon.
            let line = field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
            headerList = curl_slist_append(headerList, line)
        }
        switch (request.method, request.body) {
        case ("GET", nil): _ = spoor_curl_set_long(easy, CURLOPT_HTTPGET, 1)
        case ("HEAD", _): _ = spoor_curl_set_long(easy, CURLOPT_NOBODY, 1)
        case (let method, let body):
            if let body {
                // Waiting for `100 Continue` costs a second with servers that do not know it.
                headerList = curl_slist_append(headerList, "Expect:")
                _ = spoor_curl_set_offset(
                    easy,
                    CURLOPT_POSTFIELDSIZE_LARGE,
                    curl_off_t(body.count)
                )
                _ = body.withUnsafeBytes {
                    spoor_curl_set_pointer(easy, CURLOPT_COPYPOSTFIELDS, $0.baseAddress)
                }
                if body.isEmpty { _ = spoor_curl_set_long(easy, CURLOPT_POST, 1) }
            }
            _ = spoor_curl_set_string(easy, CURLOPT_CUSTOMREQUEST, method)
        }
        _ = spoor_curl_set_pointer(easy, CURLOPT_HTTPHEADER, headerList)
    }

    private func setCallbacks(_ easy: UnsafeMutableRawPointer) {
        // The engine keeps the transfer while curl has the handle.
        let me = Unmanaged.passUnretained(self).toOpaque()
        _ = spoor_curl_set_pointer(easy, CURLOPT_HEADERDATA, me)
        _ = spoor_curl_set_data_callback(easy, CURLOPT_HEADERFUNCTION) {
            base,
            size,
            count,
            context in
            guard let context else { return 0 }
            let line = UnsafeRawBufferPointer(start: base, count: size * count)
            let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            // Fewer bytes than came end the transfer.
            return transfer.receiveLine(line) ? line.count : 0
        }
        _ = spoor_curl_set_pointer(easy, CURLOPT_WRITEDATA, me)
        _ = spoor_curl_set_data_callback(easy, CURLOPT_WRITEFUNCTION) {
            base,
            size,
            count,
            context in
            guard let context else { return 0 }
            let bytes = UnsafeRawBufferPointer(start: base, count: size * count)
            let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            return transfer.receiveBody(bytes) ? bytes.count : Int(CURL_WRITEFUNC_PAUSE)
        }
    }
}
