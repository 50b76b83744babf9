// swift-tools-version: 6.2

import PackageDescription

// One section for each target and its tests, lowest layer first. CONTRIBUTING.md holds the same table of dependencies;
// a test compares the two.
let package = Package(
  name: "plumb",
  products: [
    .executable(name: "plumb", targets: ["plumb"]),
    .executable(name: "plumb-cloud", targets: ["plumb-cloud"]),
    .library(name: "Expressions", targets: ["Expressions"]),
    .library(name: "Conversations", targets: ["Conversations"]),
    .library(name: "Flows", targets: ["Flows"]),
    .library(name: "Linting", targets: ["Linting"]),
    .library(name: "Diagnosis", targets: ["Diagnosis"]),
    .library(name: "Simulation", targets: ["Simulation"]),
    .library(name: "GenesysCloud", targets: ["GenesysCloud"]),
    .library(name: "Sandbox", targets: ["Sandbox"]),
  ],
  traits: [
    .trait(name: "Cloud", description: "plumb-cloud: everything that talks to Genesys Cloud, and the sandbox"),
    .default(enabledTraits: ["Cloud"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
    // Behind the trait: without it none of these is fetched.
    .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
    .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
  ],
  targets: [
    .target(name: "SourceText"),
    .testTarget(name: "SourceTextTests", dependencies: ["SourceText", "TestSupport"]),

    .target(name: "CByteMasks"),
    .target(name: "CPlatform"),
    .target(name: "JSON", dependencies: ["SourceText", "CByteMasks"]),
    .testTarget(name: "JSONTests", dependencies: ["JSON", "CByteMasks", "TestSupport"]),

    .target(name: "Expressions", dependencies: ["SourceText", "JSON"]),
    .testTarget(name: "ExpressionsTests", dependencies: ["Expressions", "TestSupport"]),

    .target(name: "Attributes", dependencies: ["SourceText"]),
    .testTarget(name: "AttributesTests", dependencies: ["Attributes", "TestSupport"]),

    .target(name: "Conversations", dependencies: ["JSON", "Expressions", "Attributes"]),
    .testTarget(name: "ConversationsTests", dependencies: ["Conversations", "TestSupport"]),

    .target(name: "Scripting", dependencies: ["SourceText"]),
    .testTarget(name: "ScriptingTests", dependencies: ["Scripting", "TestSupport"]),

    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CZLib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "Documents", dependencies: ["SourceText", "JSON", "CLibXML2", "CLibYAML", "CZLib"]),
    .testTarget(name: "DocumentsTests", dependencies: ["Documents", "TestSupport"]),

    .target(name: "Flows", dependencies: ["Documents", "Expressions", "Scripting", "Attributes"]),
    .testTarget(name: "FlowsTests", dependencies: ["Flows", "TestSupport"]),

    .target(name: "Linting", dependencies: ["Flows"]),
    .testTarget(name: "LintingTests", dependencies: ["Linting", "TestSupport"]),

    .target(name: "Diagnosis", dependencies: ["Conversations", "Flows"]),
    .testTarget(name: "DiagnosisTests", dependencies: ["Diagnosis", "TestSupport"]),

    .target(name: "Simulation", dependencies: ["Conversations", "Flows"]),
    .testTarget(name: "SimulationTests", dependencies: ["Simulation", "TestSupport"]),

    .target(name: "Comparison", dependencies: ["Flows"]),
    .testTarget(name: "ComparisonTests", dependencies: ["Comparison", "TestSupport"]),

    .target(
      name: "Workspace",
      dependencies: ["Linting", "Diagnosis", "Simulation", .product(name: "SystemPackage", package: "swift-system")]),
    .testTarget(name: "WorkspaceTests", dependencies: ["Workspace", "TestSupport"]),

    .target(
      name: "Terminal",
      dependencies: ["SourceText", "CPlatform", .product(name: "SystemPackage", package: "swift-system")]),
    .testTarget(name: "TerminalTests", dependencies: ["Terminal", "TestSupport"]),

    .target(
      name: "LanguageServer",
      dependencies: ["Workspace", "Terminal", .product(name: "SystemPackage", package: "swift-system")]),
    .testTarget(
      name: "LanguageServerTests", dependencies: ["LanguageServer", "PlumbCLI", "Workspace", "Terminal", "TestSupport"]),

    .target(
      name: "PlumbCLI",
      dependencies: [
        "LanguageServer", "Comparison", "Workspace", "Terminal",
        .product(name: "SystemPackage", package: "swift-system"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "plumb", dependencies: ["PlumbCLI", "Terminal"]),
    .testTarget(
      name: "PlumbCLITests",
      dependencies: [
        "PlumbCLI", "Comparison", "Diagnosis", "Linting", "Terminal", "TestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["Pages"]),

    .target(
      name: "GenesysCloud",
      dependencies: [
        "JSON",
        cloud("AsyncHTTPClient", "async-http-client"), cloud("NIOCore", "swift-nio"), cloud("NIOPosix", "swift-nio"),
        cloud("NIOHTTP1", "swift-nio"), cloud("NIOWebSocket", "swift-nio"), cloud("NIOExtras", "swift-nio-extras"),
        cloud("NIOSSL", "swift-nio-ssl"), .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .testTarget(
      name: "GenesysCloudTests",
      dependencies: ["GenesysCloud", "Sandbox", "TestSupport", cloud("NIOHTTP1", "swift-nio")]),

    .target(
      name: "Sandbox",
      dependencies: [
        "JSON", "Conversations", "Flows",
        cloud("NIOCore", "swift-nio"), cloud("NIOPosix", "swift-nio"), cloud("NIOHTTP1", "swift-nio"),
        cloud("NIOWebSocket", "swift-nio"), .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .testTarget(
      name: "SandboxTests",
      dependencies: [
        "Sandbox", "TestSupport", cloud("AsyncHTTPClient", "async-http-client"), cloud("NIOCore", "swift-nio"),
        cloud("NIOHTTP1", "swift-nio"),
      ]),

    .target(
      name: "PlumbCloudCLI",
      dependencies: [
        "Attributes", "GenesysCloud", "Sandbox", "PlumbCLI", "Workspace", "Terminal", cloud("TOMLKit", "TOMLKit"),
        .product(name: "SystemPackage", package: "swift-system"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "plumb-cloud", dependencies: ["PlumbCloudCLI", "Terminal"]),
    .testTarget(name: "PlumbCloudCLITests", dependencies: ["PlumbCloudCLI", "Terminal", "TestSupport"]),

    .target(name: "TestSupport", dependencies: ["JSON"], path: "Tests/TestSupport"),
    .testTarget(name: "PackageTests", dependencies: ["TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

/// A dependency of what stands behind the trait.
func cloud(_ product: String, _ package: String) -> Target.Dependency {
  .product(name: product, package: package, condition: .when(traits: ["Cloud"]))
}

for target in package.targets where target.type != .system && !["CByteMasks", "CPlatform"].contains(target.name) {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
      .enableUpcomingFeature("InferIsolatedConformances"),
    ]
}
