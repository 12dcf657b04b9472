public import Domain
public import Retrieval
public import Storage

/// How counts, days and reasons are put into words, one way everywhere.
public enum Wording {
  public static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(grouped(number)) \(number == 1 ? one : many)"
  }

  /// "48,000 EUR": whole units.
  public static func amount(_ amount: Deal.Amount) -> String {
    let value = amount.value.rounded()
    let figure = value.magnitude < 1e15 ? grouped(Int(value)) : String(value)
    return [figure, amount.currency].compactMap { $0 }.joined(separator: " ")
  }

  /// 1,203
  public static func grouped(_ number: Int) -> String {
    let digits = Array(String(abs(number)))
    var out = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { out += "," }
      out.append(digit)
    }
    return out
  }

  public static func met(_ times: Int) -> String {
    times == 0 ? "not met yet" : times == 1 ? "met once" : times == 2 ? "met twice" : "met \(grouped(times)) times"
  }

  /// today, yesterday, 12 days ago, in 3 days, 14 months ago
  public static func ago(_ day: Day, from today: Day) -> String {
    let days = day.days(to: today)
    switch days {
    case 0: return "today"
    case 1: return "yesterday"
    case 2..<61: return "\(days) days ago"
    case 61..<730: return "\(days * 12 / 365) months ago"
    case 730...: return "\(days / 365) years ago"
    case -1: return "tomorrow"
    default: return "in \(-days) days"
    }
  }

  /// 12 Nov 2026
  public static func date(_ day: Day) -> String { "\(shortDate(day)) \(day.year)" }

  /// 12 Nov; of another year with it.
  static func date(_ day: Day, from today: Day) -> String { day.year == today.year ? shortDate(day) : date(day) }

  /// 12 Nov
  static func shortDate(_ day: Day) -> String { "\(day.dayOfMonth) \(shortMonth(day))" }

  static func shortMonth(_ day: Day) -> String { String(day.monthName.prefix(3)) }

  /// What somebody did, after their name.
  public static func did(_ act: Act) -> String {
    act.deed?.title ?? (act.isErased ? "did something that was erased since" : "did something a newer Comeback knows")
  }

  /// The short form beside an answer: 7 of 9, not tried, KEEPS FAILING, failed 6 of 7.
  public static func score(_ answer: Answer) -> String {
    let evidence = answer.evidence
    if answer.response.ban != nil { return "NOT ALLOWED" }
    if evidence.known == 0 { return "not tried" }
    if answer.standing == .avoid { return "KEEPS FAILING, failed \(evidence.failed) of \(evidence.known)" }
    return "worked \(evidence.worked) of \(evidence.known)"
  }

  /// Why an answer stands where it stands, in one line: "worked 7 of 9, last 12 days ago, 3 of 3 with CFOs".
  public static func why(_ answer: Answer, today: Day, match: Match? = nil) -> String {
    var parts = answer.grounds.map { ground($0, today: today) }
    if let match, let how = matched(match) { return parts.joined(separator: ", ") + "; " + how }
    if parts.isEmpty { parts = ["not tried"] }
    return parts.joined(separator: ", ")
  }

  /// matched "costs too much" by words
  public static func matched(_ match: Match) -> String? {
    guard !match.by.isEmpty else { return nil }
    return "matched \"\(match.phrasing)\" by " + match.by.map(\.rawValue).joined(separator: " and ")
  }

  static func ground(_ ground: Answer.Ground, today: Day) -> String {
    switch ground {
    case .banned(let why): "NOT ALLOWED: \(unpointed(why))"
    case .careful(let why): "CAREFUL, tends to backfire: \(unpointed(why))"
    case .notTried: "not tried"
    case .waiting(let uses): uses == 1 ? "used once, result open" : "used \(uses) times, results open"
    case .worked(let worked, let known, let partly):
      "worked \(worked) of \(known)" + (partly > 0 ? ", partly \(partly == 1 ? "once" : "\(partly) times")" : "")
    case .failed(let failed, let known): "KEEPS FAILING, failed \(failed) of \(known)"
    case .last(let day): "last \(ago(day, from: today))"
    case .inContext(let here): "\(here.worked) of \(here.known) \(phrase(here))"
    case .earlierWording(let worked, let known): "earlier wording \(worked) of \(known)"
    case .oneReps: "mostly one rep's"
    case .closesNoBetter: "ends the talk, but its deals close no better"
    case .needsProof: "needs your proof"
    }
  }

  /// with CFOs, at negotiation, in fintech, against Ledgerly, for Close
  private static func phrase(_ here: Evidence.InContext) -> String {
    switch here.field {
    case "role": "with \(plural(here.value))"
    case "stage": "at \(here.value)"
    case "industry": "in \(here.value)"
    case "competitor": "against \(here.value)"
    default: "for \(here.value)"
    }
  }

  static func plural(_ role: String) -> String {
    let isAbbreviation = role.count <= 4 && !role.contains(" ")
    let shown = isAbbreviation ? role.uppercased() : role
    if role.lowercased().hasPrefix("head of") { return "Heads" + role.dropFirst(4) }
    return shown.hasSuffix("s") || shown.hasSuffix("ing") || shown.hasSuffix("ment") ? shown : shown + "s"
  }

  private static func unpointed(_ text: String) -> String {
    text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  /// What a query was taken to mean, or left out, one sentence each.
  public static func notice(_ notice: Query.Notice) -> String {
    switch notice {
    case .unknownFilter(let name, let nearest):
      "No filter is called \"\(name):\"; searched as a word."
        + (nearest.map { " Did you mean \($0): ?" } ?? "")
    case .unknownValue(let filter, let value):
      "Nothing here has \(filter) \"\(value)\"; searched as words."
    case .filterWithoutValue(let name):
      "\(name): says nothing by itself; searched as a word. Write \(name):VALUE to filter."
    case .notAFilter(let word): "\"\(word)\" is no filter. Filters look like category:price."
    case .cutShort: "That is more than I look at; the rest was left out."
    case .readAs(let typed, let meant): "Read \"\(typed)\" as \"\(meant)\"."
    case .stoodFor(let idiom, let plain): "\"\(idiom)\": looked for \"\(plain)\", too."
    }
  }

  /// What meaning had no part in, in one line; nil when it had, or wasn't asked for.
  /// - Parameter model: How the command that brings it is typed.
  public static func meaning(_ meaning: Found.Meaning, model: String) -> String? {
    switch meaning {
    case .used, .off: nil
    case .missing: "By words alone: what finds by meaning isn't here. \(model) says how to bring it."
    case .partly(let embedded, let all):
      "Meaning knows \(grouped(embedded)) of \(grouped(all)) ways of saying it so far. \(model) brings the rest."
    }
  }

  public static func whoseReason(_ by: Reason.Teller) -> String {
    switch by {
    case .rep: "Why (as the rep has it):"
    case .buyer: "Why (as the buyer has it):"
    default: "Why (\(by)):"
    }
  }

  public static func knowing(_ knowing: Knowing) -> String {
    switch knowing {
    case .told: "told me"
    case .wrote: "wrote it"
    case .colleague: "a colleague of theirs said"
    case .booked: "booked a step"
    case .did: "what they did"
    case .guess: "my guess"
    default: knowing.rawValue
    }
  }

  public static func went(_ result: Result) -> String {
    switch result {
    case .worked: "worked"
    case .partly: "softer"
    case .failed: "stuck"
    case .unknown: "open"
    default: result.rawValue
    }
  }

  /// A side of the decision, as a heading.
  public static func topic(_ topic: Remark.Topic) -> String {
    switch topic {
    case .motive: "What set it off"
    case .process: "How it was decided"
    case .people: "Who had a say"
    case .criteria: "What counted"
    case .differences: "Us beside the others"
    case .us: "How we worked"
    default: topic.rawValue
    }
  }
}
