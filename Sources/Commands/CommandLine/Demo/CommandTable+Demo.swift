extension CommandTable {
    static let demo = CommandDescription(
        .demo,
        "explore a simulated shop, live, without installing anything else",
        details: [
            "A shop of a dozen services sends its traces over OTLP to a backend in the same "
                + "process; the last hour is filled in. Some things are wrong in it, as they are "
                + "in real systems: find them. F follows what comes.",
            "With the explorer the backend listens on free ports, so that it does not clash with other programs, "
                + "unless options such as --query name ports. With --serve it listens on the default ports "
                + "below, where another explorer, a Jaeger UI or Grafana can ask it. Without a terminal the "
                + "services of the last hour are listed. Its traces are kept in memory, unless --data names a folder.",
        ],
        options: OptionTable.demo,
        examples: [
            .init("spoor demo", "explore the shop"),
            .init("spoor demo --serve --rate 2000", "a shop under load, to be asked on port 16686"),
            .init(
                "spoor demo --seed 7 --manifest causes.json",
                "another shop, and a list of what to find in it"
            ),
        ]
    )
}
