// swift-tools-version: 6.2
import Foundation
import PackageDescription

// One list of settings for every target.
let settings: [SwiftSetting] = [
    // SE-0335: `any` is spelled out.
    .enableUpcomingFeature("ExistentialAny"),
    // SE-0409: an import leaks only where it says so.
    .enableUpcomingFeature("InternalImportsByDefault"),
    // SE-0444: members come from modules this file imports.
    .enableUpcomingFeature("MemberImportVisibility"),
    // SE-0461: an async function stays on its caller's executor.
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .swiftLanguageMode(.v6),
    .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]

/// Fuzzers see which branches an input takes only if what they test is instrumented too.
let isFuzzing = Context.environment["SPOOR_FUZZ"] != nil
let coverage: [SwiftSetting] = isFuzzing ? [.unsafeFlags(["-sanitize=fuzzer"])] : []

/// C libraries of Debian, each a module map beside the header Swift needs.
let systemLibraries = ["CCurl", "CGetopt", "CMicrohttpd", "CNcurses", "CYAML", "CZlib", "CZstd"]

/// C of ours: what must run where Swift may not, such as in a signal handler.
let ownCTargets = ["CTerminalRestore"]

/// What each target of ours may import of ours: the table of `docs/architecture.md`.
let imports: [(name: String, imports: [String])] = [
    ("TerminalText", []),
    ("TraceModel", []),
    ("TraceAnalysis", ["TraceModel"]),
    ("WireFormats", ["TraceModel"]),
    ("Compression", ["CZlib", "CZstd"]),
    ("Configuration", ["CYAML"]),
    ("HTTPClient", ["CCurl"]),
    ("HTTPServer", ["CMicrohttpd"]),
    ("Client", ["TraceModel", "TraceAnalysis", "WireFormats", "HTTPClient", "Compression"]),
    ("Storage", ["TraceModel", "TraceAnalysis", "WireFormats", "Compression"]),
    (
        "Collector",
        [
            "TraceModel", "TraceAnalysis", "WireFormats", "HTTPServer", "HTTPClient", "Compression",
        ]
    ),
    ("QueryServer", ["TraceModel", "TraceAnalysis", "WireFormats", "HTTPServer", "Compression"]),
    ("Demo", ["TraceModel", "WireFormats", "HTTPClient", "Compression"]),
    ("Follow", ["TraceModel", "TraceAnalysis"]),
    ("Explorer", ["Follow", "TraceModel", "TraceAnalysis", "TerminalText"]),
    (
        "Commands",
        [
            "Explorer", "Follow", "TraceModel", "TraceAnalysis", "TerminalText", "WireFormats",
            "Configuration",
            "CGetopt",
        ]
    ),
    (
        "TUI",
        [
            "Explorer", "Follow", "TraceModel", "TraceAnalysis", "TerminalText", "CNcurses",
            "CTerminalRestore",
        ]
    ),
]

/// Test targets and what they import besides the test library.
let tests: [(name: String, imports: [String])] = [
    ("TerminalTextTests", ["TerminalText", "TestSupport"]),
    ("TraceModelTests", ["TraceModel", "TestSupport"]),
    ("TraceAnalysisTests", ["TraceModel", "TraceAnalysis", "TestSupport"]),
    (
        "WireFormatsTests",
        ["TraceModel", "TraceAnalysis", "WireFormats", "Compression", "TestSupport"]
    ),
    ("CompressionTests", ["Compression", "TestSupport"]),
    ("ConfigurationTests", ["Configuration", "TestSupport"]),
    ("HTTPClientTests", ["HTTPClient", "HTTPServer", "Compression", "TestSupport"]),
    ("HTTPServerTests", ["HTTPClient", "HTTPServer", "TestSupport"]),
    (
        "ClientTests",
        [
            "TraceModel", "TraceAnalysis", "WireFormats", "HTTPClient", "HTTPServer", "Compression",
            "Client", "Follow",
            "TestSupport",
        ]
    ),
    (
        "StorageTests",
        [
            "TraceModel", "TraceAnalysis", "WireFormats", "Compression", "Storage", "Collector",
            "QueryServer",
            "Client", "HTTPClient", "HTTPServer", "TestSupport",
        ]
    ),
    (
        "CollectorTests",
        [
            "TraceModel", "WireFormats", "Compression", "Storage", "Collector", "HTTPClient",
            "HTTPServer",
            "TestSupport",
        ]
    ),
    (
        "QueryServerTests",
        [
            "TraceModel", "TraceAnalysis", "WireFormats", "Compression", "Storage", "QueryServer",
            "Collector", "Client",
            "HTTPClient", "HTTPServer", "TestSupport",
        ]
    ),
    (
        "DemoTests",
        [
            "TraceModel", "TraceAnalysis", "WireFormats", "Compression", "HTTPServer", "Demo",
            "TestSupport",
        ]
    ),
    (
        "FollowTests",
        [
            "TraceModel", "TraceAnalysis", "WireFormats", "HTTPClient", "Client", "Storage",
            "Follow", "Explorer", "TestSupport",
        ]
    ),
    (
        "ExplorerTests",
        ["TraceModel", "TraceAnalysis", "TerminalText", "Follow", "Explorer", "TestSupport"]
    ),
    (
        "CommandsTests",
        [
            "TraceModel", "TraceAnalysis", "TerminalText", "WireFormats", "Follow", "Explorer",
            "Commands", "Configuration", "TestSupport",
        ]
    ),
    (
        "TUITests",
        [
            "TraceModel", "TraceAnalysis", "TerminalText", "WireFormats", "Follow", "Explorer", "TUI",
            "TerminalProbe", "TestSupport",
        ]
    ),
    (
        "EndToEndTests",
        ["TraceModel", "WireFormats", "Compression", "HTTPServer", "TestSupport"]
    ),
    ("HouseTests", ["TestSupport"]),
]

