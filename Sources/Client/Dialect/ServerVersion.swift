/// The version that Jaeger's page gives away.
package struct ServerVersion: Sendable, Equatable {
    package var major: Int
    package var minor: Int
    package var patch: Int
    /// Commits since that release, for a build of none.
    package var commits: Int

    /// Reads `v2.20.0` or `v2.20.0-110-g8498073ff`.
    package init?(gitVersion text: some StringProtocol) {
        let parts = text.drop { $0 == "v" }.split(separator: "-")
        let numbers = (parts.first ?? "").split(separator: ".").map { Int($0) }
        guard (2...3).contains(numbers.count), let major = numbers[0], let minor = numbers[1]
        else { return nil }
        self.major = major
        self.minor = minor
        patch = numbers.count > 2 ? numbers[2] ?? 0 : 0
        commits = parts.count > 2 ? Int(parts[1]) ?? 0 : 0
    }

    /// Finds the version among the JavaScript constants of the page at the base URL.
    package init?(page: String) {
        guard let constant = page.firstRange(of: "JAEGER_VERSION"),
            let key = page[constant.upperBound...].firstRange(of: "\"gitVersion\"")
        else { return nil }
        let value = page[key.upperBound...].drop { $0 == ":" || $0.isWhitespace }
        guard value.first == "\"" else { return nil }
        self.init(gitVersion: value.dropFirst().prefix { $0 != "\"" && $0 != "\n" })
    }

    /// `2.20`, `2.20.1`, or `2.20+110` for 110 commits later.
    package var label: String {
        "\(major).\(minor)" + (patch > 0 ? ".\(patch)" : "") + (commits > 0 ? "+\(commits)" : "")
    }

    /// Whether summaries came with this version or before it.
    package var hasSummaries: Bool { (major, minor) >= (2, 19) }
}
