extension OptionTable {
    static let seed = CommandLineOption(
        "seed",
        metavar: "NUMBER",
        "which shop: the same number gives the same shop; default: 1"
    )
    static let rate = CommandLineOption(
        "rate",
        metavar: "SPANS",
        "live spans per second, 1000 or more to test under load; default: 30"
    )
    static let serveOnly = CommandLineOption(
        "serve",
        "without the explorer: only shop and backend, on the default ports"
    )
    static let manifest = CommandLineOption(
        "manifest",
        metavar: "PATH",
        completion: .files,
        "write what is wrong in the shop, where and since when, as JSON"
    )

    static let demo = [seed, rate, serveOnly, manifest] + serve
}
