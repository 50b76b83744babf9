// swift-tools-version: 6.2

import PackageDescription

// A package of its own, so that the root never resolves what only measuring needs. `make bench` runs it.
let package = Package(
  name: "plumb-benchmarks",
  dependencies: [
    .package(name: "plumb", path: "../..", traits: []),
    // Without what counts allocations, which costs time.
    .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "PlumbBenchmarks",
      dependencies: [
        .product(name: "Diagnosis", package: "plumb"),
        .product(name: "Linting", package: "plumb"),
        .product(name: "Simulation", package: "plumb"),
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Benchmarks/PlumbBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
  ],
  swiftLanguageModes: [.v6]
)
