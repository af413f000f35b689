/// Credentials that others of the machine can read: on the command line, or in a file that is not private.
enum PlainCredentials {
    /// A sentence for each, with what to do.
    static func warnings(flags: FlagValues, file: ConfigurationFile?) -> [String] {
        var warnings = flags.all(SettingTable.header).compactMap { line -> String? in
            guard let header = HeaderLine(line.value), header.isCredential else { return nil }
            return
                "Everyone on this machine can see the \(header.name) of --header in the list of processes; "
                + "use --token-file or --token-command, or a header with `file:` or `command:` in the "
                + "configuration file."
        }
        if let proxy = flags.last(SettingTable.proxy), ProxyAddress(proxy.value)?.hasUser == true {
            warnings.append(
                "Everyone on this machine can see the password of --proxy in the list of processes; "
                    + "set SPOOR_PROXY instead."
            )
        }
        guard let file, file.isReadableByOthers else { return warnings }
        let remedy = "run `chmod 600 \(SecretFile.shellQuoted(file.path))`"
        for context in file.contexts {
            for header in context.headers where header.value.isCredential {
                warnings.append(
                    "\(header.origin): other users can read the \(header.value.name) of context "
                        + "`\(context.name)`; \(remedy), or write `file:` or `command:` under it."
                )
            }
            if let proxy = context.values[SettingTable.proxy.name],
                ProxyAddress(proxy.value)?.hasUser == true
            {
                warnings.append(
                    "\(proxy.origin): other users can read the proxy's password of context "
                        + "`\(context.name)`; \(remedy)."
                )
            }
        }
        return warnings
    }
}
