import Testing

@testable import Configuration

@Suite struct ConfigurationFileTests {
    @Test func `an empty file is an empty configuration`() throws {
        #expect(try parse("").contextNames.isEmpty)
        #expect(try parse("contexts:\n").contextNames.isEmpty)
    }

    @Test func `contexts keep the order of the file`() throws {
        let file = try parse("contexts:\n  prod: {url: 'https://a'}\n  dev: {}\n  a: {}\n")
        #expect(file.contextNames == ["prod", "dev", "a"])
    }

    @Test func `an unknown key names line and nearest right name`() {
        #expect(
            problems("zone: utc\ntheem: dark\n")
                == ["config.yaml:2: `theem` is not a setting of the file; did you mean `theme`?"]
        )
        #expect(
            problems("contexts:\n  prod:\n    uri: https://a\n")
                == [
                    "config.yaml:3: `uri` is not a setting of context `prod`; did you mean `url`?"
                ]
        )
        #expect(
            problems("limits: {frobnicate: 1}")
                == [
                    "config.yaml:1: `frobnicate` is not a setting of `limits`; choose one of limit, "
                        + "connect-timeout, max-time, max-value, max-span, max-trace, max-answer"
                ]
        )
    }

    @Test func `all problems are told at once, in the order of the file`() {
        #expect(
            problems("zone: mars\nlimits:\n  limit: many\n  connect-timeout: soon\ntheme: []\n")
                == [
                    "config.yaml:1: `zone` expects one of `utc`, `local`, found `mars`",
                    "config.yaml:3: `limit` expects a whole number above 0, found `many`",
                    "config.yaml:4: `connect-timeout` expects a length of time such as `500ms`, "
                        + "`5s` or `2m`, found `soon`",
                    "config.yaml:5: `theme` expects one of `dark`, `light`, `contrast`, "
                        + "`colour-blind`, `mono`, found a list",
                ]
        )
    }

    @Test func `a value of the wrong shape says what was expected`() {
        #expect(
            problems("contexts: [a, b]") == [
                "config.yaml:1: expected a mapping in `contexts`, found a list"
            ]
        )
        #expect(
            problems("contexts:\n  prod:\n    url:\n")
                == [
                    "config.yaml:3: `url` expects an address such as "
                        + "`https://host:16686/base` or `grpc://host:16685`, "
                        + "without user and password, found nothing"
                ]
        )
        #expect(
            problems("just words") == [
                "config.yaml:1: expected a mapping in the file, found `just words`"
            ]
        )
    }

    @Test func `a secret in the file itself is refused without repeating it`() {
        let found = problems("contexts:\n  prod:\n    token: hunter2\n")
        #expect(
            found == [
                "config.yaml:3: a secret does not belong in this file; write `env: NAME`, "
                    + "`file: PATH` or `command: TEXT` under `token`"
            ]
        )
    }

    @Test func `a secret has one source`() {
        #expect(
            problems("contexts: {p: {token: {env: A, file: b}}}").first?
                .contains("more than one source") == true
        )
        #expect(
            problems("contexts: {p: {token: {vault: A}}}").first?
                .contains("`vault` is not a setting of `token`") == true
        )
    }

    @Test func `paths are the home folder's, absolute, or beside the file`() throws {
        let file = try parse(
            "contexts: {p: {cacert: ca.pem, cert: ~/c.pem, key: /k.pem, token: {file: t}}}"
        )
        let context = try #require(file.context(named: "p"))
        #expect(context.values["cacert"]?.value == "/home/ada/.config/spoor/ca.pem")
        #expect(context.values["cert"]?.value == "/home/ada/c.pem")
        #expect(context.values["key"]?.value == "/k.pem")
        #expect(context.token?.value == Secret(.file("/home/ada/.config/spoor/t")))
    }

    @Test func `keys are kept as written`() throws {
        let file = try parse("keys:\n  find: [/, Ctrl-F]\n")
        #expect(
            file.bindings == [
                KeyBinding(
                    action: "find",
                    keys: ["/", "Ctrl-F"],
                    origin: .file("config.yaml", line: 2)
                )
            ]
        )
    }

    @Test func `columns are kept as written, with their line`() throws {
        let file = try parse("columns:\n  traces: [start, root]\n  services: name\n")
        #expect(
            file.columns == [
                ColumnSetting(
                    list: "traces",
                    columns: ["start", "root"],
                    origin: .file("config.yaml", line: 2)
                ),
                ColumnSetting(
                    list: "services",
                    columns: ["name"],
                    origin: .file("config.yaml", line: 3)
                ),
            ]
        )
        #expect(
            problems("columns:\n  traces: {a: b}\n")
                == ["config.yaml:2: `traces` expects text or a list of texts, found a mapping"]
        )
    }

    @Test func `links are kept as written, with their line`() throws {
        let file = try parse(
            "links:\n  - key: k8s.pod.name\n    type: [resource]\n    url: http://x/#{a}\n"
        )
        let link = try #require(file.links.first)
        #expect(link.keys == ["k8s.pod.name"] && link.types == ["resource"])
        #expect(link.url == "http://x/#{a}" && link.text == nil && link.values == nil)
        #expect(link.origin == .file("config.yaml", line: 2))
        #expect(
            problems("links:\n  - key: a\n  - uri: b\n") == [
                "config.yaml:2: an entry of `links` needs a `url`",
                "config.yaml:3: `uri` is not a setting of `links`; did you mean `url`?",
                "config.yaml:3: an entry of `links` needs a `url`",
            ]
        )
        #expect(
            problems("links: {key: a}\n")
                == ["config.yaml:1: `links` expects a list of mappings, found a mapping"]
        )
    }

    @Test func `a default context has to exist`() {
        #expect(
            problems("default-context: prd\ncontexts: {prod: {url: 'http://a'}}")
                == [
                    "config.yaml:1: `default-context` names `prd`, which is not in `contexts`; "
                        + "did you mean `prod`?"
                ]
        )
    }

    @Test func `token and user in one context are refused`() {
        #expect(
            problems("contexts:\n  p: {token: {env: T}, user: a, password: {env: P}}")
                == ["config.yaml:2: context `p` has a token and a user; keep one of them"]
        )
        #expect(
            problems("contexts:\n  p: {password: {env: P}}")
                == ["config.yaml:2: context `p` has a password without a `user`"]
        )
    }

    @Test func `a header cannot smuggle in another`() {
        #expect(problems("contexts: {p: {headers: {X-A: \"a\\r\\nX-B: c\"}}}").count == 1)
        #expect(problems("contexts: {p: {headers: {'X A': a}}}").count == 1)
    }
}

