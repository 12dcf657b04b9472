import Domain
import Screens
import Storage

/// Deals as people name them.
enum DealName {
  /// The deal of that name, an open one before closed ones, the newest first; of that id; or the one open deal whose
  /// name or account begins with these words, for a CRM's names are long.
  /// - Parameter evenClosed: Whether, while no open deal begins so, the one closed deal that does is meant.
  /// - Throws: ``Problem/noSuchDeal(_:nearest:)``, ``Problem/whichDeal(_:_:)``.
  static func find(_ typed: String, in reader: Reader, evenClosed: Bool = false) throws -> Deal {
    let named = try reader.deals(named: typed)
    if let deal = named.first(where: { $0.ending.outcome == .open }) ?? named.first { return deal }
    if case .deal(let id)? = try? reader.named(typed), let deal = try reader.deal(id) { return deal }
    let all = try beginning(with: typed, in: reader)
    let open = all.filter { $0.ending.outcome == .open }
    let begun = open.isEmpty && evenClosed ? all : open
    if begun.count > 1 { throw Problem.whichDeal(typed, begun.map(\.name)) }
    if let deal = begun.first { return deal }
    throw Problem.noSuchDeal(typed, nearest: try nearest(typed, in: reader))
  }

  private static func beginning(with typed: String, in reader: Reader) throws -> [Deal] {
    let words = Folding.words(typed)
    guard !words.isEmpty else { return [] }
    return try reader.deals().filter { deal in
      [deal.name, deal.account].contains { $0.map { Folding.words($0).starts(with: words) } ?? false }
    }
  }

  static func nearest(_ typed: String, in reader: Reader) throws -> String? {
    let names = try reader.deals().map(\.name)
    let wanted = Folding.fold(typed)
    guard let folded = EditDistance.nearest(to: wanted, among: names.map(Folding.fold)) else {
      return names.first { Folding.fold($0).hasPrefix(wanted) && wanted.count >= 3 }
    }
    return names.first { Folding.fold($0) == folded }
  }
}
