import Foundation
import Screens

/// Where the starter objections and the sample are.
enum SeedData {
  /// In order: COMEBACK_SEED, beside the installed executable, the checkout that built it.
  static func places(_ environment: [String: String]) -> [String] {
    var places: [String] = []
    if let named = environment["COMEBACK_SEED"], !named.isEmpty { places.append(named) }
    let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    places.append(
      executable.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(
        "share/comeback/seed-data"
      ).path)
    let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    places.append(checkout.appendingPathComponent("seed-data").path)
    return places
  }

  /// - Throws: ``Problem/noSeed(_:)``.
  static func folder(_ environment: [String: String]) throws -> String {
    let places = places(environment)
    guard let found = places.first(where: { FileManager.default.fileExists(atPath: $0 + "/base.txt") }) else {
      throw Problem.noSeed(places)
    }
    return found
  }
}
