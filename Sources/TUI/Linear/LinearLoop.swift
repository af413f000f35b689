package import Explorer
import Follow
package import TerminalText
import TraceModel

/// The explorer as a conversation of plain lines: one line in, what the screen shows out.
///
/// For screen readers and terminals that cannot be drawn on. The state is the same as on a screen, so that every
/// key and command means the same; nothing runs beside the conversation, each line is answered before the next
/// is read.
package struct LinearLoop {
    private let services: ExplorerServices
    private let painter: ScreenPainter
    private let glyphs: GlyphSet
    private let read: () -> String?
    private let write: (String) -> Void
    private var state: ExplorerState
    private var isOver = false

    /// Low enough that strip and minimap, which are of no use to a listener, are left out.
    private static let rows = 13

    /// Talks until the user leaves or the input ends.
    ///
    /// `read` gives the next line without its end, nil at the end of the input; `write` takes whole lines.
    package static func run(
        _ start: StartScreen,
        settings: ExplorerSettings,
        services: ExplorerServices,
        glyphs: GlyphSet,
        columns: Int,
        read: @escaping () -> String?,
        write: @escaping (String) -> Void
    ) async {
        var settings = settings
        settings.glyphs = glyphs
        var loop = LinearLoop(
            services: services,
            painter: ScreenPainter(glyphs: glyphs),
            glyphs: glyphs,
            read: read,
            write: write,
            state: ExplorerState(
                settings: settings,
                size: ScreenSize(rows: rows, columns: columns),
                time: FollowClock.system.now()
            )
        )
        let effects = loop.state.start(start)
        await loop.perform(effects)
        await loop.converse()
    }

    private mutating func converse() async {
        write(
            "A line is a key (j, Enter, PgDn, ?), a row's number, /text or :command; q goes back, Q leaves."
        )
        while !isOver {
            show()
            guard let line = read() else { return }
            for event in LinearInput.events(line, isPrompting: state.prompt != nil) {
                await apply(.tick(FollowClock.system.now()))
                if let figures = services.figures?() { await apply(.figures(figures)) }
                await apply(event)
                if isOver { return }
            }
        }
    }

    /// The screen as lines, without those that are empty.
    private func show() {
        for line in painter.paint(state).textPlane.split(separator: "\n") {
            let end = line.lastIndex { $0 != " " }
            if let end { write(String(line[...end])) }
        }
    }

    private mutating func apply(_ event: ExplorerEvent) async {
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
                await apply(.tick(FollowClock.system.now()))
                await apply(.reply(id, reply))
            case .follow(let id, _):
                let words = "Nothing runs beside this conversation; R asks again."
                await apply(.followingFailed(id, TraceReaderError(.unsupported, words)))
            case .compute(let id, let computation):
                await apply(.reply(id, .computed(computation.run())))
            case .save(let id, let target):
                do {
                    let words = try await services.save(target)
                    await apply(.reply(id, .done(words)))
                } catch {
                    await apply(.notice(.error, "\(error)"))
                }
            case .copy(let id, let text, let what):
                writeText(text)
                await apply(.reply(id, .done("that is the \(what); there is no clipboard here")))
            case .pager(let text): writeText(text)
            case .pageTrace(let trace):
                writeText(String(decoding: services.text(trace), as: UTF8.self))
            case .remember(let query): services.remember(query)
            case .pin(let names): services.pin(names)
            case .cancel, .repaint, .suspend: break
            case .quit: isOver = true
            }
        }
    }

    /// Text of others, line by line, made safe.
    private func writeText(_ text: String) {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let bytes = line.utf8.count
            write(SafeText(sanitizing: String(line), glyphs: glyphs, columns: max(1, bytes)).string)
        }
    }
}
