import Foundation
import HTTPClient

/// Asks servers on 127.0.0.1 over HTTP.
package struct LoopbackClient: Sendable {
    package struct Answer: Sendable {
        package var status: Int
        package var contentType: String?
        /// How many operations the answer says it leaves out.
        package var omittedOperations: String?
        package var body: [UInt8]

        package var text: String { String(decoding: body, as: UTF8.self) }

        /// The body as an object of JSON; nil if it is none.
        package var object: [String: Any]? {
            (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any]
        }
    }

    private let transport: HTTPTransport

    package init() {
        var options = TransportOptions()
        options.proxy = .none
        transport = HTTPTransport(options: options)
    }

    /// Asks for a path with its query.
    package func get(_ target: String, port: Int) async throws -> Answer {
        try await send(ClientRequest("GET", "http://127.0.0.1:\(port)\(target)"))
    }

    package func post(
        _ body: [UInt8],
        to target: String,
        port: Int,
        headers: [(name: String, value: String)]
    ) async throws -> Answer {
        let fields = headers.map { ClientHeaders.Field(name: $0.name, value: $0.value) }
        return try await send(
            ClientRequest(
                "POST",
                "http://127.0.0.1:\(port)\(target)",
                headers: ClientHeaders(fields),
                body: body
            )
        )
    }

    private func send(_ request: ClientRequest) async throws -> Answer {
        let response = try await transport.send(request)
        return Answer(
            status: response.status,
            contentType: response.headers["Content-Type"],
            omittedOperations: response.headers["Spoor-Omitted-Operations"],
            body: try await response.collect(limit: 1 << 30)
        )
    }
}
