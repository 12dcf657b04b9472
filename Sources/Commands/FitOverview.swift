import Domain
import Learning
import Screens
import Storage

/// `comeback fit` alone: the profile in short, the open deals by tier, what to do next.
extension FitFigures {
  func overview() throws -> Int32 {
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

  /// The newest three: why deals that weren't any never fitted, which the team sees, and what the rep wrote without
  /// saying that.
  private static func sooner(_ reader: Reader) throws -> [Sooner] {
    var found: [Sooner] = try reader.deals().compactMap { deal in
      guard deal.ending.outcome == .invalid, let words = deal.noFit else { return nil }
      return Sooner(deal, words, deal.ending.closed, isTeams: true)
    }
    for answer in try reader.debriefAnswers(to: .sooner) where try reader.isOwn(answer) {
      guard let words = answer.words, let deal = try reader.deal(answer.deal) else { continue }
      let isWhyNot = deal.noFit == words
      if isWhyNot, deal.ending.outcome == .invalid { continue }
      found.append(Sooner(deal, words, answer.day, isTeams: try isWhyNot || reader.isHandedOver(answer.id)))
    }
    let newest = found.enumerated().sorted { one, other in
      (other.element.shown.day?.number ?? .min, one.offset) < (one.element.shown.day?.number ?? .min, other.offset)
    }
    return newest.prefix(3).map(\.element)
  }
}

extension FitFigures.Sooner {
  fileprivate init(_ deal: Deal, _ words: String, _ day: Day?, isTeams: Bool) {
    self.init(deal: deal, shown: FitOverviewPage.Sooner(words: words, deal: deal.name, day: day, isTeams: isTeams))
  }
}
