// swift-tools-version: 6.2
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
let systemLibraries = [
    "CCurl", "CGetopt", "CMalloc", "CNcurses", "CSQLite", "CYAML", "CZlib", "CZstd",
]

/// C of ours: what must run where Swift may not, such as in a signal handler, a library that is loaded when it is needed, and
/// what Swift has no words for.
let ownCTargets = ["CArchive", "CByteScan", "CGRPC", "CMicrohttpd", "CTerminalRestore"]

/// The core of gRPC and what it is made of, as `pkg-config --static --libs grpc` has them; archives, since the shared ones take four
/// times as long to load.
let grpcArchives = [
    "grpc", "address_sorting", "re2", "upb",
    "cares", "gpr", "absl_raw_hash_set", "absl_hashtablez_sampler",
    "absl_hash", "absl_city", "absl_low_level_hash", "absl_random_distributions",
    "absl_random_seed_sequences", "absl_random_internal_pool_urbg", "absl_random_internal_randen",
    "absl_random_internal_randen_hwaes",
    "absl_random_internal_randen_hwaes_impl", "absl_random_internal_randen_slow",
    "absl_random_internal_platform", "absl_random_internal_seed_material",
    "absl_random_seed_gen_exception", "absl_statusor", "absl_status", "absl_cord",
    "absl_cordz_info", "absl_cord_internal", "absl_cordz_functions", "absl_exponential_biased",
    "absl_cordz_handle", "absl_bad_optional_access", "absl_strerror", "absl_str_format_internal",
    "absl_synchronization", "absl_graphcycles_internal", "absl_stacktrace", "absl_symbolize",
    "absl_debugging_internal", "absl_demangle_internal", "absl_malloc_internal", "absl_time",
    "absl_civil_time", "absl_strings", "absl_strings_internal", "absl_base",
    "absl_spinlock_wait", "absl_int128", "absl_throw_delegate", "absl_time_zone",
    "absl_bad_variant_access", "absl_raw_logging_internal", "absl_log_severity",
]

/// What the linker is told where a C target of ours is linked.
let linking: [String: [LinkerSetting]] = [
    // An archive, so that what it receives can be looked at first: `received.c` stands in its way.
    "CMicrohttpd": [
        .linkedLibrary(":libmicrohttpd.a"), .linkedLibrary("gnutls"),
        .unsafeFlags(["-Xlinker", "--wrap=recv", "-Xlinker", "--wrap=gnutls_record_recv"]),
    ],
    // OpenSSL is shared with libcurl, so that there is one of it.
    "CGRPC": grpcArchives.map { .linkedLibrary(":lib\($0).a") }
        + ["ssl", "crypto", "z", "stdc++"].map { .linkedLibrary($0) },
]

/// The targets below `Sources`, each with the storey that its folder stands on, and what it may import of ours.
///
/// The only table of imports: `Tests/HouseTests` reads it from here, and holds sources and `docs/architecture.md` to it.
let sources: [(folder: String, name: String, imports: [String])] = [
    ("Text", "TerminalText", []),
    ("Text", "PlainText", ["TraceModel"]),
    ("Traces", "TraceModel", []),
    ("Traces", "TraceAnalysis", ["TraceModel"]),
    ("Traces", "WireFormats", ["TraceModel", "PlainText", "CByteScan"]),
    ("Traces", "Follow", ["TraceModel", "TraceAnalysis"]),
    ("IO", "Compression", ["CZlib", "CZstd"]),
    ("IO", "Archives", ["CArchive"]),
    ("IO", "SystemErrors", []),
    ("IO", "Databases", ["CSQLite"]),
    ("IO", "Configuration", ["TerminalText", "PlainText", "SystemErrors", "CYAML"]),
    ("IO", "HTTPClient", ["SystemErrors", "CCurl"]),
    ("IO", "Listening", ["SystemErrors"]),
    ("IO", "HTTPServer", ["SystemErrors", "Listening", "CMicrohttpd"]),
    ("IO", "GRPC", ["Compression", "Listening", "CGRPC"]),
    (
        "Backend", "StorageFiles",
        ["TraceModel", "Compression", "Databases", "SystemErrors"]
    ),
    (
        "Backend", "Storage",
        ["TraceModel", "TraceAnalysis", "WireFormats", "Compression", "StorageFiles"]
    ),
    (
        "Backend", "Collector",
        [
            "TraceModel", "TraceAnalysis", "WireFormats", "HTTPServer", "HTTPClient", "GRPC",
            "Compression",
        ]
    ),
    (
        "Backend", "QueryServer",
        ["TraceModel", "TraceAnalysis", "WireFormats", "HTTPServer", "GRPC", "Compression"]
    ),
    (
        "Backend", "BackendWiring",
        [
            "TraceModel", "Listening", "HTTPServer", "GRPC", "StorageFiles", "Storage", "Collector",
            "QueryServer", "CMalloc",
        ]
    ),
    ("Backend", "Demo", ["TraceModel", "WireFormats", "HTTPClient", "Compression"]),
    (
        "", "Client",
        [
            "TraceModel", "TraceAnalysis", "PlainText", "WireFormats", "HTTPClient", "GRPC",
            "Compression", "Archives", "SystemErrors",
        ]
    ),
    (
        "", "Explorer",
        ["Follow", "TraceModel", "TraceAnalysis", "TerminalText", "PlainText", "WireFormats"]
    ),
    (
        "", "Commands",
        [
            "Explorer", "Follow", "TraceModel", "TraceAnalysis", "TerminalText", "PlainText",
            "WireFormats", "Configuration", "CGetopt",
        ]
    ),
    (
        "", "TUI",
        [
            "Explorer", "Follow", "TraceModel", "TraceAnalysis", "TerminalText", "PlainText",
            "SystemErrors", "CNcurses", "CTerminalRestore",
        ]
    ),
]

