extension OptionTable {
    static let seed = CommandLineOption(
        "seed",
        metavar: "NUMBER",
        "random seed: the same number gives the same shop; default: 1"
    )
    static let rate = CommandLineOption(
        "rate",
        metavar: "SPANS",
        "spans per second, 1000 or more to test under load; default: 30"
    )
    static let serveOnly = CommandLineOption(
        "serve",
        "run the shop and its backend without the explorer, on the default ports"
    )
    static let manifest = CommandLineOption(
        "manifest",
        metavar: "PATH",
        completion: .files,
        "file to write what is wrong in the shop, where and since when, as JSON"
    )

    static let demo = [seed, rate, serveOnly, manifest] + serve
}
