/// Credentials, and what else belongs to one server, that another server does not get.
package struct LeftOut: Sendable, Equatable, CustomStringConvertible {
    /// Where they were given, such as `SPOOR_TOKEN`, `--insecure` or ``context `prod` ``.
    let names: [String]
    /// The server that they are for.
    let owner: ServerAddress
    let asked: ServerAddress

    /// Nil if nothing is left out.
    init?(_ names: [String], of owner: ServerAddress, asked: ServerAddress) {
        guard !names.isEmpty else { return nil }
        self.names = names
        self.owner = owner
        self.asked = asked
    }

    private var isOne: Bool { names.count == 1 }

    private var list: String {
        isOne
            ? names[0] : names.dropLast().joined(separator: ", ") + " and \(names[names.count - 1])"
    }

    /// The same in short, for a screen.
    package var caveat: String {
        "left out: \(list), \(isOne ? "" : "all ")for \(owner.origin)"
    }

    /// A sentence with what to do.
    package var description: String {
        "\(list) \(isOne ? "is" : "are") for \(owner.origin) and left out, since \(asked.origin) is asked; "
            + "--send-credentials sends \(isOne ? "it" : "them") there for this call."
    }
}

extension SettingLayers {
    /// What this layer says that belongs to one server, by flags and variables.
    func boundNames(_ layer: SettingLayer) -> [String] {
        let bound = SettingTable.all.filter(\.isBound)
        switch layer {
        case .flags:
            let proxy = [SettingTable.proxy].filter {
                flags.last($0).flatMap { ProxyAddress($0.value) }?.hasUser ?? false
            }
            return bound.filter { flags.last($0) != nil }.map(\.flag)
                + proxy.map { "the user of \($0.flag)" }
        case .variables:
            let secrets = SettingTable.secretVariables.map(\.name)
            let proxy = [SettingTable.proxy.variable].filter {
                variable($0).flatMap { ProxyAddress($0.value) }?.hasUser ?? false
            }
            return (secrets + bound.map(\.variable)).filter { variable($0) != nil }
                + proxy.map { "the user of \($0)" }
        }
    }
}

extension ContextSection {
    var address: ServerAddress? {
        values[SettingTable.url.name].flatMap { ServerAddress($0.value) }
    }

    /// Whether it says anything that belongs to its server.
    private var hasBound: Bool {
        token != nil || password != nil || !headers.isEmpty
            || values[SettingTable.proxy.name] != nil
            || SettingTable.all.contains { $0.isBound && values[$0.name] != nil }
    }

    /// Itself, if it says anything that belongs to its server.
    var boundNames: [String] { hasBound ? ["The context `\(name)`"] : [] }
}