/// Test targets, what they import besides the test library, and their folders that are data.
let tests: [(name: String, imports: [String], data: [String])] = [
    ("TerminalTextTests", ["TerminalText", "TestSupport"], []),
    ("PlainTextTests", ["TraceModel", "PlainText", "TestSupport"], []),
    ("TraceModelTests", ["TraceModel", "TestSupport"], []),
    ("TraceAnalysisTests", ["TraceModel", "TraceAnalysis", "TestSupport"], []),
    (
        "WireFormatsTests",
        ["TraceModel", "TraceAnalysis", "WireFormats", "Compression", "TestSupport"],
        []
    ),
    ("ArchivesTests", ["Archives", "TestSupport"], []),
    ("CompressionTests", ["Compression", "TestSupport"], []),
    ("SystemErrorsTests", ["SystemErrors"], []),
    ("DatabasesTests", ["Databases", "TestSupport"], []),
    (
        "StorageFilesTests",
        ["TraceModel", "Compression", "Databases", "StorageFiles", "TestSupport"],
        []
    ),
    ("ConfigurationTests", ["Configuration", "TestSupport"], []),
    (
        "HTTPClientTests", ["HTTPClient", "HTTPServer", "Listening", "Compression", "TestSupport"],
        []
    ),
    ("HTTPServerTests", ["HTTPClient", "HTTPServer", "Listening", "TestSupport"], []),
    (
        "ClientTests",
        [
            "TraceModel", "TraceAnalysis", "WireFormats", "HTTPClient", "HTTPServer", "GRPC",
            "Compression", "Client", "Follow", "TestSupport",
        ],
        []
    ),
    (
        "StorageTests",
        [
            "TraceModel", "TraceAnalysis", "WireFormats", "Compression", "StorageFiles", "Storage",
            "Collector", "QueryServer", "BackendWiring", "Client", "HTTPClient", "HTTPServer",
            "TestSupport",
        ],
        []
    ),
    (
        "CollectorTests",
        [
            "TraceModel", "WireFormats", "Compression", "Collector", "BackendWiring",
            "HTTPClient", "HTTPServer", "GRPC", "TestSupport",
        ],
        []
    ),
    (
        "QueryServerTests",
        [
            "TraceModel", "TraceAnalysis", "WireFormats", "Compression", "QueryServer",
            "Collector", "BackendWiring", "Client", "HTTPClient", "HTTPServer", "TestSupport",
        ],
        []
    ),
    (
        "BackendWiringTests",
        [
            "TraceModel", "WireFormats", "HTTPServer", "Storage", "Collector", "QueryServer",
            "BackendWiring", "TestSupport",
        ],
        []
    ),
    (
        "DemoTests",
        [
            "TraceModel", "TraceAnalysis", "WireFormats", "Compression", "HTTPServer", "Storage",
            "Explorer", "Demo", "TestSupport",
        ],
        []
    ),
    (
        "FollowTests",
        [
            "TraceModel", "TraceAnalysis", "WireFormats", "HTTPClient", "Client", "Storage",
            "Follow", "Explorer", "PlainText", "TestSupport",
        ],
        []
    ),
    (
        "ExplorerTests",
        [
            "TraceModel", "TraceAnalysis", "TerminalText", "PlainText", "WireFormats", "Follow",
            "Explorer", "TestSupport",
        ],
        []
    ),
    (
        "CommandsTests",
        [
            "TraceModel", "TraceAnalysis", "TerminalText", "PlainText", "WireFormats", "Client",
            "Follow", "Explorer", "Commands", "Configuration", "TestSupport",
        ],
        ["Golden"]
    ),
    (
        "TUITests",
        [
            "TraceModel", "TraceAnalysis", "TerminalText", "PlainText", "WireFormats", "Follow",
            "Explorer", "TUI", "TerminalProbe", "TestSupport",
        ],
        ["Golden"]
    ),
    (
        "EndToEndTests",
        ["TraceModel", "WireFormats", "Compression", "HTTPServer", "GRPC", "TestSupport"],
        []
    ),
    ("HouseTests", ["TestSupport"], []),
]

