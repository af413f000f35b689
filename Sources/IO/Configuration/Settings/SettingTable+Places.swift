extension SettingTable {
    /// Where the file says what a flag called `name` says, as the end of a sentence; nil if there is no such flag, or if the
    /// file has no place for it.
    static func place(of name: String) -> String? {
        guard let setting = all.first(where: { $0.name == name }), let key = setting.key,
            key != name
        else { return nil }
        return setting.name == utc.name
            ? "; write `zone: utc` at the top level" : "; its place is `\(key)`"
    }
}
