import Commands
import Configuration

extension Program {
    /// What fits on the command line that a shell is completing.
    ///
    /// Nothing is asked of a server and no secret is read; a configuration that cannot be read offers nothing.
    func completion(of words: [String]) -> CompletionAnswer {
        let request = CompletionRequest(words: words)
        let environment = environment
        let file = try? ConfigurationFile.load(flags: request.flags, environment: environment)
        let names: @Sendable () -> KnownNamesFile? = {
            let settings = try? ResolvedSettings.resolve(
                flags: request.flags,
                environment: environment,
                file: file
            )
            return settings.flatMap { settings in
                KnownNamesFile(server: settings.server.url.value.text, environment: environment)
            }
        }
        return request.answer(
            CompletionKnowledge(
                contexts: { file?.contextNames ?? [] },
                services: { names()?.services() ?? [] },
                operations: { names()?.operations(of: $0) ?? [] }
            )
        )
    }
}
