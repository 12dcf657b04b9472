public import Domain
public import Foundation
public import Storage

/// A log that was begun and not saved: what was answered so far, so that no word of it is typed twice.
public struct CallDraft: Draft, Equatable {
  public enum Deal: Codable, Equatable, Sendable {
    case none
    case existing(UUID)
    case new(name: String)
  }

  /// One objection, answered as far as its fields go.
  public struct Line: Codable, Equatable, Sendable {
    public enum Meant: Codable, Equatable, Sendable {
      case known(UUID)
      case new(sentence: String, category: String)
    }

    public enum Said: Codable, Equatable, Sendable {
      case nothing
      /// An answer that is here, with its place among those that were shown.
      case answer(UUID, rank: Int?, shown: Int)
      /// One's own words, kept as an answer of its own.
      case own(String)
    }

    public let words: String
    public var meant: Meant?
    public var said: Said?
    public var went: String?

    public init(words: String) { self.words = words }

    /// Whether nothing is left to ask.
    public var isAnswered: Bool { meant != nil && (said == .nothing || said != nil && went != nil) }

    /// As it is logged; nil while something is left to ask.
    public func line(learnt: String?, knowing: Knowing?, note: String?) -> CallLog.Line? {
      guard isAnswered, let meant, let said else { return nil }
      let objection: CallLog.Line.Meant =
        switch meant {
        case .known(let id): .known(ID(id))
        case .new(let sentence, let category): .new(sentence: sentence, category: Category(rawValue: category))
        }
      var line = CallLog.Line(words: words, meant: objection, learnt: learnt, note: note)
      switch said {
      case .nothing: return line
      case .own(let text): line.said = text
      case .answer(let id, let rank, let shown): line.used = Encounter.Used(response: ID(id), rank: rank, shown: shown)
      }
      line.went = went.flatMap(Went.init(rawValue:))
      line.knowing = knowing
      return line
    }
  }

  /// When it was begun, as ``Moment`` writes it.
  public let begun: String
  public var deal: Deal
  public var lines: [Line] = []
  public var role: String?
  public var stage: String?
  public var competitor: String?
  public var product: String?
  public var channel: String?
  public var note: String?
  /// How one knows, and how it went, when the command said so for every line.
  public var how: String?
  public var went: String?

  /// What it is kept under.
  public static let name = "log"

  public init(begun: Moment, deal: CallLog.DealChoice) {
    self.begun = begun.description
    self.deal =
      switch deal {
      case .none: .none
      case .existing(let id): .existing(id.uuid)
      case .new(let name): .new(name: name)
      }
  }

  public var dealChoice: CallLog.DealChoice {
    switch deal {
    case .none: .none
    case .existing(let id): .existing(ID(id))
    case .new(let name): .new(name: name)
    }
  }
}
