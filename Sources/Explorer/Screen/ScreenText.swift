/// All of what a screen shows as text, as it is now: made when it is wanted, beside the UI, for it may be long.
package struct ScreenText: Sendable {
    let screen: any ScreenState
    let context: ScreenContext

    /// The text; nil where there is nothing yet.
    ///
    /// Cut short when the task is cancelled, as nobody reads it then.
    func make() -> String? { screen.pagerText(context) }
}
