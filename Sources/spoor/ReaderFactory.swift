import Client
import Commands
import Configuration
import GRPC
import HTTPClient
import TraceModel
import WireFormats

/// Makes the reader that the settings or the words of the command line ask for.
struct ReaderFactory {
    let settings: ResolvedSettings
    let environment: [String: String]
    /// What stays visible beside the source.
    var remarks: [String] = []

    /// A reader of files; nothing is read yet.
    func files(_ paths: [String]) -> FileReader {
        let maxTime = settings.server.maxTime
        return FileReader(
            paths: paths,
            limits: limits,
            // What writes into a pipe may take its time, unless someone says how long.
            maxTime: maxTime.origin == .default ? nil : maxTime.value.duration
        )
    }

    /// A reader of the server that the settings name; nothing is asked yet.
    ///
    /// Throws a sentence when a secret cannot be read.
    func server() throws -> any TraceReader {
        let server = settings.server
        let maxTime = server.maxTime.value.duration
        var options = ServerOptions(
            baseURL: try BaseURL(server.url.value.text),
            headers: try server.headers.map { header in
                (header.value.name, try header.value.value.reveal(timeLimit: maxTime))
            },
            authorization: try authorization(maxTime),
            transport: transport()
        )
        options.tenant = server.tenant.map {
            ServerOptions.Tenant(header: $0.value.header, name: $0.value.name)
        }
        options.decodeLimits = limits
        options.remarks = remarks + settings.leftOut.map(\.caveat)
        let reader: any TraceReader =
            options.baseURL.isGRPC ? try grpcReader(options) : QueryAPIReader(options)
        let names = KnownNamesFile(server: server.url.value.text, environment: environment)
        return names.map { NameKeepingReader(base: reader, names: $0) } ?? reader
    }

    private func grpcReader(_ options: ServerOptions) throws -> GRPCQueryReader {
        let server = settings.server
        guard server.proxy == nil else {
            throw TraceReaderError(
                .invalidQuery,
                "--proxy is for http and https: gRPC takes its proxy from the environment (grpc_proxy)"
            )
        }
        var tls: GRPCChannelOptions.TLS?
        if options.baseURL.isEncrypted {
            guard !server.insecure.value else {
                throw TraceReaderError(
                    .invalidQuery,
                    "--insecure is for https: name the authority of the server's certificate with --cacert"
                )
            }
            tls = GRPCChannelOptions.TLS(
                authoritiesPEM: try PEMFile.text(
                    at: server.cacert?.value ?? PEMFile.systemAuthorities
                ),
                certificatePEM: try server.cert.map { try PEMFile.text(at: $0.value) },
                keyPEM: try server.key.map { try PEMFile.text(at: $0.value) }
            )
        }
        return GRPCQueryReader(options, tls: tls, userAgent: "spoor/\(ProgramVersion.text)")
    }

    private var limits: DecodeLimits {
        let bounds = settings.bounds
        return DecodeLimits(
            value: bounds.value.value,
            span: bounds.span.value,
            traces: bounds.trace.value,
            input: bounds.answer.value
        )
    }

    private func authorization(_ maxTime: Duration) throws -> Authorization? {
        switch settings.server.authorization?.value {
        case .bearer(let token)?:
            let kept = KeptToken(token)
            return .bearer { isRenewal in
                try await kept.text(
                    isRenewal: isRenewal,
                    timeLimit: QuestionDeadline.timeLeft ?? maxTime
                )
            }
        case .basic(let user, let password)?:
            return .basic(user: user, password: try password.reveal(timeLimit: maxTime))
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

    func text(isRenewal: Bool, timeLimit: Duration) throws -> String {
        if let known, !isRenewal { return known }
        let fresh = try secret.reveal(timeLimit: timeLimit)
        known = fresh
        return fresh
    }
}
