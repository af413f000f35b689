extension CommandTable {
    static let serve = CommandDescription(
        .serve,
        "receive and keep traces in memory, for this explorer and any Jaeger client",
        details: [
            "Point an OpenTelemetry SDK at http://localhost:4317 (gRPC) or http://localhost:4318 "
                + "(HTTP), and spoor, a Jaeger UI or Grafana "
                + "at http://localhost:16686. The oldest traces are deleted to make room for new ones; when spans "
                + "come faster than they can be stored, their senders are asked to try again.",
            "A port of 0 is any free one. Each listener says on standard error where it is. "
                + "SIGTERM and SIGINT store what was accepted and end within 15 seconds; a second "
                + "one ends at once.",
        ],
        options: OptionTable.serve,
        examples: [
            .init("spoor serve", "on the usual ports of this machine"),
            .init("spoor serve --host 0.0.0.0 --memory 2GB", "for others too, and for longer"),
            .init("spoor serve --query 0.0.0.0:9000", "the query API elsewhere, for others"),
        ]
    )
}
