import Domain
import Foundation

/// How dates are written in a column: which of day and month comes first.
public enum DateOrder: String, CaseIterable, Sendable {
  case dayFirst = "dmy"
  case monthFirst = "mdy"
}

/// The dates of one column. `2026-11-03` and what names its month read themselves; of `03/11/2026` the whole column
/// decides.
struct DateColumn {
  /// What these cells say by themselves; nil when they could be either, or no cell needs to be told.
  let order: DateOrder?
  /// A cell that has two readings.
  let unsure: String?

  init(_ cells: [String]) {
    var votes: [DateOrder: Int] = [:]
    var unsure: String?
    for cell in cells {
      guard case .numbers(let first, let second, _, let separator) = Written(cell) else { continue }
      if separator == "." || first > 12 && second <= 12 {
        votes[.dayFirst, default: 0] += 1
      } else if second > 12 && first <= 12 {
        votes[.monthFirst, default: 0] += 1
      } else if first != second {
        unsure = unsure ?? cell
      }
    }
    let (day, month) = (votes[.dayFirst] ?? 0, votes[.monthFirst] ?? 0)
    order = day == month ? nil : day > month ? .dayFirst : .monthFirst
    self.unsure = unsure
  }

  /// Nil when it is no date.
  static func day(_ cell: String, _ order: DateOrder?) -> Day? {
    let day: Day? =
      switch Written(cell) {
      case .plain(let year, let month, let day): year < 1000 ? nil : Day(year: year, month: month, day: day)
      case .numbers(let first, let second, let year, let separator):
        if order == .monthFirst, separator != "." {
          Day(year: year, month: first, day: second)
        } else {
          Day(year: year, month: second, day: first)
        }
      case .epoch(let milliseconds):
        Day(number: Int((Double(milliseconds) / 86_400_000).rounded(.down)))
      case nil: nil
      }
    return day.flatMap { (1970...2100).contains($0.year) ? $0 : nil }
  }

  private enum Written {
    case plain(year: Int, month: Int, day: Int)
    case numbers(Int, Int, year: Int, separator: Character)
    case epoch(Int)

    private static let months = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    /// How other languages begin them, where that differs.
    private static let otherMonths = [
      "ene": 1, "fev": 2, "fevr": 2, "mrz": 3, "maer": 3, "avr": 4, "abr": 4, "mai": 5, "juin": 6, "juil": 7, "aou": 8,
      "ago": 8, "okt": 10, "dez": 12, "dic": 12,
    ]

    /// Whatever time stands behind the day is left out: it is the day as the CRM shows it.
    init?(_ cell: String) {
      guard cell.utf8.count <= 40 else { return nil }
      if (12...13).contains(cell.count), let milliseconds = Int(cell) {
        self = .epoch(milliseconds)
        return
      }
      let words = Folding.words(cell)
      guard words.count >= 3 else { return nil }
      if words.prefix(3).allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }) {
        self.init(numbers: words, cell)
      } else {
        self.init(words: words)
      }
    }

    private init?(numbers words: [String], _ cell: String) {
      guard let separator = cell.first(where: { !$0.isNumber && !$0.isWhitespace }),
        ["-", "/", "."].contains(separator)
      else {
        return nil
      }
      // In 2026-11-03T10:00:00Z day and hour are one word: Folding parts at what is no letter or digit.
      guard let first = Int(words[0]), let second = Int(words[1]), let third = Int(words[2]) else { return nil }
      if words[0].count == 4 {
        self = .plain(year: first, month: second, day: third)
      } else if words[0].count <= 2, words[1].count <= 2, let year = Self.year(words[2]) {
        self = .numbers(first, second, year: year, separator: separator)
      } else {
        return nil
      }
    }

    /// `3 Nov 2026`, `Nov 3, 2026`, and `2026-11-03T10:00`, whose third word has the hour in it.
    private init?(words: [String]) {
      let third = words[2].split(separator: "t", maxSplits: 1)
      if words[0].count == 4, let year = Int(words[0]), let month = Int(words[1]), third.count == 2,
        let day = Int(third[0])
      {
        self = .plain(year: year, month: month, day: day)
      } else if let month = Self.month(words[1]), let day = Int(words[0]), let year = Self.year(words[2]) {
        self = .plain(year: year, month: month, day: day)
      } else if let month = Self.month(words[0]), let day = Int(words[1]), let year = Self.year(words[2]) {
        self = .plain(year: year, month: month, day: day)
      } else {
        return nil
      }
    }

    private static func month(_ word: String) -> Int? {
      guard word.count >= 3, word.allSatisfy(\.isLetter) else { return nil }
      for length in [4, 3] {
        let start = String(word.prefix(length))
        if let month = otherMonths[start] { return month }
      }
      return months.firstIndex(of: String(word.prefix(3))).map { $0 + 1 }
    }

    /// Of two digits, in this century up to 69.
    private static func year(_ word: String) -> Int? {
      guard let year = Int(word) else { return nil }
      switch word.count {
      case 2: return year < 70 ? 2000 + year : 1900 + year
      case 4: return year
      default: return nil
      }
    }
  }
}
