import Domain
import Foundation
import Retrieval

/// Whether something that happened is what a follow-up waits for. Pure.
///
/// By words: those that say what it is about, as stems, function words left out. Words such as "shipped" or "live" all
/// say that it is there, and count as one. When every word of the condition is in what happened it is certain; half of
/// them make it near. What was put off, called off or is still to come wakes nothing by itself: "SSO slipped to May", "SSO will ship".
///
/// "They have a project again" is about one house: only what names it is certain.
///
/// By meaning: near at most. Vectors hardly tell "SSO shipped" from "SCIM shipped".
public enum Waking: Equatable, Sendable {
  case certain, near, no

  /// From this cosine on a condition is near.
  static let nearCosine: Float = 0.5

  /// Something that happened, read once for all that may wait for it.
  public struct Happening {
    fileprivate let said: Said
    /// Folded, between blanks.
    fileprivate let text: String

    /// - Parameter stems: The stems of a text's words.
    public init(_ words: String, stems: (String) throws -> [String]) rethrows {
      said = Said(try Waking.words(of: words, stems), isTold: true)
      text = " \(Folding.fold(words)) "
    }

    fileprivate func names(_ house: [String]) -> Bool {
      house.map(Folding.fold).contains { !$0.isEmpty && text.contains(" \($0) ") }
    }
  }

  /// By words.
  /// - Parameters:
  ///   - names: What the house is called, of a condition that speaks of it as "they".
  ///   - stems: The stems of a text's words.
  public init(
    of condition: String, by event: Happening, names: [String] = [], stems: (String) throws -> [String]
  ) rethrows {
    let wanted = Said(try Self.words(of: condition, stems))
    let told = event.said
    let shared = wanted.subject.intersection(told.all).count
    let isWhole = !wanted.subject.isEmpty && shared == wanted.subject.count
    let isThere = !wanted.saysItIsThere || told.saysItIsThere
    let isOfThem = !wanted.isOfThem || event.names(names)
    if isWhole, isThere, isOfThem, told.isRefused == wanted.isRefused {
      self = .certain
    } else if shared > 0, shared * 2 >= wanted.subject.count {
      self = .near
    } else if wanted.subject.isEmpty, wanted.saysItIsThere, told.saysItIsThere {
      // "It is shipped": what, nobody said.
      self = .near
    } else {
      self = .no
    }
  }

  /// What words leave open, by meaning.
  /// - Parameter cosine: How near the two texts are by meaning; nil without the model.
  public func orByMeaning(_ cosine: Float?) -> Waking {
    self == .no && (cosine ?? 0) >= Self.nearCosine ? .near : self
  }

  /// What a deal waits for that we lacked something for, out of the reason's words: "no SSO yet" waits for "SSO is
  /// shipped". Nil when they are too many to be the name of one thing.
  public static func condition(for missing: String?) -> String? {
    let all = (missing ?? "").split(whereSeparator: \.isWhitespace)
    guard all.count <= 6 else { return nil }
    let pieces = all.filter { piece in
      let word = Folding.fold(String(piece))
      return !word.isEmpty && !FunctionWords.all.contains(word) && !lacking.contains(word)
    }
    guard (1...3).contains(pieces.count) else { return nil }
    let name = pieces.joined(separator: " ").trimmingCharacters(in: .punctuationCharacters)
    return name.isEmpty ? nil : "\(name) is shipped"
  }

  private static let lacking: Set<String> = [
    "missing", "lack", "lacks", "lacked", "lacking", "need", "needs", "needed", "without", "wanted", "yet",
  ]

  fileprivate static func words(of text: String, _ stems: (String) throws -> [String]) rethrows -> [(
    word: String, stem: String
  )] {
    try Folding.words(text).flatMap { word in try stems(word).map { (word, $0) } }
  }

  fileprivate struct Said {
    /// What it is about.
    private(set) var subject: Set<String> = []
    private(set) var all: Set<String> = []
    /// Whether it says that something is there now.
    private(set) var saysItIsThere = false
    /// Whether it says that something did not come about.
    private(set) var isRefused = false
    /// Whether it speaks of somebody as "they".
    private(set) var isOfThem = false

    /// - Parameter isTold: Whether it tells what happened; else it is a condition, which is always to come.
    init(_ words: [(word: String, stem: String)], isTold: Bool = false) {
      for (word, stem) in words {
        all.insert(stem)
        if Waking.them.contains(word) { isOfThem = true }
        if Waking.there.contains(word) {
          saysItIsThere = true
        } else if Waking.refusals.contains(word) || isTold && Waking.toCome.contains(word) {
          isRefused = true
        } else if !FunctionWords.all.contains(word), !Waking.fillers.contains(word) {
          subject.insert(stem)
        }
      }
    }
  }

  private static let there: Set<String> = [
    "ship", "ships", "shipped", "shipping", "release", "releases", "released", "live", "launch", "launches", "launched",
    "available", "done", "finished", "ready", "here", "out", "arrived", "added", "built", "delivered", "supported",
    "exists",
  ]
  private static let them: Set<String> = ["they", "their", "theirs", "them", "theyre", "theyve"]
  /// Words of time that say nothing of what it is about.
  private static let fillers: Set<String> = ["again", "already", "finally", "soon", "still", "today", "yet"]
  /// Words that tell of what is still to come, or ask after it.
  private static let toCome: Set<String> = [
    "will", "going", "plans", "planned", "planning", "soon", "might", "would", "did", "does", "expected",
  ]
  private static let refusals: Set<String> = [
    "not", "no", "never", "isnt", "wont", "hasnt", "didnt", "doesnt", "cant", "without", "cancelled", "canceled",
    "delayed", "postponed", "slipped", "slips", "stops", "stopped", "dropped", "scrapped", "off", "late", "later",
  ]
}
