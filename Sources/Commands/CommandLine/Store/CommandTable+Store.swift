extension CommandTable {
    static let store = CommandDescription(
        .store,
        arguments: "info|check|export|import [FILE…]",
        "look into a folder of traces, check it, or move traces out and in",
        details: [
            "The folder is that of --data, by default the one in which `spoor serve` keeps its traces. All but import "
                + "also work while a server writes to it.",
            "info says how many segments and spans there are, of which time, and what takes how many bytes. check reads "
                + "every byte and compares it with the check sums. export writes all traces to standard output, a line of "
                + "OTLP JSON for some of them. import adds the traces of files, folders, archives or standard input (-), of "
                + "every format that `spoor open` reads.",
        ],
        options: [OptionTable.output([.table, .json])],
        examples: [
            .init("spoor store info", "what there is, and how large"),
            .init("spoor store info -o json | jq .spans", "the number of spans"),
            .init("spoor store check --data /srv/traces", "whether all of it can be read"),
            .init("spoor store export | gzip > traces.jsonl.gz", "a copy of all traces"),
            .init("spoor store import traces.jsonl.gz --data /srv/traces", "and back again"),
        ],
        completion: .words(StoreRequest.Verb.allCases.map(\.rawValue))
    )
}
