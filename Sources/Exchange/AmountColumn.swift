import Foundation

/// What parts whole from hundredths.
public enum DecimalMark: String, CaseIterable, Sendable { case point, comma }

/// How amounts of one column are to be read: with a decimal point or a decimal comma. One column has one way of
/// writing; a cell that can be read in two ways follows those that can't.
struct AmountColumn {
  struct Amount: Equatable {
    let value: Double
    /// What stands beside the figure: EUR, USD.
    let currency: String?
  }

  let decimal: DecimalMark?
  /// A cell that has two readings, where no other says which is meant.
  let unsure: String?

  init(_ cells: [String], decimal: DecimalMark? = nil) {
    var votes: [DecimalMark: Int] = [:]
    var unsure: String?
    for cell in cells {
      guard let figure = Figure(cell) else { continue }
      switch figure.reading {
      case .plain: break
      case .surely(let decimal): votes[decimal, default: 0] += 1
      case .either: unsure = unsure ?? cell
      }
    }
    let (point, comma) = (votes[.point] ?? 0, votes[.comma] ?? 0)
    self.decimal = decimal ?? (point == comma ? nil : point > comma ? .point : .comma)
    self.unsure = self.decimal == nil ? unsure : nil
  }

  /// No deal is worth more; a figure beyond is something else.
  private static let mostValue = 1e15

  /// Nil when it is no amount.
  func amount(_ cell: String) -> Amount? {
    guard let figure = Figure(cell) else { return nil }
    let decimal =
      switch figure.reading {
      case .plain: DecimalMark.point
      case .surely(let surely): surely
      // Three digits behind the only separator: thousands, unless this column has its decimals so.
      case .either(let separator): self.decimal ?? (separator == "." ? .comma : .point)
      }
    let separator: Character = decimal == .point ? "." : ","
    let plain = figure.digits.filter { $0.isNumber || $0 == separator }.replacing(",", with: ".")
    guard let value = Double(plain), value < Self.mostValue else { return nil }
    return Amount(value: figure.isNegative ? -value : value, currency: figure.currency)
  }

  /// What a cell that is no amount probably means: 48000 for "48k".
  func suggestion(for cell: String) -> String? {
    let lower = cell.lowercased().trimmedOfBlanks
    for (ending, factor) in [("k", 1e3), ("tsd", 1e3), ("m", 1e6), ("mio", 1e6), ("mn", 1e6)]
    where lower.hasSuffix(ending) {
      guard let amount = amount(String(lower.dropLast(ending.count))) else { continue }
      return AmountText.text((amount.value * factor * 100).rounded() / 100)
    }
    return nil
  }

  /// A cell without its currency and blanks.
  private struct Figure {
    enum Reading {
      case plain
      case surely(DecimalMark)
      /// One separator with three digits behind it.
      case either(Character)
    }

    let digits: String
    let isNegative: Bool
    let currency: String?
    let reading: Reading

    private static let signs: [(sign: String, code: String)] = [
      ("US$", "USD"), ("€", "EUR"), ("£", "GBP"), ("$", "USD"), ("¥", "JPY"), ("₹", "INR"), ("zł", "PLN"),
      ("Fr.", "CHF"),
    ]

    init?(_ cell: String) {
      var text = cell
      var currency: String?
      for (sign, code) in Self.signs where text.contains(sign) {
        text = text.replacing(sign, with: "")
        currency = currency ?? code
      }
      text = text.trimmedOfBlanks
      for piece in [text.prefix(3), text.suffix(3)]
      where currency == nil && piece.count == 3 && piece.allSatisfy({ $0.isASCII && $0.isUppercase }) {
        currency = String(piece)
        text = piece.startIndex == text.startIndex ? String(text.dropFirst(3)) : String(text.dropLast(3))
      }
      text = text.filter { !$0.isWhitespace && $0 != "'" && $0 != "\u{2019}" }
      isNegative = text.hasPrefix("-") || text.hasPrefix("\u{2212}")
      if isNegative || text.hasPrefix("+") { text.removeFirst() }
      let isFigure = text.utf8.allSatisfy {
        (48...57).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",")
      }
      guard isFigure, text.contains(where: \.isNumber), text.count <= 40, let reading = Self.reading(text) else {
        return nil
      }
      (digits, self.currency, self.reading) = (text, currency, reading)
    }

    /// Nil when the separators make no sense.
    private static func reading(_ text: String) -> Reading? {
      let separators = text.filter { !$0.isNumber }
      guard let last = separators.last else { return .plain }
      let decimal: DecimalMark = last == "." ? .point : .comma
      let groups = text.split(omittingEmptySubsequences: false) { !$0.isNumber }
      if Set(separators).count == 2 {
        let isOnce = separators.count { $0 == last } == 1
        return isOnce && isGrouped(groups.dropLast()) ? .surely(decimal) : nil
      }
      if separators.count > 1 { return isGrouped(groups[...]) ? .surely(decimal == .point ? .comma : .point) : nil }
      let isThree = groups[1].count == 3 && (1...3).contains(groups[0].count) && groups[0] != "0"
      return isThree ? .either(last) : .surely(decimal)
    }

    private static func isGrouped(_ groups: ArraySlice<Substring>) -> Bool {
      (1...3).contains(groups.first?.count ?? 0) && groups.dropFirst().allSatisfy { (2...3).contains($0.count) }
    }
  }
}
