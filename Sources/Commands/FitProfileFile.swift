import Domain
import Exchange
import Foundation
import Learning
import Screens
import Storage

/// The profile out of a file and into one.
struct FitProfileFile {
  private let base: Base
  private let session: Session
  private let options: GlobalOptions

  init(_ base: Base, _ session: Session, _ options: GlobalOptions) {
    self.base = base
    self.session = session
    self.options = options
  }

  func begin(_ path: String) throws -> Int32 {
    guard path.lowercased().hasSuffix(".txt") else {
      throw Problem.badValue(name: "--begin", value: path, wanted: "a file name that ends in .txt")
    }
    guard (try? FileManager.default.attributesOfItem(atPath: path)) == nil else {
      throw Problem.cannotWrite(path, reason: "a file of that name is there already")
    }
    let profile = try base.read { try $0.profile() }
    try NewFile.write(
      profile.map(StartingProfile.text) ?? StartingProfile.text, to: path, force: false, isOurs: { _ in false })
    if options.json {
      session.console.out(
        JSONFace.text(
          .object(["version": .integer(1), "file": .text(path), "standing": .flag(profile != nil)])))
    } else {
      let what = profile == nil ? "A profile to begin with" : "The profile as it stands"
      session.console.show(
        .text("\(what): \(path)", "Make it yours, then: \(session.typed("fit --profile \(Shell.quoted(path))"))"))
    }
    return Code.fine
  }

  func show() throws -> Int32 {
    let profile = try base.read { try $0.profile() }
    if options.json {
      session.console.out(
        JSONFace.text(.object(["version": .integer(1), "profile": profile.map(FitFace.profile) ?? .null])))
    } else {
      session.console.show(
        profile.map { FitProfilePage.page($0, typed: session.typed) } ?? FitWording.without(session.typed))
    }
    return profile == nil ? Code.nothingFound : Code.fine
  }

  /// An open deal whose tier is another one now.
  private struct Moved {
    let deal: Deal
    let before: FitScore.Tier?
    let after: FitScore.Tier
  }

  func take(_ path: String) throws -> Int32 {
    let profile = try ProfileFile.read(at: path)
    let before = try base.read { try $0.profile() }
    try Writer.ensureName(base, session)
    let name = URL(fileURLWithPath: path).lastPathComponent
    let saved = try base.edit(.changedProfile, subject: name, zone: session.zone, now: session.now()) {
      try $0.save(profile)
    }
    let (moved, open, lost) = try base.read { reader in
      let open = try reader.fits(profile).filter { $0.deal.ending.outcome == .open }
      let old = try before.map { try reader.fits($0) } ?? []
      let tiers = Dictionary(old.map { ($0.deal.id, $0.score.tier) }) { $1 }
      let moved = open.compactMap { one in
        tiers[one.deal.id] == one.score.tier
          ? nil : Moved(deal: one.deal, before: tiers[one.deal.id], after: one.score.tier)
      }
      return (moved, open.map(\.score.tier), try Self.lost(profile, reader))
    }
    if options.json {
      let face = try base.read { reader in
        JSON.object([
          "version": .integer(1), "changed": .flag(saved.act != nil),
          "moved": .list(
            try moved.map {
              .object([
                "id": .text(try reader.shortID($0.deal.id)), "name": .text($0.deal.name),
                "before": JSON($0.before?.rawValue), "after": .text($0.after.rawValue),
              ])
            }), "notices": .list(lost.map(JSON.text)),
        ])
      }
      session.console.out(JSONFace.text(face))
    } else if saved.act == nil {
      session.console.show(.text("Nothing new: this is the profile that stands."))
    } else {
      let count =
        "\(Wording.count(profile.criteria.count, "criterion", "criteria")), "
        + Wording.count(profile.stops.count, "hard stop", "hard stops")
      session.console.show(.text("Saved: \(count). Wrong? \(session.typed("undo"))", said(moved, open, before)))
      for notice in lost { session.console.tell(.text(notice)) }
      session.console.tell(.text("The team sees the profile."))
    }
    session.settle(base)
    return Code.fine
  }

  private func said(_ moved: [Moved], _ open: [FitScore.Tier], _ before: FitProfile?) -> String {
    if open.isEmpty { return "No deal is open." }
    if before == nil {
      return "Open deals: \(FitWording.counts(open.reduce(into: [:]) { $0[$1, default: 0] += 1 })). "
        + session.typed("fit")
    }
    if moved.isEmpty { return "No open deal changed tier." }
    let names = moved.prefix(5).map { moved in
      "\(moved.deal.name) \(moved.before.map { "\(FitWording.tier($0)) to " } ?? "")\(FitWording.tier(moved.after))"
    }
    return "\(Wording.count(moved.count, "deal", "deals")) changed tier: \(names.joined(separator: ", "))"
      + (moved.count > 5 ? " ..." : ".")
  }

  /// Names of which something is known that the profile has no more.
  private static func lost(_ profile: FitProfile, _ reader: Reader) throws -> [String] {
    let names = Set((profile.criteria.map(\.name) + profile.stops.map(\.name)).map(Folding.fold))
    let gone = Dictionary(grouping: try reader.fitMarks().filter { $0.mark != .unknown }) { Folding.fold($0.criterion) }
      .filter { !names.contains($0.key) }
    return gone.sorted { $0.key < $1.key }.compactMap { _, marks in
      marks.last.map { mark in
        let deals = Wording.count(Set(marks.map(\.deal)).count, "deal", "deals")
        return "\"\(mark.criterion)\" is in it no more; what was known of it on \(deals) counts for nothing now."
      }
    }
  }
}