func depend(on names: [String]) -> [Target.Dependency] { names.map { .byName(name: $0) } }

var targets: [Target] = []
for name in systemLibraries {
    targets.append(.systemLibrary(name: name, path: "Sources/IO/CLibraries/" + name))
}
for name in ownCTargets {
    targets.append(
        .target(
            name: name,
            path: "Sources/IO/CLibraries/" + name,
            linkerSettings: linking[name] ?? []
        )
    )
}
for target in sources {
    targets.append(
        .target(
            name: target.name,
            dependencies: depend(on: target.imports),
            path: target.folder.isEmpty
                ? "Sources/" + target.name : "Sources/\(target.folder)/\(target.name)",
            swiftSettings: settings
                + (["TraceModel", "WireFormats", "Storage", "StorageFiles"].contains(target.name)
                    ? coverage : [])
        )
    )
}
targets.append(
    .executableTarget(
        name: "spoor",
        dependencies: depend(on: sources.map(\.name)),
        swiftSettings: settings
    )
)
targets.append(
    .target(
        name: "TestSupport",
        dependencies: depend(on: [
            "TraceModel", "TraceAnalysis", "Follow", "PlainText", "Explorer", "HTTPServer",
            "HTTPClient", "Compression", "StorageFiles", "Storage", "Collector", "QueryServer",
            "BackendWiring",
        ]),
        path: "Tests/TestSupport",
        swiftSettings: settings
    )
)
// A small program over the terminal, for tests that need a process of its own.
targets.append(
    .executableTarget(
        name: "TerminalProbe",
        dependencies: depend(on: ["TUI", "TerminalText"]),
        path: "Tests/TerminalProbe",
        swiftSettings: settings
    )
)
// A writer to a folder of traces, for tests that kill it.
targets.append(
    .executableTarget(
        name: "StoreProbe",
        dependencies: depend(on: ["StorageFiles", "TestSupport"]),
        path: "Tests/StoreProbe",
        swiftSettings: settings
    )
)
for test in tests {
    targets.append(
        .testTarget(
            name: test.name,
            dependencies: depend(on: test.imports),
            exclude: test.data,
            swiftSettings: settings
        )
    )
}
for name in [
    "DecodeBenchmark", "TerminalBenchmark", "IngestBenchmark", "FollowBenchmark", "FindBenchmark",
] {
    targets.append(
        .executableTarget(
            name: name,
            dependencies: depend(on: sources.map(\.name) + ["TestSupport"]),
            path: "Benchmarks/" + name,
            swiftSettings: settings
        )
    )
}
if isFuzzing {
    targets.append(
        .target(
            name: "FuzzDriver",
            dependencies: depend(on: [
                "TraceModel", "WireFormats", "Compression", "StorageFiles",
            ]),
            path: "Fuzz/Driver",
            swiftSettings: settings + coverage
        )
    )
    for name in [
        "FuzzJaegerJSON", "FuzzOTLPJSON", "FuzzSpoorJSON", "FuzzOTLPProtobuf", "FuzzZipkinJSON",
        "FuzzJaegerGRPCJSON", "FuzzStoredDocuments", "FuzzTempoAnswers", "FuzzConsoleSpans",
        "FuzzOTLPProtobufFiles", "FuzzJaegerProtobuf", "FuzzTraceText", "FuzzSegments",
        "FuzzLogFile",
    ] {
        targets.append(
            .executableTarget(
                name: name,
                dependencies: depend(on: [
                    "TraceModel", "WireFormats", "Storage", "StorageFiles", "FuzzDriver",
                ]),
                path: "Fuzz/" + name,
                swiftSettings: settings + coverage + [.unsafeFlags(["-parse-as-library"])],
                linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]
            )
        )
    }
}

let package = Package(name: "spoor", targets: targets)
