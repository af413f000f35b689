/// Decides as whom the server is asked: the highest layer that names a token or a user wins.
struct CredentialResolver {
    let layers: SettingLayers

    /// - Throws: Two sources of one secret in one layer, a token beside a user, a user without
    ///   password, or a password without user.
    func resolve() throws(ConfigurationError) -> Resolved<Credentials>? {
        let token = try secret(
            file: SettingTable.tokenFile,
            command: SettingTable.tokenCommand,
            variable: "SPOOR_TOKEN",
            context: layers.context?.token
        )
        let password = try secret(
            file: SettingTable.passwordFile,
            command: SettingTable.passwordCommand,
            variable: "SPOOR_PASSWORD",
            context: layers.context?.password
        )
        let user = try layers.text(SettingTable.user)
        guard let user else {
            if let password, case .flag = password.origin {
                throw problem(password.origin, "a password needs its user; add `--user`")
            }
            return token?.map { .bearer($0) }
        }
        if let token {
            let (mine, other) = (token.origin.precedence, user.origin.precedence)
            if mine > other { return token.map { .bearer($0) } }
            if mine == other {
                throw problem(
                    token.origin,
                    "a token and a user (\(user.origin)) are both given; keep one of them"
                )
            }
        }
        guard let password else {
            throw problem(
                user.origin,
                "user `\(user.value)` needs a password: `--password-file`, `--password-command` "
                    + "or the variable SPOOR_PASSWORD"
            )
        }
        return user.map { .basic(user: $0, password: password.value) }
    }

    private func secret(
        file: Setting,
        command: Setting,
        variable: String,
        context: Resolved<Secret>?
    ) throws(ConfigurationError) -> Resolved<Secret>? {
        let flags = try only([
            try layers.flag(file)?.map { Secret(.file($0)) },
            try layers.flag(command)?.map { Secret(.command($0)) },
        ])
        if let flags { return flags }
        let variables = try only([
            try layers.variable(file)?.map { Secret(.file($0)) },
            try layers.variable(command)?.map { Secret(.command($0)) },
            layers.secretVariable(variable)?.map { Secret(.environment(variable, value: $0)) },
        ])
        return variables ?? context
    }

    private func only(
        _ candidates: [Resolved<Secret>?]
    ) throws(ConfigurationError) -> Resolved<Secret>? {
        let given = candidates.compactMap { $0 }
        if given.count > 1 {
            throw problem(
                given[0].origin,
                "\(given[1].origin.short) gives the same secret; keep one of them"
            )
        }
        return given.first
    }

    private func problem(_ origin: Origin, _ message: String) -> ConfigurationError {
        ConfigurationError([ConfigurationProblem(place: origin, message)])
    }
}
