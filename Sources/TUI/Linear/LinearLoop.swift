package import Explorer
import Follow
package import TerminalText
import TraceModel

/// The explorer as a conversation of plain lines: one line in, what it changed out.
///
/// For screen readers and terminals that cannot be drawn on. The state is the same as on a screen, so that every key and
/// command means the same; what is said comes from the values that the screens show (``ScreenLines``). Nothing runs
/// beside the conversation: each line is answered before the next is read.
package struct LinearLoop {
    let services: ExplorerServices
    let painter: ScreenPainter
    let voice: LinearVoice
    private let read: () -> String?
    var state: ExplorerState
    var isOver = false
    /// The rows that were read last, and how many are read at a time.
    var window = 0..<0
    var page = 8
    /// How many are read of a list that changed, so that it is heard that it did: all that were asked for, if the user did.
    var pageOfChange = 3
    /// Screens whose words were named already.
    var introduced: Set<ScreenKind> = []

    /// Low enough that strip and minimap, which nobody sees, are not worked out; wider than any value is long.
    private static let size = ScreenSize(rows: 13, columns: 1_000)

    /// Talks until the user leaves or the input ends.
    ///
    /// Lines are broken between words at `columns`, or not at all where that is nil. `read` gives the next line without its
    /// end, nil at the end of the input; `write` takes whole lines.
    package static func run(
        _ start: StartScreen,
        settings: ExplorerSettings,
        services: ExplorerServices,
        glyphs: GlyphSet,
        columns: Int?,
        read: @escaping () -> String?,
        write: @escaping (String) -> Void
    ) async {
        var settings = settings
        settings.glyphs = glyphs
        var loop = LinearLoop(
            services: services,
            painter: ScreenPainter(glyphs: glyphs),
            voice: LinearVoice(glyphs: glyphs, columns: columns, output: write),
            read: read,
            state: ExplorerState(settings: settings, size: size, time: FollowClock.system.now())
        )
        let effects = loop.state.start(start)
        await loop.perform(effects)
        await loop.converse()
    }

    private mutating func converse() async {
        voice.say(
            "Say a word and press Enter: a row's number opens it; next, sort, find TEXT, back, quit; "
                + "help lists all words."
        )
        sayScreen()
        sayMessages(after: 0)
        while !isOver, let line = read() {
            let before = Snapshot(self, window)
            if state.prompt != nil {
                await apply([.paste(line), .key(.enter)])
            } else {
                await answer(LinearCommand(line))
            }
            for problem in services.unkept() { await apply([.notice(.warning, problem)]) }
            if isOver { return }
            report(since: before)
        }
    }

    mutating func apply(_ events: [ExplorerEvent]) async {
        for event in events where !isOver {
            await applyOne(.tick(FollowClock.system.now()))
            if let figures = services.figures?() { await applyOne(.figures(figures)) }
            await applyOne(event)
        }
    }

    private mutating func applyOne(_ event: ExplorerEvent) async {
        let effects = state.update(event)
        await perform(effects)
    }

    private mutating func perform(_ effects: [Effect]) async {
        for effect in effects {
            switch effect {
            case .load(let id, let request), .poll(let id, let request):
                let reply: ExplorerReply
                do throws(TraceReaderError) {
                    reply = try await EffectRunner.answer(
                        request,
                        from: services.reader,
                        progress: { _ in }
                    )
                } catch {
                    services.log("request failed: \(error.message)")
                    reply = .failed(error)
                }
                await applyOne(.tick(FollowClock.system.now()))
                await applyOne(.reply(id, reply))
            case .follow(let id, _):
                let words = "Nothing can be followed in this mode; `again` asks again."
                await applyOne(.followingFailed(id, TraceReaderError(.unsupported, words)))
            case .compute(let id, let computation):
                await applyOne(.reply(id, .computed(computation.run())))
            case .save(let id, let target):
                do {
                    let words = try await services.save(target) { _ in }
                    await applyOne(.reply(id, .done(words)))
                } catch {
                    await applyOne(.notice(.error, "\(error)"))
                }
            case .archive(let id, let trace):
                do throws(TraceReaderError) {
                    try await services.reader.archive(trace)
                    await applyOne(.reply(id, .archived(trace)))
                } catch {
                    await applyOne(.reply(id, .failed(error)))
                }
            case .copy(let id, let text, let what):
                voice.quote(text)
                await applyOne(.reply(id, .done("that is the \(what); there is no clipboard here")))
            case .openLink(let id, let link):
                voice.quote(link.url)
                await applyOne(
                    .reply(id, .done("that is the link; nothing is opened in this mode"))
                )
            case .pager(let text): voice.quote(text)
            case .editor(let text): voice.quote(text.text)
            case .remember(let query): services.remember(query)
            case .pin(let names): services.pin(names)
            case .keep(let choices): services.keep(choices)
            case .cancel, .repaint, .suspend: break
            case .quit: isOver = true
            }
        }
    }
}
