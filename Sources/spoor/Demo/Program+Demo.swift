import BackendWiring
import Client
import Commands
import Configuration
import HTTPClient

extension Program {
    /// Runs shop and backend until SIGTERM or SIGINT.
    func serveDemo(_ request: DemoRequest) async throws -> ExitCode {
        let log = ServeLog(format: request.backend.logFormat)
        let signals = EndSignals()
        ResidentMemory.keepFewArenas()
        let shop = try RunningShop(request, try backend(request.backend, log: log), log: log)
        shop.open()
        await end(shop.backend, on: signals, log: log) { await shop.close() }
        return .found
    }

    /// Runs shop and backend, and the explorer on them until its user leaves.
    func exploreDemo(_ request: DemoRequest, _ settings: ResolvedSettings) async throws -> ExitCode
    {
        let unkept = UnkeptState()
        let shop = try quietShop(request, settings, unkept)
        shop.open()
        let source = ExplorerSource(
            reader: try reader(of: shop),
            name: "demo",
            baseURL: shop.queryURL,
            figures: { shop.figures }
        )
        let ending = try await explore(source, settings, unkept)
        await shop.close()
        return ending
    }

    /// Without a terminal: prints the list that the explorer would open with, for the last hour.
    func printDemo(_ request: DemoRequest, _ settings: ResolvedSettings) async throws -> ExitCode {
        let unkept = UnkeptState()
        let shop = try quietShop(request, settings, unkept)
        await shop.fill()
        for sentence in unkept.all { StandardError.complain(sentence) }
        let services = DataRequest(subject: .services(rates: true))
        return try await print(services, settings, from: reader(of: shop))
    }

    /// A shop whose lines go into the log file, if there is one.
    private func quietShop(
        _ request: DemoRequest,
        _ settings: ResolvedSettings,
        _ unkept: UnkeptState
    ) throws -> RunningShop {
        let file = try settings.log.map { try LogFile(path: $0.value, unkept: unkept) }
        let log = ServeLog(format: .text) { file?.write($0) }
        return try RunningShop(request, try backend(request.backend, log: log), log: log)
    }

    private func reader(of shop: RunningShop) throws -> EmbeddedReader {
        var options = ServerOptions(baseURL: try BaseURL(shop.queryURL))
        // Whatever proxy the environment names, this process needs none to reach itself.
        options.transport.proxy = .none
        return EmbeddedReader(
            base: QueryAPIReader(options),
            store: ClockCorrectingReader(shop.backend.store)
        )
    }
}
