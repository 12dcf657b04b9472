import Domain
import Foundation
import Screens
import Terminal

/// Questions, by lines and by keys. The end of input leaves them, and Ctrl-C where there is a keyboard.
struct Questions {
  let session: Session

  /// The input ended before all was answered.
  struct Left: Error {
    /// How to go on with what is kept of it; nil when nothing is.
    var resume: String?
  }

  init(_ session: Session) throws {
    guard session.console.canAsk else { throw Problem.notATerminal }
    self.session = session
  }

  /// A line; nil when it was left empty.
  /// - Parameter initial: What stands there already.
  func line(_ question: String, initial: String = "") throws -> String? {
    guard let line = session.console.ask(fitted(question), initial: initial) else { throw Left() }
    return line.trimmedOrNil
  }

  /// What of a question fits on the line on which it is answered; what doesn't is said above, no word of it torn.
  private func fitted(_ question: String) -> String {
    guard let width = session.console.width, question.count > width - Self.room else { return question }
    let gap = question.contains("   ") ? "   " : "  "
    let parts = question.components(separatedBy: gap)
    let rows = parts.reduce(into: [String]()) { rows, part in
      if let last = rows.last, last.count + gap.count + part.count <= width - Self.room {
        rows[rows.count - 1] = last + gap + part
      } else {
        rows.append(part)
      }
    }
    let isLastShort = rows.count > 1 && (rows.last?.count ?? 0) <= width - Self.room
    for row in isLastShort ? rows.dropLast() : rows[...] { session.console.tell(.text(row)) }
    return isLastShort ? rows.last ?? "" : ""
  }

  /// Behind a question, for the sign that it is one and the beginning of an answer.
  private static let room = 6

  /// A line that must say something.
  func required(_ question: String, initial: String = "") throws -> String {
    while true {
      if let line = try line(question, initial: initial) { return line }
      session.console.tell(.text("It needs a word or two. Ctrl-D leaves."))
    }
  }

  /// One of some keys; asked again until it is one. Empty means `standard`, if there is one.
  func key(_ question: String, _ keys: [String], standard: String? = nil) throws -> String {
    let single = keys.filter { $0.count == 1 }
    let question = session.console.keyboard == nil ? question : fitted(question)
    if let keyboard = session.console.keyboard, Set(keys.compactMap(\.first)) == Set(single.compactMap(\.first)) {
      return try key(question, single, standard, keyboard)
    }
    let shown = (single.isEmpty ? keys : single).joined(separator: " ") + (standard == nil ? "" : ", or Enter")
    while true {
      guard let line = try line(question)?.lowercased() else {
        if let standard { return standard }
        session.console.tell(.text("Say one of: \(shown)"))
        continue
      }
      if keys.contains(line) { return line }
      session.console.tell(.text("Say one of: \(shown)"))
    }
  }

  /// The same by one key, where a single one says which.
  private func key(_ question: String, _ keys: [String], _ standard: String?, _ keyboard: Keyboard) throws -> String {
    let pressed = keyboard.key(question) { key in
      switch key {
      case .text(let letter): keys.contains(letter.lowercased())
      case .enter: standard != nil
      default: false
      }
    }
    switch pressed {
    case .text(let letter)?: return letter.lowercased()
    case .some: return standard ?? ""
    case nil: throw Left()
    }
  }

  /// A value that stands already: Enter keeps it, a lone minus clears it.
  func changed(_ name: String, _ current: String?) throws -> String? {
    guard let line = try line("\(name) [\(current ?? "")]") else { return current }
    return line == "-" ? nil : line
  }

  func yes(_ question: String, standard: Bool) throws -> Bool {
    try key("\(question) (\(standard ? "Y/n" : "y/N"))", ["y", "n", "yes", "no"], standard: standard ? "y" : "n")
      .hasPrefix("y")
  }
}

/// Words of a vocabulary as flags have them.
enum Vocabulary {
  /// - Throws: ``Problem/badValue(name:value:wanted:)``.
  static func word<W: Word>(_ typed: String, _ name: String) throws -> W {
    guard let word = W(meant: typed) else {
      let known = W.known.map(\.rawValue)
      let nearest = EditDistance.nearest(to: typed.lowercased(), among: known)
      throw Problem.badValue(
        name: name, value: typed,
        wanted: (nearest.map { "\($0)? Or " } ?? "") + "one of: " + known.joined(separator: ", "))
    }
    return word
  }

  static func day(_ typed: String, _ name: String) throws -> Day {
    guard let day = Day(typed) else {
      throw Problem.badValue(name: name, value: typed, wanted: "a date such as 2026-11-30")
    }
    return day
  }

  static func went(_ typed: String, _ name: String = "--went") throws -> Went {
    if let went = Went(rawValue: typed.lowercased()) { return went }
    let known = Went.allCases.map(\.rawValue)
    throw Problem.badValue(name: name, value: typed, wanted: "one of: " + known.joined(separator: ", "))
  }
}
