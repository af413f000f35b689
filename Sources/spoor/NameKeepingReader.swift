import TraceModel

/// A reader that keeps the names its server answers with, for the completion of shells.
struct NameKeepingReader: ForwardingReader {
    let base: any TraceReader
    let names: KnownNamesFile

    func services() async throws(TraceReaderError) -> [String] {
        let services = try await base.services()
        names.keep(services: services)
        return services
    }

    func operations(of service: String) async throws(TraceReaderError) -> [Operation] {
        let operations = try await base.operations(of: service)
        names.keep(operations: operations.map(\.name), of: service)
        return operations
    }

    func operationList(of service: String) async throws(TraceReaderError) -> OperationList {
        let list = try await base.operationList(of: service)
        names.keep(operations: list.operations.map(\.name), of: service)
        return list
    }

    var paced: any TraceReader { NameKeepingReader(base: base.paced, names: names) }
}
