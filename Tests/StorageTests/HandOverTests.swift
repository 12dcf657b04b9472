import Domain
import Foundation
import TestBase
import Testing

@testable import Storage

@Suite("Handing over: what the rep chose and nothing else")
struct HandOverTests {
  private let ana: TemporaryBase
  private let deal = Deal(name: "Acme")
  private let handed: DebriefAnswer
  private let kept: DebriefAnswer

  init() throws {
    ana = try TemporaryBase()
    handed = DebriefAnswer(
      deal: deal.id, question: .differently, day: Day(number: 20_000), words: "Ask who signs, in the first call.",
      choice: .yes, knowing: .told)
    kept = DebriefAnswer(deal: deal.id, question: .asked, words: "kept-canary", choice: .never)
    let (deal, handed, kept) = (deal, handed, kept)
    let followUp = FollowUp(about: .deal(deal.id), kind: .date, note: "note-canary")
    try ana.base.edit(.debriefed) { edit in
      try edit.save(deal)
      try edit.save(handed)
      try edit.save(kept)
      try edit.save(followUp)
    }
  }

  private func ben() throws -> TemporaryBase {
    let ben = try TemporaryBase()
    _ = try ben.base.merge(ana.path)
    return ben
  }

  private func handOver() throws { try ana.base.edit(.handedOver) { try $0.handOver(handed.id) } }

  private func teamEntries() throws -> Int { try ana.teamHashes().count }

  @Test("Before it a colleague who merges sees none of the answers, after it that one, and of it all")
  func seen() throws {
    let early = try ben()
    #expect(try early.base.read { try $0.deals() } == [deal])
    #expect(try early.base.read { try $0.debriefAnswers() } == [])
    try handOver()
    #expect(try ana.base.read { try $0.isHandedOver(handed.id) })
    #expect(try ana.base.read { try $0.isHandedOver(kept.id) } == false)
    let ben = try ben()
    #expect(try ben.base.read { try $0.debriefAnswers() } == [handed])
    #expect(try ben.entries().allSatisfy { $0.header.audience == Audience.team.rawValue })
    let bytes = try ["", "-wal"].map { ben.path + $0 }.filter(FileManager.default.fileExists).reduce(into: Data()) {
      $0 += try Data(contentsOf: URL(fileURLWithPath: $1))
    }
    #expect(bytes.range(of: Data("Ask who signs".utf8)) != nil)
    #expect(bytes.range(of: Data("canary".utf8)) == nil)
    #expect(try ana.soundness() == [])
    #expect(try ben.soundness() == [])
  }

  @Test("Taken back here, it is the rep's alone again, as it was; done again, the team's")
  func undone() throws {
    try handOver()
    let ben = try ben()
    for _ in 0..<2 {
      #expect(try ana.base.undo().acts.map(\.deed) == [.handedOver])
      #expect(try ana.base.read { try $0.isHandedOver(handed.id) } == false)
      #expect(try ana.base.read { try $0.debriefAnswers() } == [handed, kept])
      #expect(try ana.base.readTeamsPart { try $0.debriefAnswers() } == [])
      _ = try ben.base.merge(ana.path)
      #expect(try ben.base.read { try $0.debriefAnswers() } == [])
      #expect(try ana.base.redo().acts.map(\.deed) == [.handedOver])
      #expect(try ana.base.read { try $0.isHandedOver(handed.id) })
      #expect(try ana.base.readTeamsPart { try $0.debriefAnswers() } == [handed])
      _ = try ben.base.merge(ana.path)
      #expect(try ben.base.read { try $0.debriefAnswers() } == [handed])
      #expect(try ana.soundness() == [])
      #expect(try ben.soundness() == [])
    }
  }

  @Test("Taken back and handed over by another act, the team has it")
  func again() throws {
    try handOver()
    _ = try ana.base.undo()
    try handOver()
    #expect(try ana.base.readTeamsPart { try $0.debriefAnswers() } == [handed])
    let ben = try ben()
    #expect(try ben.base.read { try $0.debriefAnswers() } == [handed])
    #expect(try ana.soundness() == [])
  }

