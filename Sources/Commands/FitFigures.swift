import Domain
import Learning
import Screens
import Storage

/// What the fit of all deals tells: the whole at a glance, where objections come from, whether the profile tells wins.
struct FitFigures {
  let profile: FitProfile
  let base: Base
  let session: Session
  let options: GlobalOptions

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
