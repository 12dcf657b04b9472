// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "comeback-benchmarks",
  dependencies: [
    .package(name: "comeback", path: ".."),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .executableTarget(
      name: "bench",
      dependencies: [
        .product(name: "ComebackKit", package: "comeback"),
        .product(name: "ComebackTerminal", package: "comeback"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ])
  ],
  swiftLanguageModes: [.v6]
)
