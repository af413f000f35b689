import Client
import Configuration
import HTTPClient
import TraceModel

/// Makes the reader that the settings or the words of the command line ask for.
struct ReaderFactory {
    let settings: ResolvedSettings
    let environment: [String: String]

    /// A reader of the server that the settings name; nothing is asked yet.
    ///
    /// Throws a sentence when a secret cannot be read.
    func server() throws -> any TraceReader {
        let server = settings.server
        var options = ServerOptions(
            baseURL: try BaseURL(server.url.value.text),
            headers: try server.headers.map { header in
                (header.value.name, try header.value.value.reveal())
            },
            authorization: try authorization(),
            transport: transport()
        )
        options.tenant = server.tenant.map {
            ServerOptions.Tenant(header: $0.value.header, name: $0.value.name)
        }
        let reader = QueryAPIReader(options)
        let names = KnownNamesFile(server: server.url.value.text, environment: environment)
        return names.map { NameKeepingReader(base: reader, names: $0) } ?? reader
    }

    private func authorization() throws -> Authorization? {
        switch settings.server.authorization?.value {
        case .bearer(let token)?:
            let kept = KeptToken(token)
            return .bearer { isRenewal in try await kept.text(isRenewal: isRenewal) }
        case .basic(let user, let password)?:
            return .basic(user: user, password: try password.reveal())
        case nil: return nil
        }
    }

    private func transport() -> TransportOptions {
        let server = settings.server
        var options = TransportOptions()
        options.connectTimeout = server.connectTimeout.value.duration
        options.maxTime = server.maxTime.value.duration
        options.caFile = server.cacert?.value
        options.certFile = server.cert?.value
        options.keyFile = server.key?.value
        options.insecure = server.insecure.value
        if let proxy = server.proxy { options.proxy = .url(proxy.value.address) }
        return options
    }
}

/// A bearer token that is fetched when first needed and again when the server refuses it.
private actor KeptToken {
    private let secret: Secret
    private var known: String?

    init(_ secret: Secret) {
        self.secret = secret
    }

    func text(isRenewal: Bool) throws -> String {
        if let known, !isRenewal { return known }
        let fresh = try secret.reveal()
        known = fresh
        return fresh
    }
}
