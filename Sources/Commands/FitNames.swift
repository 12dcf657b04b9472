import Domain
import Screens

/// Criteria and hard stops as people name them: by how they begin.
struct FitNames {
  private let names: [String]

  init(_ profile: FitProfile) { names = profile.criteria.map(\.name) + profile.stops.map(\.name) }

  /// What flags say, by the names that the profile has.
  /// - Throws: ``Problem/badValue(name:value:wanted:)``.
  func said(met: [String], notMet: [String], unknown: [String]) throws -> [String: FitMark.Mark] {
    var said: [String: FitMark.Mark] = [:]
    for (flag, typed, mark) in [
      ("--met", met, FitMark.Mark.met), ("--not-met", notMet, .notMet), ("--unknown", unknown, .unknown),
    ] {
      for typed in typed {
        let name = try find(typed, flag)
        if let other = said[name], other != mark {
          throw Problem.badValue(name: flag, value: typed, wanted: "one thing of it: it is \(other) by another flag")
        }
        said[name] = mark
      }
    }
    return said
  }

  private func find(_ typed: String, _ flag: String) throws -> String {
    let wanted = Folding.fold(typed)
    if let name = names.first(where: { $0 == typed }) ?? names.first(where: { Folding.fold($0) == wanted }) {
      return name
    }
    let begun = wanted.isEmpty ? [] : names.filter { Folding.fold($0).hasPrefix(wanted) }
    if let name = begun.first, begun.count == 1 { return name }
    let nearest = begun.isEmpty ? EditDistance.nearest(to: wanted, among: names.map(Folding.fold)) : nil
    let meant = nearest.flatMap { nearest in names.first { Folding.fold($0) == nearest } }
    let among = (begun.isEmpty ? names : begun).map { "\"\($0)\"" }.joined(separator: ", ")
    throw Problem.badValue(
      name: flag, value: typed,
      wanted: (meant.map { "\"\($0)\"? Or " } ?? "") + (begun.isEmpty ? "how one of these begins: " : "more: ") + among)
  }
}
