package import Configuration
package import Explorer

extension LinkPatterns {
    /// The `links:` of the configuration, then the patterns of the file of Jaeger's UI that `link-patterns` names.
    ///
    /// - Throws: All that is wrong with `links:`, with file and line; else why the other file cannot be used.
    package init(_ settings: ResolvedSettings) throws(ConfigurationError) {
        var patterns: [LinkPattern] = []
        var problems: [ConfigurationProblem] = []
        for link in settings.links {
            do throws(LinkPattern.Mistake) {
                patterns.append(
                    try LinkPattern(
                        types: link.types,
                        keys: link.keys,
                        values: link.values,
                        url: link.url,
                        text: link.text
                    )
                )
            } catch {
                problems.append(ConfigurationProblem(place: link.origin, "`links`: \(error.text)"))
            }
        }
        guard problems.isEmpty else { throw ConfigurationError(problems) }
        let own = LinkPatterns(patterns)
        guard let file = settings.linkPatterns else {
            self = own
            return
        }
        let bytes = try ConfigurationFile.bytes(of: file)
        do throws(LinkPattern.Mistake) {
            self = own + (try LinkPatterns(jaegerUI: bytes))
        } catch {
            throw ConfigurationError([
                ConfigurationProblem(place: file.origin, "\(file.value): \(error.text)")
            ])
        }
    }
}