@Suite struct ConfigurationFileLoadingTests {
    @Test func `the usual place follows XDG`() {
        #expect(
            ConfigurationFile.usualPath(environment: ["XDG_CONFIG_HOME": "/x", "HOME": "/h"])
                == "/x/spoor/config.yaml"
        )
        #expect(
            ConfigurationFile.usualPath(environment: ["XDG_CONFIG_HOME": "rel", "HOME": "/h"])
                == "/h/.config/spoor/config.yaml"
        )
        #expect(ConfigurationFile.usualPath(environment: [:]) == nil)
    }

    @Test func `a missing usual file is no mistake, a missing named one is`() throws {
        let folder = try TemporaryFolder()
        let environment = ["XDG_CONFIG_HOME": folder.path]
        #expect(
            try ConfigurationFile.load(flags: FlagValues(), environment: environment) == nil
        )
        let named = folder.path + "/none.yaml"
        #expect(throws: ConfigurationError.self) {
            try ConfigurationFile.load(
                flags: FlagValues(),
                environment: ["SPOOR_CONFIG": named]
            )
        }
        var flags = FlagValues()
        flags.append("config", named, origin: .flag("--config"))
        let error = #expect(throws: ConfigurationError.self) {
            try ConfigurationFile.load(flags: flags, environment: environment)
        }
        #expect(
            error?.description
                == "--config: \(named) cannot be read: No such file or directory"
        )
    }

    @Test func `the file that is named is read, by flag over environment`() throws {
        let folder = try TemporaryFolder()
        let first = try folder.write("a.yaml", "contexts: {a: {}}")
        let second = try folder.write("b.yaml", "contexts: {b: {}}")
        var flags = FlagValues()
        flags.append("config", first, origin: .flag("--config"))
        let environment = ["SPOOR_CONFIG": second]
        let byFlag = try ConfigurationFile.load(flags: flags, environment: environment)
        #expect(byFlag?.contextNames == ["a"])
        let byVariable = try ConfigurationFile.load(flags: FlagValues(), environment: environment)
        #expect(byVariable?.contextNames == ["b"])
    }

    @Test func `a folder or a huge file is refused with a sentence`() throws {
        let folder = try TemporaryFolder()
        let huge = try folder.write("huge.yaml", String(repeating: "#", count: 1 << 20 + 1))
        for path in [folder.path, huge] {
            #expect(throws: ConfigurationError.self) {
                try ConfigurationFile.load(flags: FlagValues(), environment: ["SPOOR_CONFIG": path])
            }
        }
    }
}
