public import Domain
import Retrieval

/// The last times that an objection was met, a line each: when, who said it and where the deal stood, which answer
/// was given and how it went, their words.
public struct LastTimesPage {
  /// So many are listed.
  public static let most = 3

  private let encounters: ArraySlice<Encounter>
  private let letters: [ID<Response>: String]
  private let today: Day

  /// - Parameters:
  ///   - encounters: The newest first.
  ///   - answers: Those of the card, in its order, which have its letters.
  public init(_ encounters: [Encounter], answers: [ID<Response>], today: Day) {
    self.encounters = encounters.prefix(Self.most)
    letters = Dictionary(answers.enumerated().map { ($1, AnswersPage.letter($0)) }) { one, _ in one }
    self.today = today
  }

  public var page: Page {
    var page = Page()
    guard !encounters.isEmpty else { return page }
    page.add(Span("Last times", .muted), indent: 2)
    let rows = encounters.map { (when($0), situation($0), outcome($0), $0) }
    let widths = (
      rows.map { CellWidth.of($0.0) }.max() ?? 0, rows.map { CellWidth.of($0.1) }.max() ?? 0,
      rows.map { CellWidth.of($0.2) }.max() ?? 0
    )
    for (when, situation, outcome, encounter) in rows {
      let words = encounter.words.map { "\"\($0)\"" } ?? ""
      page.add(
        Span(Self.padded(when, widths.0) + "  ", .muted),
        Span(widths.1 > 0 ? Self.padded(situation, widths.1) + "  " : ""),
        Span(Self.padded(outcome, widths.2) + "  ", Self.style(encounter)), Span(words), indent: 4, hang: 8)
    }
    return page
  }

  /// 12 Nov; of another year, Nov 2025.
  private func when(_ encounter: Encounter) -> String {
    let day = encounter.met.day
    return day.year == today.year ? Wording.shortDate(day) : "\(Wording.shortMonth(day)) \(day.year)"
  }

  private func situation(_ encounter: Encounter) -> String {
    let words = [encounter.met.role, encounter.met.stage].compactMap { $0 }.joined(separator: ", ")
    return Self.cut(CleanText(words).description, to: 26)
  }

  /// The letter of the answer and how it went; without a letter when it isn't on the card any more.
  private func outcome(_ encounter: Encounter) -> String {
    guard let used = encounter.used else { return "no answer" }
    return "\(letters[used.response] ?? " ") \(Wording.went(encounter.went.result))"
  }

  private static func style(_ encounter: Encounter) -> Style {
    switch encounter.went.result {
    case .worked: .proven
    case .failed: .failing
    default: .plain
    }
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - CellWidth.of(text)))
  }

  private static func cut(_ text: String, to width: Int) -> String {
    guard CellWidth.of(text) > width else { return text }
    var kept = ""
    var left = width - 3
    for character in text {
      left -= CellWidth.of(character)
      if left < 0 { break }
      kept.append(character)
    }
    return kept + "..."
  }
}
