import Domain
import Learning
import Screens
import Storage

/// What is known of how one deal fits: shown, asked, saved.
struct FitJudging {
  private let deal: Deal
  private let profile: FitProfile
  private let base: Base
  private let session: Session
  private let options: GlobalOptions

  init(_ deal: Deal, _ profile: FitProfile, _ base: Base, _ session: Session, _ options: GlobalOptions) {
    self.deal = deal
    self.profile = profile
    self.base = base
    self.session = session
    self.options = options
  }

  private var asks: Bool { session.console.canAsk && !options.json }

  /// - Parameter said: What flags say, by the names that the profile has.
  func run(_ said: [String: FitMark.Mark], knowing: Knowing?) throws -> Int32 {
    let before = try score()
    guard said.isEmpty else { return try save(said, knowing: knowing, before) }
    guard asks else {
      guard knowing == nil else {
        throw Problem.needs("--met, --not-met or --unknown", example: "--how says how you know; but what?")
      }
      return try show(before)
    }
    session.console.show(FitDealPage(deal, before, asking: true).page)
    guard before.tier != .noFit else {
      session.console.tell(.text("It does not fit; what else it meets changes nothing. \(wrong(before))"))
      return Code.fine
    }
    let (answers, how, isLeft) = try FitQuestions(session).ask(before, knowing: knowing)
    guard !answers.isEmpty else {
      if isLeft { throw Questions.Left() }
      session.console.tell(.text(before.heaviestUnknown == nil ? "All of it is known." : "Nothing new was said."))
      return Code.fine
    }
    return try save(answers, knowing: how, before)
  }

  private func score() throws -> FitScore {
    try base.read { FitScore(profile, deal: deal, marks: try $0.fitMarks(of: deal.id)) }
  }

  private func show(_ score: FitScore, notices: [String] = []) throws -> Int32 {
    if options.json {
      let face = try base.read { try FitFace.deal(deal, score, notices: notices, $0) }
      session.console.out(JSONFace.text(face))
    } else {
      session.console.show(FitDealPage(deal, score).page)
      for notice in notices { session.console.tell(.text(notice)) }
    }
    return Code.fine
  }

  private func save(_ said: [String: FitMark.Mark], knowing: Knowing?, _ before: FitScore) throws -> Int32 {
    try Writer.ensureName(base, session)
    let saved = try base.edit(.judgedFit, subject: deal.name, zone: session.zone, now: session.now()) { edit in
      let standing = try edit.reader.fitMarks(of: deal.id)
      for (name, mark) in said.sorted(by: { $0.key < $1.key }) {
        let stands = standing.first { Folding.fold($0.criterion) == Folding.fold(name) }
        // Said again without how it is known, it stays as it is known.
        if knowing == nil, stands?.mark == mark { continue }
        let mark = FitMark(
          deal: deal.id, criterion: name, mark: mark, knowing: mark == .unknown ? nil : knowing)
        try edit.save(mark)
      }
    }
    let after = try score()
    defer { session.settle(base) }
    guard saved.act != nil else { return try show(after, notices: ["Nothing new: it was known so already."]) }
    guard !options.json else { return try show(after) }
    session.console.show(.text("Saved. \(Self.became(before, after, deal.name)) Wrong? \(session.typed("undo"))"))
    if after.tier == .noFit, after.ruledOut == nil {
      let ruling = session.typed("fit \(Shell.quoted(deal.name)) --rule-out \"why\"")
      session.console.tell(.text("Stop there, and out of the figures: \(ruling)"))
    } else if let next = after.heaviestUnknown, let ask = next.ask {
      session.console.tell(.text("On the next call: \"\(ask)\""))
    }
    session.console.tell(.text("The team sees how a deal fits."))
    return Code.fine
  }

  private func wrong(_ score: FitScore) -> String {
    let taken = score.ruledOut != nil ? "--rule-in" : "--not-met \(Shell.quoted(score.stops.first?.name ?? ""))"
    return "Wrong? " + session.typed("fit \(Shell.quoted(deal.name)) \(taken)")
  }

  private static func became(_ before: FitScore, _ after: FitScore, _ name: String) -> String {
    if after.tier == .unknown { return "How \(name) fits is not known yet." }
    let tier = after.tier == .noFit ? "does not fit" : "is \(after.tier.rawValue)"
    return before.tier == after.tier ? "\(name) \(tier), as before." : "\(name) \(tier) now."
  }
}
