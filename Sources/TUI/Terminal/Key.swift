/// A key as it was pressed; what the terminal sent for it is forgotten.
///
/// Ctrl-M and Ctrl-J are ``enter``, Ctrl-I is ``tab``, Ctrl-H is ``backspace`` and Ctrl-[ is ``escape``: a
/// terminal sends the same for both. Alt is not distinguished from Esc followed by the key.
package enum Key: Hashable, Sendable {
    case character(Unicode.Scalar)
    /// With a lower-case letter or one of ``space \ ] ^ _``.
    case ctrl(Character)
    case enter
    case escape
    case tab
    case backTab
    case backspace
    case delete
    case insert
    case up
    case down
    case left
    case right
    case home
    case end
    case pageUp
    case pageDown
    case function(Int)
}

/// Text that was pasted in one go (bracketed paste), never taken for keys.
package struct Paste: Hashable, Sendable {
    /// Line ends are line feeds; everything else is as it came.
    package var text: String
    /// Bytes beyond ``longest`` that were left out.
    package var bytesLeftOut: Int
    /// Its end did not come in time; what comes of it later is left out.
    package var isCutOff: Bool

    package static let longest = 64 * 1024

    package init(text: String, bytesLeftOut: Int = 0, isCutOff: Bool = false) {
        self.text = text
        self.bytesLeftOut = bytesLeftOut
        self.isCutOff = isCutOff
    }
}

/// What happened at the terminal.
package enum TerminalEvent: Hashable, Sendable {
    case key(Key)
    case paste(Paste)
    /// The terminal has another size now; draw for it.
    case resize(CanvasSize)
    /// The terminal has drawn all that was sent before it was last asked.
    case answered
    /// Ctrl-Z was pressed where no shell waits that could let the process go on; it was not suspended.
    case cannotSuspend
    /// Jobs of ``UIActor`` ran, or someone called ``UIActor/wake()``: look for new state.
    case woken
    /// The process was suspended and goes on; the next frame is painted whole. The size may have changed.
    case resumed
    /// Someone asks the process to end (SIGTERM, SIGINT, SIGQUIT): leave, then exit with 128 + `signal`.
    case ended(signal: Int32)
    /// The terminal is gone: save and exit; nothing can be shown any more.
    case hangUp
}
