public import Domain

/// The draft of one message of a follow-up, for the rep to edit: led by what changed, then what stood in the way in their
/// words, then one small question. The third is a goodbye and asks nothing, unless something happened since the second.
/// What isn't known is left out. Pure.
public struct FollowUpDraft: Equatable, Sendable {
  public let text: String

  public struct Facts: Equatable, Sendable {
    public var kind: FollowUp.Kind
    public var cause: Revisit.Cause
    /// What happened, in the rep's words.
    public var event: String?
    /// Whether it happened after a message went out.
    public var isNews: Bool
    /// The day that the rep or the buyer named for it.
    public var due: Day?
    public var offer: String?
    /// What stood in the way, in their words.
    public var objection: String?
    /// Whom it goes to.
    public var person: String?
    public var competitor: String?
    /// Whose message it is.
    public var rep: String?

    public init(
      kind: FollowUp.Kind, cause: Revisit.Cause, event: String? = nil, isNews: Bool = false,
      due: Day? = nil, offer: String? = nil, objection: String? = nil, person: String? = nil, competitor: String? = nil,
      rep: String? = nil
    ) {
      self.kind = kind
      self.cause = cause
      self.event = event
      self.isNews = isNews
      self.due = due
      self.offer = offer
      self.objection = objection
      self.person = person
      self.competitor = competitor
      self.rep = rep
    }
  }

  /// The most words of a draft.
  package static let most = 90
  /// The most words of what others wrote that go into a sentence.
  private static let mostQuoted = 15

  /// - Parameter step: Which message it is, from 1; past the third it is the third.
  public init(_ facts: Facts, step: Int) {
    let first = facts.person.flatMap(Self.usable)?.split(whereSeparator: \.isWhitespace).first
    let change = Change(facts)
    let body =
      switch facts.isNews && facts.event.flatMap(Self.usable) != nil ? 1 : step {
      case ...1: [change.led, Self.objection(facts), change.question].compactMap(\.self)
      case 2:
        [
          "My last note in one line: \(change.gist)",
          "If it's off your list, one word is enough and I'll stop. Is it a yes, a later or a no?",
        ]
      default:
        [
          "This is my last note on it, and I'm closing it on my side.", change.door,
          "Thanks for the time you gave it, and good luck.",
        ]
      }
    let greeting = first.map { "Hi \($0)," } ?? "Hi,"
    let name = facts.rep.flatMap(Self.usable)
    text = ([greeting] + body + [name].compactMap(\.self)).joined(separator: "\n\n")
  }

  private static func objection(_ facts: Facts) -> String? {
    facts.objection.flatMap(usable).map { "What stood in the way then: \"\($0)\"" }
  }

  /// What others wrote, on one line and short enough for a sentence, without the point at its end; nil when it holds
  /// nothing, or a slot that nobody filled.
  private static func usable(_ text: String) -> String? {
    let clean = CleanText(text).description.filter { $0 != "\"" }
    let words = clean.split(whereSeparator: \.isWhitespace)
    guard !words.isEmpty, !clean.contains(where: { "{}[]".contains($0) }) else { return nil }
    var short = words.prefix(mostQuoted).joined(separator: " ")
    while let last = short.last, ".;,:!".contains(last) || last.isWhitespace { short.removeLast() }
    guard !short.isEmpty else { return nil }
    return words.count > mostQuoted ? short + " ..." : short
  }

  private static func ended(_ sentence: String) -> String { sentence.hasSuffix("...") ? sentence : sentence + "." }

  /// What is different from when it ended, as each message says it.
  private struct Change {
    /// As the first message begins.
    let led: String
    let question: String
    /// In one line.
    let gist: String
    /// What stays open behind the goodbye.
    let door: String

    init(_ facts: Facts) {
      if let event = facts.event.flatMap(usable) {
        led = "One thing has changed since we last spoke: \(ended(event))"
        question = "Does that change anything for you?"
        gist = ended(event)
        door = "What I wrote stays true: \(ended(event)) If it ever matters, one line from you is enough."
      } else if facts.kind == .smallerOffer {
        let offer = facts.offer.flatMap(usable)
        led = "There is a smaller way to begin than the one we talked about" + (offer.map { ": \(ended($0))" } ?? ".")
        question = "Would that be small enough to try?"
        gist = offer.map { "a smaller way to begin, \(ended($0))" } ?? "there is a smaller way to begin."
        door = "The smaller way to begin stays open" + (offer.map { ": \(ended($0))" } ?? ".") + " One line is enough."
      } else {
        self = Change(facts.cause, noted: facts.due.map(Self.spoken), rival: facts.competitor.flatMap(usable))
      }
    }

    /// - Parameter noted: The day that was set for it.
    private init(_ cause: Revisit.Cause, noted: String?, rival: String?) {
      func opening(_ then: String, else plain: String) -> String {
        noted.map { "I had noted \($0) to come back to you: \(then)" } ?? plain
      }
      switch cause {
      case .budget:
        led = opening("the money wasn't there then.", else: "When we last spoke, the money wasn't there.")
        question = "Is there any for it this time?"
        gist = "the money wasn't there then, and it may be now."
      case .rival:
        let other = rival ?? "the one you chose"
        led = "If your year with \(other) is coming to its end, comparing costs you nothing now."
        question = "Is there one thing you'd want done better?"
        gist = "before you renew with \(other), comparing costs you nothing."
      case .gap:
        led = "You told us what was missing, and I'd rather say where it stands than leave you guessing."
        question = "Is it still what decides it for you?"
        gist = "I can tell you where we are with what was missing."
      case .timing:
        led = opening("it wasn't the time then.", else: "When we last spoke, it wasn't the time.")
        question = "Is it better now, or shall I leave it?"
        gist = "it wasn't the time then, and it may be now."
      case .likesWhatTheyHave:
        led = opening(
          "you stayed with what you have, and know by now how that went.",
          else: "You stayed with what you have, and know by now how that went.")
        question = "What is the one thing you'd still change about it?"
        gist = "if one thing about what you have still annoys you, I'd like to hear which."
      case .undecided:
        led = opening("the decision was put off then.", else: "When we last spoke, the decision was put off.")
        question = "Has it been settled some other way by now?"
        gist = "if the decision is on the table again, I can help with it."
      case .projectDied:
        led = opening("the project had been stopped.", else: "When we last spoke, the project had been stopped.")
        question = "Is anybody looking after it again?"
        gist = "if the project is back, we can go on where we stopped."
      case .other:
        led = opening("one question, and a plain no is fine.", else: "One question, and a plain no is fine.")
        question = "Is it worth ten minutes, or is it a no?"
        gist = "if it's worth ten minutes to you, I'll bring what has changed here."
      }
      door = "If things change on your side, one line is enough, and we go on where we stopped."
    }

    /// 1 February
    private static func spoken(_ day: Day) -> String { "\(day.dayOfMonth) \(day.monthName)" }
  }
}
