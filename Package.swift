// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),  // SE-0335
  .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
  .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
  .treatAllWarnings(as: .error),  // SE-0480
]

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "comeback",
  products: [
    .library(
      name: "ComebackKit",
      targets: ["Domain", "Storage", "Embedding", "Retrieval", "Calls", "Learning", "Playbooks", "Exchange"]),
    .library(name: "ComebackTerminal", targets: ["Screens", "Terminal"]),
    .executable(name: "comeback", targets: ["comeback"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    .target(name: "Domain"),
    .target(name: "CKernels"),
    .target(name: "Embedding", dependencies: ["CKernels", crypto]),
    .target(name: "Storage", dependencies: ["Domain", grdb, sqlite, crypto]),
    .target(name: "Retrieval", dependencies: ["Domain", "Storage", "Embedding", grdb]),
    .target(name: "Calls", dependencies: ["Domain", "Storage", "Retrieval"]),
    .target(name: "Learning", dependencies: ["Domain", "Storage", "Retrieval"]),
    .target(name: "Playbooks", dependencies: ["Domain", "Retrieval"]),
    .target(name: "Exchange", dependencies: ["Domain", "Storage", "Retrieval"]),
    .target(
      name: "Screens", dependencies: ["Domain", "Storage", "Embedding", "Retrieval", "Calls", "Learning", "Exchange"]),
    .target(name: "CTerminal"),
    .target(name: "Terminal", dependencies: ["CTerminal", "Domain", "Retrieval", "Screens"]),
    .target(
      name: "Commands",
      dependencies: [
        "Domain", "Storage", "Embedding", "Retrieval", "Calls", "Learning", "Playbooks", "Exchange", "Screens",
        "Terminal", argumentParser,
      ]),
    .executableTarget(name: "comeback", dependencies: ["Commands"]),

    .target(
      name: "TestBase", dependencies: ["Domain", "Storage", "Exchange", "Screens", "Commands"], path: "Tests/TestBase"),
    .target(name: "Simulation", dependencies: ["Domain", "Storage", "TestBase"], path: "Tests/Simulation"),
    .testTarget(name: "SimulationTests", dependencies: ["Domain", "Storage", "Simulation", "TestBase"]),
    .target(name: "CPty", path: "Tests/CPty"),
    .target(
      name: "Probes", dependencies: ["Domain", "Storage", "Retrieval", "Exchange", grdb], path: "Fuzz/Sources/Probes"),
    .testTarget(name: "EmbeddingTests", dependencies: ["Embedding"]),
    .testTarget(name: "DomainTests", dependencies: ["Domain", "TestBase"]),
    .testTarget(name: "StorageTests", dependencies: ["Domain", "Storage", "TestBase", grdb]),
    .testTarget(
      name: "RetrievalTests", dependencies: ["Domain", "Storage", "Embedding", "Retrieval", "Exchange", "TestBase"]),
    .testTarget(name: "CallsTests", dependencies: ["Domain", "Storage", "Retrieval", "Calls", "TestBase"]),
    .testTarget(name: "LearningTests", dependencies: ["Domain", "Storage", "Retrieval", "Learning", "TestBase"]),
    .testTarget(
      name: "PlaybooksTests", dependencies: ["Domain", "Storage", "Retrieval", "Playbooks", "Exchange", "TestBase"]),
    .testTarget(name: "ExchangeTests", dependencies: ["Domain", "Storage", "Retrieval", "Exchange", "TestBase"]),
    .testTarget(
      name: "ScreensTests",
      dependencies: ["Domain", "Storage", "Retrieval", "Learning", "Exchange", "Screens", "Terminal", "TestBase"]),
    .testTarget(
      name: "TerminalTests",
      dependencies: ["Domain", "Calls", "Storage", "Retrieval", "Exchange", "Screens", "Terminal", "TestBase"]),
    .testTarget(name: "ProbesTests", dependencies: ["Probes", "TestBase"]),
    .testTarget(
      name: "RoadTests", dependencies: ["Domain", "Storage", "Commands", "TestBase", "CPty", "comeback"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets { target.swiftSettings = settings }
