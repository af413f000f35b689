extension ConfigurationFileParser {
    private static let plain = [
        SettingTable.url, SettingTable.tenant, SettingTable.user, SettingTable.cacert,
        SettingTable.cert, SettingTable.key, SettingTable.insecure, SettingTable.proxy,
    ]
    private static let known =
        plain.map(\.name) + ["headers", "tenant-header", "token", "password"]

    mutating func readContext(_ entry: YAMLEntry) -> ContextSection {
        var section = ContextSection(name: entry.key, origin: origin(entry.keyLine))
        let place = "context `\(entry.key)`"
        for item in entries(of: entry.value, in: place, known: Self.known) {
            switch item.key {
            case "headers": section.headers = readHeaders(item)
            case "tenant-header": section.tenantHeader = readHeaderName(item)
            case "token": section.token = secret(item)
            case "password": section.password = secret(item)
            default:
                guard let setting = Self.plain.first(where: { $0.name == item.key }) else {
                    continue
                }
                section.values[setting.name] = value(item, of: setting)
            }
        }
        checkCredentials(section, at: entry.keyLine)
        return section
    }

    private mutating func readHeaders(_ entry: YAMLEntry) -> [Resolved<HeaderLine>] {
        var headers: [Resolved<HeaderLine>] = []
        for item in entries(of: entry.value, in: "`headers`", known: nil) {
            let value: Secret? =
                if case .mapping = item.value.content {
                    secret(item)?.value
                } else {
                    scalar(item, kind: .text).map { .given($0.value) }
                }
            guard let value else { continue }
            guard let header = HeaderLine(name: item.key, value: value) else {
                note(
                    item.keyLine,
                    "`\(item.key)` is not a header's name, or its value not one line"
                )
                continue
            }
            headers.append(Resolved(header, origin(item.keyLine)))
        }
        return headers
    }

    private mutating func readHeaderName(_ entry: YAMLEntry) -> Resolved<String>? {
        guard let name = scalar(entry, kind: .text) else { return nil }
        guard HeaderLine(name: name.value, value: .given("")) != nil else {
            note(entry.value.line, "`tenant-header` expects a header's name, found `\(name.value)`")
            return nil
        }
        return name
    }

    private mutating func checkCredentials(_ section: ContextSection, at line: Int) {
        let user = section.values[SettingTable.user.name]
        if section.token != nil, user != nil || section.password != nil {
            note(line, "context `\(section.name)` has a token and a user; keep one of them")
        }
        if section.password != nil, user == nil, section.token == nil {
            note(line, "context `\(section.name)` has a password without a `user`")
        }
    }
}
