/// A word of one of the product's vocabularies. A word that this version doesn't know is kept and shown
/// as it is, so a value is never refused for being new.
public protocol Word: RawRepresentable<String>, Hashable, Sendable, CustomStringConvertible {
  /// The words that this version knows, in the order in which people see them.
  static var known: [Self] { get }
  init(rawValue: String)
}

extension Word {
  public var isKnown: Bool { Self.known.contains(self) }
  public var description: String { rawValue }

  /// The known word that was meant, whatever its case, with hyphens or blanks; nil if there is none.
  public init?(meant typed: String) {
    let wanted = Self.comparable(typed)
    guard let word = Self.known.first(where: { Self.comparable($0.rawValue) == wanted }) else {
      return nil
    }
    self = word
  }

  private static func comparable(_ text: String) -> String {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
  }
}

/// What an objection is about.
public struct Category: Word {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  public static let known: [Category] = [
    "price", "budget", "timing", "authority", "need", "trust", "competitor", "status quo",
    "feature gap", "implementation", "risk & compliance", "contract terms", "bad experience",
    "indecision", "brush-off",
  ].map(Category.init(rawValue:))

  /// Whether a deal can end for it. Who else was in it is a field of the deal and no reason.
  public var canBeReason: Bool { rawValue != "competitor" }
}

/// What sort of no an objection is.
public struct ObjectionKind: Word {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  public static let known: [ObjectionKind] = ["real concern", "stall", "misunderstanding", "condition"]
    .map(ObjectionKind.init(rawValue:))
}

/// The move that an answer makes.
public struct Technique: Word {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  public static let known: [Technique] = [
    "acknowledge-and-ask", "label", "isolate", "reframe", "proof", "return on investment", "trade",
    "recommend", "de-risk", "negative reverse", "defer", "walk away", "other",
  ].map(Technique.init(rawValue:))
}

/// What came of an answer. `unknown` is shown, never scored, and asked again when the deal moves.
public struct Result: Word {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  public static let worked = Result(rawValue: "worked")
  public static let partly = Result(rawValue: "partly")
  public static let failed = Result(rawValue: "failed")
  public static let unknown = Result(rawValue: "unknown")
  public static let known: [Result] = [.worked, .partly, .failed, .unknown]

  /// Whether it counts towards a track record.
  public var isScored: Bool { self == .worked || self == .partly || self == .failed }
}

/// How a rep says with one key how it went.
public enum Went: String, CaseIterable, Sendable {
  case booked
  case letGo = "let-go"
  case softer
  case stuck
  case cantTell = "cant-tell"

  public var result: Result {
    switch self {
    case .booked, .letGo: .worked
    case .softer: .partly
    case .stuck: .failed
    case .cantTell: .unknown
    }
  }

  /// How one knows, when nothing else was said.
  public var knowing: Knowing? {
    switch self {
    case .booked: .booked
    case .letGo, .softer, .stuck: .did
    case .cantTell: nil
    }
  }
}

/// How one knows: one list for results and reasons. A guess counts half.
public struct Knowing: Word {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  public static let told = Knowing(rawValue: "told")
  public static let wrote = Knowing(rawValue: "wrote")
  public static let colleague = Knowing(rawValue: "colleague")
  public static let booked = Knowing(rawValue: "booked")
  public static let did = Knowing(rawValue: "did")
  public static let guess = Knowing(rawValue: "guess")
  public static let known: [Knowing] = [.told, .wrote, .colleague, .booked, .did, .guess]
}

/// Where a deal stands or how it ended.
public struct Outcome: Word {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  public static let open = Outcome(rawValue: "open")
  public static let won = Outcome(rawValue: "won")
  public static let lost = Outcome(rawValue: "lost")
  public static let noDecision = Outcome(rawValue: "no decision")
  /// Not a real deal: left out of every figure.
  public static let invalid = Outcome(rawValue: "invalid")
  public static let known: [Outcome] = [.open, .won, .lost, .noDecision, .invalid]
}

/// Why a deal ended without a decision.
public struct NoDecision: Word {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  public static let known: [NoDecision] = [
    "likes what they have", "could not decide", "project died",
  ].map(NoDecision.init(rawValue:))
}

/// By which way an objection was heard.
public struct Channel: Word {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  public static let known: [Channel] = ["call", "meeting", "mail", "chat", "LinkedIn"]
    .map(Channel.init(rawValue:))
}