let root = Context.packageDirectory
func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: root + "/" + path) }
func present(_ names: [String]) -> [Target.Dependency] {
    names.filter {
        exists("Sources/" + $0) || exists("Sources/CLibraries/" + $0) || exists("Tests/" + $0)
    }.map { .byName(name: $0) }
}

var targets: [Target] = []
for name in systemLibraries where exists("Sources/CLibraries/" + name) {
    targets.append(.systemLibrary(name: name, path: "Sources/CLibraries/" + name))
}
for name in ownCTargets where exists("Sources/CLibraries/" + name) {
    targets.append(.target(name: name, path: "Sources/CLibraries/" + name))
}
for target in imports where exists("Sources/" + target.name) {
    targets.append(
        .target(
            name: target.name,
            dependencies: present(target.imports),
            swiftSettings: settings
                + (["TraceModel", "WireFormats"].contains(target.name) ? coverage : [])
        )
    )
}
if exists("Sources/spoor") {
    targets.append(
        .executableTarget(
            name: "spoor",
            dependencies: present(imports.map(\.name)),
            swiftSettings: settings
        )
    )
}
if exists("Tests/TestSupport") {
    targets.append(
        .target(
            name: "TestSupport",
            dependencies: present([
                "TraceModel", "TraceAnalysis", "Follow", "Explorer", "HTTPServer", "HTTPClient",
                "Compression",
                "Storage", "Collector", "QueryServer",
            ]),
            path: "Tests/TestSupport",
            swiftSettings: settings
        )
    )
}
// A small program over the terminal, for tests that need a process of its own.
if exists("Tests/TerminalProbe"), exists("Sources/TUI") {
    targets.append(
        .executableTarget(
            name: "TerminalProbe",
            dependencies: present(["TUI", "TerminalText"]),
            path: "Tests/TerminalProbe",
            swiftSettings: settings
        )
    )
}
for test in tests where exists("Tests/" + test.name) {
    targets.append(
        .testTarget(
            name: test.name,
            dependencies: present(test.imports),
            exclude: ["Golden", "Fixtures"].filter { exists("Tests/" + test.name + "/" + $0) },
            swiftSettings: settings
        )
    )
}
for name in ["DecodeBenchmark", "TerminalBenchmark", "IngestBenchmark", "FollowBenchmark"]
where exists("Benchmarks/" + name) {
    targets.append(
        .executableTarget(
            name: name,
            dependencies: present(imports.map(\.name) + ["TestSupport"]),
            path: "Benchmarks/" + name,
            swiftSettings: settings
        )
    )
}
if isFuzzing {
    targets.append(
        .target(
            name: "FuzzDriver",
            dependencies: present(["TraceModel", "WireFormats"]),
            path: "Fuzz/Driver",
            swiftSettings: settings + coverage
        )
    )
    for name in ["FuzzJaegerJSON", "FuzzOTLPJSON", "FuzzOTLPProtobuf"] where exists("Fuzz/" + name)
    {
        targets.append(
            .executableTarget(
                name: name,
                dependencies: present(["TraceModel", "WireFormats"])
                    + [.byName(name: "FuzzDriver")],
                path: "Fuzz/" + name,
                swiftSettings: settings + coverage + [.unsafeFlags(["-parse-as-library"])],
                linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]
            )
        )
    }
}

let package = Package(name: "spoor", targets: targets)
