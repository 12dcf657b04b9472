import Domain
import Learning
import Screens
import Storage

/// `comeback fit` alone: the profile in short, the open deals by tier, what to do next.
struct FitOverview {
  private let profile: FitProfile
  private let base: Base
  private let session: Session
  private let options: GlobalOptions

  init(_ profile: FitProfile, _ base: Base, _ session: Session, _ options: GlobalOptions) {
    self.profile = profile
    self.base = base
    self.session = session
    self.options = options
  }

  func show() throws -> Int32 {
    try base.read { reader in
      let fits = try reader.fits(profile)
      let open = fits.filter { $0.deal.ending.outcome == .open }
      let sooner = try Self.sooner(reader)
      let worst = try reader.objectionsByTier(fits).rows.first.flatMap { row -> (String, ObjectionsByTier.Row)? in
        guard row.isFromPoorFit, let objection = try reader.objection(row.objection) else { return nil }
        return (objection.sentence, row)
      }
      if options.json {
        let face = try FitFace.overview(
          profile, open: open, sooner: sooner, objection: worst, limit: options.limit ?? 50, reader)
        session.console.out(JSONFace.text(face))
      } else {
        session.console.show(
          FitOverviewPage(
            profile, open: open, sooner: sooner.map(\.shown), objection: worst, limit: options.limit ?? 50,
            typed: session.typed,
            quoted: Shell.quoted
          ).page)
      }
    }
    return Code.fine
  }

  /// What the rep wrote of a deal that wasn't one.
  struct Sooner {
    let deal: Deal
    let shown: FitOverviewPage.Sooner
  }

  /// Of the rep's own, the newest three.
  private static func sooner(_ reader: Reader) throws -> [Sooner] {
    let answers = try reader.debriefAnswers(to: .sooner).filter { $0.words != nil }
    guard !answers.isEmpty, let writer = try reader.writer() else { return [] }
    let makers = try reader.makers(in: Catalog.debriefAnswer)
    return try answers.filter { makers[$0.id.uuid] == writer }.prefix(3).compactMap { answer in
      guard let words = answer.words, let deal = try reader.deal(answer.deal) else { return nil }
      let isTeams = try deal.noFit == words || reader.isHandedOver(answer.id)
      return Sooner(
        deal: deal,
        shown: FitOverviewPage.Sooner(words: words, deal: deal.name, day: answer.day, isTeams: isTeams))
    }
  }
}

/// What the fit of all deals tells: where objections come from, and whether the profile tells wins.
struct FitFigures {
  private let profile: FitProfile
  private let base: Base
  private let session: Session
  private let options: GlobalOptions

  init(_ profile: FitProfile, _ base: Base, _ session: Session, _ options: GlobalOptions) {
    self.profile = profile
    self.base = base
    self.session = session
    self.options = options
  }

  func objections() throws -> Int32 {
    try base.read { reader in
      let found = try reader.objectionsByTier(reader.fits(profile))
      if options.json {
        session.console.out(JSONFace.text(try FitFace.objections(found, limit: options.limit ?? 50, reader)))
      } else {
        var sentences: [ID<Objection>: String] = [:]
        for row in found.rows { sentences[row.objection] = try reader.title(of: .objection(row.objection)) }
        session.console.show(
          FitFiguresPage.objections(
            found, sentences: sentences, limit: options.limit ?? 50, typed: session.typed))
      }
      return found.rows.isEmpty ? Code.nothingFound : Code.fine
    }
  }

  func wins() throws -> Int32 {
    let check = try base.read { try $0.check(profile) }
    if options.json {
      session.console.out(JSONFace.text(FitFace.wins(check)))
    } else {
      session.console.show(FitFiguresPage.wins(check, typed: session.typed))
    }
    return check.decided == 0 ? Code.nothingFound : Code.fine
  }
}
