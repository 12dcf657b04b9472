public import Domain
public import Foundation
public import Storage

/// What a buyer said, as far as it was taken down and not saved yet.
public struct InterviewDraft: Draft, Equatable {
  public enum Who: Codable, Equatable, Sendable {
    case person(UUID)
    case role(String)
    /// Nobody said who.
    case unsaid
  }

  public struct Line: Codable, Equatable, Sendable {
    public let topic: String
    public let said: String
    public var meant: String?
    /// Whether it was asked what they meant.
    public var isAnswered = false

    public init(_ topic: Remark.Topic, said: String) {
      self.topic = topic.rawValue
      self.said = said
    }
  }

  /// An answer; empty when the question was passed over.
  public struct Answer: Codable, Equatable, Sendable {
    public let text: String?

    public init(_ text: String?) { self.text = text }
  }

  public let deal: UUID
  /// The day on which they said it.
  public var day: String
  public var who: Who?
  public var lines: [Line] = []
  /// How many of the topics are through.
  public var topics = 0
  public var category: Answer?
  public var words: Answer?
  public var competitor: Answer?
  /// How one knows, when it was said.
  public var how: String?

  public init(_ deal: ID<Deal>, on day: Day) {
    self.deal = deal.uuid
    self.day = day.description
  }

  /// What the draft of a deal is kept under.
  public static func name(_ deal: ID<Deal>) -> String { "interview \(deal.uuid.uuidString.lowercased())" }

  // MARK: As it is saved

  public var remarks: [Remark] {
    lines.map { line in
      var remark = Remark(
        deal: ID(deal), day: Day(day), topic: Remark.Topic(rawValue: line.topic), said: line.said, meant: line.meant)
      switch who {
      case .person(let id): remark.person = ID(id)
      case .role(let role): remark.role = role
      case .unsaid, nil: break
      }
      return remark
    }
  }

  /// Nil when they gave none.
  public var reason: Reason? {
    guard category?.text != nil || words?.text != nil else { return nil }
    return Reason(
      deal: ID(deal), by: .buyer, day: Day(day), category: category?.text.map(Category.init(rawValue:)),
      words: words?.text, knowing: how.map(Knowing.init(rawValue:)) ?? .told)
  }
}
