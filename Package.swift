// swift-tools-version: 6.2

import PackageDescription

// One section for each target and its tests, lowest layer first. CONTRIBUTING.md holds the same table of dependencies;
// a test compares the two.
let package = Package(
  name: "plumb",
  products: [
    .executable(name: "plumb", targets: ["plumb"]),
    .library(name: "Expressions", targets: ["Expressions"]),
    .library(name: "Conversations", targets: ["Conversations"]),
    .library(name: "Flows", targets: ["Flows"]),
    .library(name: "Linting", targets: ["Linting"]),
    .library(name: "Diagnosis", targets: ["Diagnosis"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    .target(name: "SourceText"),
    .testTarget(name: "SourceTextTests", dependencies: ["SourceText", "TestSupport"]),

    .target(name: "JSON", dependencies: ["SourceText"]),
    .testTarget(name: "JSONTests", dependencies: ["JSON", "TestSupport"]),

    .target(name: "Expressions", dependencies: ["SourceText", "JSON"]),
    .testTarget(name: "ExpressionsTests", dependencies: ["Expressions", "TestSupport"]),

    .target(name: "Conversations", dependencies: ["JSON", "Expressions"]),
    .testTarget(name: "ConversationsTests", dependencies: ["Conversations", "TestSupport"]),

    .target(name: "Scripting", dependencies: ["SourceText"]),
    .testTarget(name: "ScriptingTests", dependencies: ["Scripting", "TestSupport"]),

    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CZLib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "Documents", dependencies: ["SourceText", "JSON", "CLibXML2", "CLibYAML", "CZLib"]),
    .testTarget(name: "DocumentsTests", dependencies: ["Documents", "TestSupport"]),

    .target(name: "Flows", dependencies: ["Documents", "Expressions", "Scripting"]),
    .testTarget(name: "FlowsTests", dependencies: ["Flows", "TestSupport"]),

    .target(name: "Linting", dependencies: ["Flows"]),
    .testTarget(name: "LintingTests", dependencies: ["Linting", "TestSupport"]),

    .target(name: "Diagnosis", dependencies: ["Conversations", "Flows"]),
    .testTarget(name: "DiagnosisTests", dependencies: ["Diagnosis", "TestSupport"]),

    .target(
      name: "PlumbCLI",
      dependencies: [
        "Linting", "Diagnosis",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "plumb", dependencies: ["PlumbCLI"]),
    .testTarget(name: "PlumbCLITests", dependencies: ["PlumbCLI", "TestSupport"], exclude: ["Pages"]),

    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .testTarget(name: "PackageTests", dependencies: ["TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
      .enableUpcomingFeature("InferIsolatedConformances"),
    ]
}