  /// Nothing of a text is in any byte of a file.
  private func isNowhere(_ text: String, in path: String) throws -> Bool {
    try ["", "-wal"].map { path + $0 }.filter(FileManager.default.fileExists).allSatisfy {
      try Data(contentsOf: URL(fileURLWithPath: $0)).range(of: Data(text.utf8)) == nil
    }
  }

  @Test("Taken back before anybody merged, a copy for the team has no word of it, and its chain is whole")
  func withdrawn() throws {
    try handOver()
    #expect(try isNowhere("Ask who signs", in: ana.teamCopy()) == false)
    _ = try ana.base.undo()
    let copy = try ana.teamCopy()
    #expect(try isNowhere("Ask who signs", in: copy))
    let ben = try TemporaryBase()
    _ = try ben.base.merge(copy)
    #expect(try ben.teamHashes() == ana.teamHashes())
    #expect(try ben.base.read { try $0.debriefAnswers() } == [])
    #expect(try isNowhere("Ask who signs", in: ben.path))
    let past = try ben.base.read { try $0.history(of: .debriefAnswer(handed.id)) }
    #expect(!past.isEmpty && past.allSatisfy(\.values.isEmpty))
    #expect(try ben.soundness() == [])
    // Whoever has had it keeps what they had, until they hear that it was taken back.
    let carol = try TemporaryBase()
    try ana.base.edit(.handedOver) { try $0.handOver(handed.id) }
    _ = try carol.base.merge(ana.teamCopy())
    #expect(try carol.base.read { try $0.debriefAnswers() } == [handed])
    _ = try ana.base.undo()
    _ = try carol.base.merge(ana.teamCopy())
    #expect(try carol.base.read { try $0.debriefAnswers() } == [])
    #expect(try carol.soundness() == [])
    // Handed over after all, it comes whole to one who had it without text.
    _ = try ana.base.redo()
    _ = try ben.base.merge(ana.teamCopy())
    #expect(try ben.base.read { try $0.debriefAnswers() } == [handed])
    #expect(try ben.soundness() == [])
    #expect(try ana.soundness() == [])
  }

  @Test("Debrief and hand-over taken back together, nothing of either leaves; nor does a later wording taken back")
  func withdrawnTogether() throws {
    var own = DebriefAnswer(deal: deal.id, question: .liked, words: "liked-canary")
    try ana.base.edit(.debriefed) { try $0.save(own) }
    try ana.base.edit(.handedOver) { try $0.handOver(own.id) }
    _ = try ana.base.undo(2)
    #expect(try isNowhere("liked-canary", in: ana.teamCopy()))
    _ = try ana.base.redo()
    #expect(try isNowhere("liked-canary", in: ana.teamCopy()) == false)
    own.words = "mended-canary"
    try ana.base.edit(.debriefed) { try $0.save(own) }
    try ana.base.edit(.handedOver) { try $0.handOver(own.id) }
    _ = try ana.base.undo()
    let copy = try ana.teamCopy()
    #expect(try isNowhere("mended-canary", in: copy))
    let ben = try TemporaryBase()
    _ = try ben.base.merge(copy)
    #expect(try ben.base.read { try $0.debriefAnswers().map(\.words) } == ["liked-canary"])
    #expect(try ben.soundness() == [])
    #expect(try ana.soundness() == [])
  }

  @Test("An answer that waits for its deal is passed on as it came")
  func waiting() throws {
    try handOver()
    let ben = try TemporaryBase()
    _ = try ben.base.merge(try ana.entries().filter { $0.header.table != Catalog.deal.number })
    #expect(try ben.base.read { try $0.debriefAnswers() } == [])
    let carol = try TemporaryBase()
    _ = try carol.base.merge(ben.teamCopy())
    _ = try carol.base.merge(try ana.entries().filter { $0.header.table == Catalog.deal.number })
    #expect(try carol.base.read { try $0.debriefAnswers() } == [handed])
    #expect(try carol.soundness() == [])
  }

