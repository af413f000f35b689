/// What may be typed after a key, and before it.
extension Action {
    /// Whether users go on typing text after the key: where it does nothing, the text must not act as keys.
    package var opensText: Bool {
        switch self {
        // `less` takes a pattern after `&`.
        case .search, .command, .editQuery, .hideShorter, .onlyHits, .groupBy: true
        case .down, .up, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .top, .bottom, .left,
            .right, .open, .back, .quit, .quitNow, .help, .nextHit, .previousHit, .nextError,
            .previousError, .nextSmell, .previousSmell, .nextSlowest, .nextCritical,
            .nextOfService, .parent, .nextSibling, .previousSibling, .fold, .foldLevel,
            .unfoldLevel, .foldAll, .unfoldAll, .zoomIn, .zoomOut, .reroot, .hideService,
            .concurrency,
            .criticalOnly,
            .viewTree, .viewFlame, .viewStatistics, .viewSpans, .viewEvents, .viewGraph,
            .viewJSON, .viewStory, .narrowNames, .widenNames, .details, .nextPane, .previousPane,
            .maximize, .operations, .errors, .monitor, .sort, .invertSort, .shorterRange,
            .longerRange, .sliceStart, .sliceEnd, .attribute, .wrap, .copy, .pager, .editor,
            .follow, .mark, .pin,
            .letIn,
            .refresh, .repaint, .zone, .adjustTimes, .breadcrumb, .suspend:
            false
        }
    }

    /// Whether a count before the key means that it is pressed that many times.
    ///
    /// Keys that move take the count in one step, see ``ListCursor/apply(_:count:height:times:)``.
    var isRepeatedByCount: Bool {
        switch self {
        case .left, .right, .nextHit, .previousHit, .nextError, .previousError, .nextSmell,
            .previousSmell, .nextSlowest, .nextCritical, .nextOfService, .parent, .nextSibling,
            .previousSibling, .zoomOut, .nextPane, .previousPane, .sort,
            .shorterRange, .longerRange:
            true
        case .down, .up, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .top, .bottom, .open,
            .back, .quit, .quitNow, .search, .command, .help, .onlyHits, .fold, .foldLevel,
            .unfoldLevel, .foldAll, .unfoldAll, .zoomIn, .reroot, .hideService, .concurrency,
            .hideShorter,
            .criticalOnly,
            .viewTree, .viewFlame, .viewStatistics, .viewSpans, .viewEvents, .viewGraph,
            .viewJSON, .viewStory, .groupBy, .narrowNames, .widenNames, .details, .maximize,
            .operations,
            .errors, .monitor, .editQuery, .invertSort, .sliceStart, .sliceEnd, .attribute, .wrap,
            .copy,
            .pager, .editor,
            .follow, .mark, .pin, .letIn, .refresh, .repaint, .zone, .adjustTimes, .breadcrumb,
            .suspend:
            false
        }
    }
}
