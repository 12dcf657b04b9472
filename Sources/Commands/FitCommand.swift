import ArgumentParser
import Domain
import Learning
import Screens
import Storage

struct FitCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit", abstract: "Does it fit whom you can truly help? Criteria, tiers, hard stops.",
    discussion: """
      comeback fit
      comeback fit --begin profile.txt
      comeback fit --profile profile.txt
      comeback fit Acme
      comeback fit Acme --met "a problem" --not-met "they can pay" --how told
      comeback fit Globex --rule-out "They buy for one person."
      comeback fit --objections
      comeback fit --wins

      The profile is a file of five or six criteria with weights, and of hard stops. Each is met, not met or not known
      of a deal; of the points that are known, the share that is met makes its tier, A, B or C. On a terminal what isn't
      known of a deal is asked. How keen they are is something else.

      NAME is a criterion or hard stop, or how it begins; of a hard stop, met means that it applies. A deal that is ruled
      out is not followed up. If it was open, it counts as not a real deal, and is in no figure.
      """)

  @OptionGroup var options: GlobalOptions
  @Flag(help: "The profile, whole; with a file, that one is taken in.") var profile = false
  @Option(help: ArgumentHelp("Make a profile to edit: ours, or the one that stands.", valueName: "file.txt"))
  var begin: String?
  @Flag(help: "Which objections come mostly from deals that do not fit.") var objections = false
  @Flag(help: "The profile against what was won and lost.") var wins = false
  @Option(help: ArgumentHelp("It is met; may be repeated.", valueName: "name")) var met: [String] = []
  @Option(help: ArgumentHelp("It is not met; may be repeated.", valueName: "name")) var notMet: [String] = []
  @Option(help: ArgumentHelp("It isn't known after all; may be repeated.", valueName: "name")) var unknown: [String] =
    []
  @Option(help: ArgumentHelp("How you know: told, wrote, colleague, booked, did, guess.", valueName: "how")) var how:
    String?
  @Flag(help: "It never fitted; why stands behind it in quotes, or is asked.") var ruleOut = false
  @Flag(help: "It may fit after all.") var ruleIn = false
  @Argument(help: "The deal; with --profile the file; behind --rule-out, why.") var words: [String] = []

  private var isJudging: Bool { !(met + notMet + unknown).isEmpty || how != nil }

  func validate() throws {
    let modes = [profile, begin != nil, objections, wins, ruleOut, ruleIn, isJudging]
    if modes.count(where: { $0 }) > 1 {
      throw ValidationError("Say one thing at a time: comeback help fit lists them.")
    }
    if words.isEmpty, ruleOut || ruleIn || isJudging {
      throw ValidationError("Of which deal? comeback fit Acme, and then the flags.")
    }
    if !words.isEmpty, begin != nil || objections || wins {
      throw ValidationError("This is about the profile and all deals; leave \"\(words.joined(separator: " "))\" out.")
    }
    if profile, words.count > 1 { throw ValidationError("One file: comeback fit --profile profile.txt") }
  }

  func run(in session: inout Session) throws -> Int32 {
    let base = try session.base()
    if let begin { return try FitProfileFile(base, session, options).begin(begin) }
    if profile {
      let file = FitProfileFile(base, session, options)
      return try words.first.map(file.take) ?? file.show()
    }
    if ruleOut { return try FitRuling(base, session, options).ruleOut(words) }
    if ruleIn { return try FitRuling(base, session, options).ruleIn(words.joined(separator: " ")) }
    guard let profile = try base.read({ try $0.profile() }) else { return withoutProfile(session) }
    if objections { return try FitFigures(profile, base, session, options).objections() }
    if wins { return try FitFigures(profile, base, session, options).wins() }
    guard !words.isEmpty else { return try FitFigures(profile, base, session, options).overview() }
    let knowing: Knowing? = try how.map { try Vocabulary.word($0, "--how") }
    let deal = try base.read { try DealName.find(words.joined(separator: " "), in: $0, evenClosed: true) }
    let judging = FitJudging(deal, profile, base, session, options)
    let said = try FitNames(profile).said(met: met, notMet: notMet, unknown: unknown)
    return try judging.run(said, knowing: knowing)
  }

  private func withoutProfile(_ session: Session) -> Int32 {
    if options.json {
      session.console.out(JSONFace.text(.object(["version": .integer(1), "profile": .null])))
    } else {
      session.console.show(FitWording.without(session.typed))
    }
    return Code.nothingFound
  }
}
