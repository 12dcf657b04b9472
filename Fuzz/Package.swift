// swift-tools-version: 6.2
import PackageDescription

// The product's targets are links to ../Sources: built here, they are instrumented, and what is `package` in them can
// be seen.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),  // SE-0335
  .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
  .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
  .treatAllWarnings(as: .error),  // SE-0480
]

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

let package = Package(
  name: "comeback-fuzz",
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    .target(name: "Domain"),
    .target(name: "Storage", dependencies: ["Domain", grdb, sqlite, crypto]),
    .target(name: "CKernels"),
    .target(name: "Embedding", dependencies: ["CKernels", crypto]),
    .target(name: "Retrieval", dependencies: ["Domain", "Storage", "Embedding", grdb]),
    .target(name: "Exchange", dependencies: ["Domain", "Storage", "Retrieval"]),
    .target(name: "Probes", dependencies: ["Domain", "Storage", "Retrieval", "Exchange", grdb]),
    .executableTarget(name: "fuzz", dependencies: ["Probes"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.name != "CKernels" { target.swiftSettings = settings }
// `main` is the fuzzer's.
package.targets.last?.swiftSettings?.append(.unsafeFlags(["-parse-as-library"]))
