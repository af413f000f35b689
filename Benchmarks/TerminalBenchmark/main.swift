// Opens traces in the real explorer, and counts time and bytes at the terminal's end.
//
//   TerminalBenchmark                   both of what follows
//   TerminalBenchmark budgets [SPANS]   one large trace from a server on loopback, beside budgets
//   TerminalBenchmark sizes [SPANS…]    traces of several sizes from files, as a table in Markdown
//
// Needs `spoor` and `DecodeBenchmark`, which writes the documents, built beside it.

let arguments = Array(CommandLine.arguments.dropFirst())
let numbers = arguments.compactMap { Int($0) }

if arguments.first != "sizes" {
    try await Budgets(spans: numbers.first ?? 100_000).print()
    print("")
}
if arguments.first != "budgets" {
    let machine = SizeTable.machine
    var figures: [SizeFigures] = []
    let sizes = arguments.first == "sizes" ? numbers : []
    for spans in sizes.isEmpty ? [100, 1_000, 10_000, 100_000, 1_000_000] : sizes {
        figures.append(try await SizeFigures.measure(spans: spans))
    }
    SizeTable(machine: machine, figures: figures).print()
}