  @Test("What the team has already is not handed over again: nothing is written")
  func twice() throws {
    try handOver()
    let before = try ana.entries().count
    #expect(try ana.base.edit(.handedOver) { try $0.handOver(handed.id) }.value)
    #expect(try ana.entries().count == before)
    // Mended in private, the change alone is.
    var mended = handed
    mended.words = nil
    try ana.base.edit(.debriefed) { try $0.save(mended) }
    try handOver()
    #expect(try ana.base.readTeamsPart { try $0.debriefAnswers() } == [mended])
    #expect(try ana.soundness() == [])
  }

  @Test("Mended in private and handed over once more, the undo leaves the team what it had")
  func mended() throws {
    try handOver()
    var mended = handed
    mended.words = "Ask Dana who signs."
    try ana.base.edit(.debriefed) { try $0.save(mended) }
    #expect(try ana.base.readTeamsPart { try $0.debriefAnswers() } == [handed])
    try handOver()
    #expect(try ana.base.readTeamsPart { try $0.debriefAnswers() } == [mended])
    _ = try ana.base.undo()
    #expect(try ana.base.readTeamsPart { try $0.debriefAnswers() } == [handed])
    #expect(try ana.base.read { try $0.debriefAnswers().first } == mended)
    #expect(try ana.soundness() == [])
  }

  @Test("Putting an answer away and bringing it back is as private as the answer")
  func putAway() throws {
    let before = try teamEntries()
    for undoes in [false, true] {
      try ana.base.edit(.putAway) { _ = try $0.putAway(.debriefAnswer(kept.id)) }
      #expect(try ana.base.read { try $0.debriefAnswers() } == [handed])
      if undoes {
        _ = try ana.base.undo()
      } else {
        try ana.base.edit(.broughtBack) { _ = try $0.bringBack(.debriefAnswer(kept.id)) }
      }
      #expect(try ana.base.read { try $0.debriefAnswers() } == [handed, kept])
    }
    #expect(try teamEntries() == before)
    try handOver()
    let ben = try ben()
    try ana.base.edit(.putAway) { _ = try $0.putAway(.debriefAnswer(handed.id)) }
    _ = try ben.base.merge(ana.path)
    #expect(try ben.base.read { try $0.debriefAnswers() } == [])
    #expect(try ana.soundness() == [])
    #expect(try ben.soundness() == [])
  }

  @Test("Debriefed and taken back, there is no entry of the team's about it")
  func debriefUndone() throws {
    let before = try teamEntries()
    let own = DebriefAnswer(deal: deal.id, question: .liked, words: "That I rang when I said I would.")
    try ana.base.edit(.debriefed) { try $0.save(own) }
    _ = try ana.base.undo()
    #expect(try ana.base.read { try $0.debriefAnswers().count } == 2)
    _ = try ana.base.redo()
    #expect(try ana.base.read { try $0.debriefAnswers().last } == own)
    #expect(try teamEntries() == before)
    #expect(try ana.soundness() == [])
  }

  @Test("What Ben wrote for himself is never taken from a copy of his base")
  func others() throws {
    let ben = try ben()
    try ben.becomes("Ben")
    let own = DebriefAnswer(deal: deal.id, question: .need, words: "ben-canary")
    try ben.base.edit(.debriefed) { try $0.save(own) }
    _ = try ana.base.merge(ben.path)
    #expect(try ana.base.read { try $0.debriefAnswers() } == [handed, kept])
    #expect(try ana.entries().allSatisfy { $0.body.map { $0.range(of: Data("ben-canary".utf8)) == nil } ?? true })
  }

  @Test("Erased words are gone, the private ones for oneself and the handed over ones for all")
  func erased() throws {
    try handOver()
    let ben = try ben()
    try ana.base.erase([(.debriefAnswer(handed.id), "words"), (.debriefAnswer(kept.id), "words")])
    #expect(try ana.base.read { try $0.debriefAnswers().map(\.words) } == [nil, nil])
    #expect(try ana.base.read { try $0.debriefAnswers().map(\.choice) } == [.yes, .never])
    _ = try ben.base.merge(ana.path)
    #expect(try ben.base.read { try $0.debriefAnswers().map(\.words) } == [nil])
    #expect(try ana.soundness() == [])
    #expect(try ben.soundness() == [])
  }
}
