/// Waits until a condition holds; false if it does not within `limit`, which is for a broken test alone.
package func eventually(
    within limit: Duration = .seconds(20),
    _ condition: () async -> Bool
) async -> Bool {
    let clock = ContinuousClock()
    let end = clock.now + limit
    while clock.now < end {
        if await condition() { return true }
        try? await clock.sleep(for: .milliseconds(2))
    }
    return await condition()
}
