extension CommandTable {
    static let serve = CommandDescription(
        .serve,
        "receive and keep traces, for this explorer and any Jaeger client",
        details: [
            "Point an OpenTelemetry SDK at http://localhost:4317 (gRPC) or http://localhost:4318 "
                + "(HTTP), and spoor, a Jaeger UI or Grafana "
                + "at http://localhost:16686. When spans "
                + "come faster than they can be stored, or the disk is full, their senders are asked to try again.",
            "Traces are kept in the folder of --data, by default $XDG_DATA_HOME/spoor/traces or ~/.local/share/spoor/traces, "
                + "for as long as --retention says: what was received is on disk before its sender is told so, and outlives "
                + "a crash. With --memory-only they are kept in memory, where the oldest are deleted to make room for new ones. "
                + "`spoor --data DIR` explores the folder without a server, and beside one.",
            "A port of 0 is any free one. Each listener says on standard error where it is. "
                + "SIGTERM and SIGINT store what was accepted and end within 15 seconds; a second "
                + "one ends at once.",
        ],
        options: OptionTable.serve,
        examples: [
            .init("spoor serve", "on the usual ports of this machine"),
            .init(
                "spoor serve --host 0.0.0.0 --retention 7d,100GB",
                "for others too, and for longer"
            ),
            .init("spoor serve --memory-only", "leaving nothing behind"),
            .init("spoor serve --query 0.0.0.0:9000", "the query API elsewhere, for others"),
        ]
    )
}
