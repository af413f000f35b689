import Foundation

/// What children of tests inherit: the variables of the tests, without the settings of Spoor and of its tests.
package enum ChildEnvironment {
    /// A developer's own `SPOOR_TOKEN`, or the `SPOOR_GOLDEN` of a test run, is none of a child's.
    package static var inherited: [String: String] {
        ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("SPOOR_") }
    }
}
