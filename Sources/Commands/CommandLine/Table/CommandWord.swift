/// The commands by the word that names them.
package enum CommandWord: String, Sendable, CaseIterable {
    case services
    case operations
    case traces
    case errors
    case follow
    case monitor
    case trace
    case span
    case find
    case stats, flame, spans, events, graph
    case open
    case convert
    case demo
    case serve
    case store
    case config
    case completion
    case man
    case help
}
