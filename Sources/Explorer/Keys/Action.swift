/// Everything a key can do.
///
/// Raw values are the names used in the configuration file.
package enum Action: String, Sendable, CaseIterable {
    case down, up
    case halfPageDown = "half-page-down"
    case halfPageUp = "half-page-up"
    case pageDown = "page-down"
    case pageUp = "page-up"
    case top, bottom
    case left, right
    case open, back, quit
    case quitNow = "quit-now"
    case search
    case command, help
    case nextHit = "next-hit"
    case previousHit = "previous-hit"
    case nextError = "next-error"
    case previousError = "previous-error"
    case nextSmell = "next-smell"
    case previousSmell = "previous-smell"
    case nextSlowest = "next-slowest"
    case nextCritical = "next-critical"
    case nextOfService = "next-of-service"
    case parent
    case nextSibling = "next-sibling"
    case previousSibling = "previous-sibling"
    case onlyHits = "only-hits"
    case fold
    case foldLevel = "fold-level"
    case unfoldLevel = "unfold-level"
    case foldAll = "fold-all"
    case unfoldAll = "unfold-all"
    case zoomIn = "zoom-in"
    case zoomOut = "zoom-out"
    case reroot
    case hideService = "hide-service"
    case hideShorter = "hide-shorter"
    case criticalOnly = "critical-only"
    case viewTree = "view-tree"
    case viewFlame = "view-flame"
    case viewStatistics = "view-statistics"
    case viewSpans = "view-spans"
    case viewEvents = "view-events"
    case viewGraph = "view-graph"
    case viewJSON = "view-json"
    case viewStory = "view-story"
    case groupBy = "group-by"
    case concurrency
    case details
    case narrowNames = "narrow-names"
    case widenNames = "widen-names"
    case nextPane = "next-pane"
    case previousPane = "previous-pane"
    case maximize
    case operations, errors, monitor
    case editQuery = "edit-query"
    case sort
    case invertSort = "invert-sort"
    case shorterRange = "shorter-range"
    case longerRange = "longer-range"
    case sliceStart = "slice-start"
    case sliceEnd = "slice-end"
    case attribute
    case wrap
    case copy, pager, editor
    case follow, mark, pin
    case letIn = "let-in"
    case refresh, repaint
    case zone
    case adjustTimes = "adjust-times"
    case breadcrumb
    case suspend
}
