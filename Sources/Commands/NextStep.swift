import Calls
import Domain
import Exchange
import Foundation
import Screens
import Storage

/// The next step of a call as a file for the rep's calendar.
struct NextStep {
  private let receipt: CallReceipt
  private let note: CallNote
  private let words: String?
  private let session: Session

  init(_ receipt: CallReceipt, _ note: CallNote, words: String?, _ session: Session) {
    self.receipt = receipt
    self.note = note
    self.words = words
    self.session = session
  }

  /// Whether there is a step to make a file of.
  var isNamed: Bool { words != nil }

  /// Makes the file where a rep looks for it.
  func offer() { _ = made { try write($0, to: Self.place(title($0), session.environment)) } }

  /// Makes the file that a flag names.
  /// - Returns: The exit code.
  func write(to path: String) -> Int32 { made { try write($0, to: path) } }

  /// Asks once for the day, where the step names none; nothing is written without one. What goes wrong here leaves the
  /// log as it is, and says so.
  private func made(_ write: (When) throws -> Void) -> Int32 {
    do {
      if let when = try when() { try write(when) }
      return Code.fine
    } catch is Questions.Left {
      session.console.tell(.text("", "No file was made. The log is saved."))
      return Code.fine
    } catch {
      let page = ErrorPage(error)
      session.console.tell(page.page)
      session.console.tell(.text("The log is saved all the same."))
      return page.code
    }
  }

  private func when() throws -> When? {
    if let when = words.flatMap({ When($0, now: session.now(), in: session.zone) }) { return when }
    while let typed = try Questions(session).line("When? Thu 10:00 (empty: no file)") {
      if let when = When(typed, now: session.now(), in: session.zone) {
        return When(day: when.day, time: when.time, rest: words ?? when.rest)
      }
      session.console.tell(.text("\"\(typed)\" is no day that I can read."))
    }
    return nil
  }

  /// - Parameter path: Nothing may stand there.
  private func write(_ when: When, to path: String) throws {
    let step = CalendarStep(
      // Without the note: a buyer may be invited to it.
      uid: "\(receipt.lines.first?.encounter.id.uuid.uuidString.lowercased() ?? "call")-next", title: title(when),
      when: when, zone: session.zone, made: session.now())
    try NewFile.write(step.text, to: path, force: false, isOurs: { _ in false })
    let day = "\(Wording.weekday(when.day)) \(Wording.date(when.day))"
    let time = when.time.map { " \(Wording.clock($0))" } ?? ""
    // A line of its own, so that it can be taken up whole.
    session.console.tell(
      .text("\(step.title), \(day)\(time)", shown(path), "Open it to put it in your calendar."))
  }

  /// Acme: CFO review
  private func title(_ when: When) -> String {
    [receipt.deal?.name, when.rest.trimmedOrNil ?? "next step"].compactMap { $0 }.joined(separator: ": ")
  }

  static let help = Page.text(
    "The next step of a call, and when: comeback log ... --next \"CFO review Thu 10:00\"",
    "Days: today, tomorrow, Thu, next Monday, in 3 days, in 2 weeks, end of month, 30 Nov, Nov 30, 30.11., 2026-11-30.",
    "A weekday is the next one to come; \"next Friday\" is in the week that begins next Monday.",
    "A date without a year is the next to come. 11/12/2026 may be two days, and is none.",
    "Times beside it: 10:00, 10am, 10 pm, 9h, noon; behind a day also 10. Without am or pm, 1 to 6 are in the afternoon.",
    "--calendar FILE.ics, or the key k after a log, makes it a file for your calendar: in Downloads if you have that",
    "folder, else here. Calls come in with: comeback import calendar.ics")

  // MARK: Where

  /// Where a rep looks for files that are to be opened, else here; under a name that nothing has yet.
  static func place(_ title: String, _ environment: [String: String]) -> String {
    let downloads = home(environment) + "/Downloads"
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: downloads, isDirectory: &isFolder) && isFolder.boolValue
    let folder = isThere ? downloads : FileManager.default.currentDirectoryPath
    let name = fileName(title)
    let names = ["\(name).ics"] + (2...99).map { "\(name) \($0).ics" }
    let free = names.first { !FileManager.default.fileExists(atPath: "\(folder)/\($0)") }
    return "\(folder)/\(free ?? names[0])"
  }

  private static func home(_ environment: [String: String]) -> String { environment["HOME"] ?? NSHomeDirectory() }

  private var home: String { Self.home(session.environment) }

  private func shown(_ path: String) -> String { path.hasPrefix(home + "/") ? "~" + path.dropFirst(home.count) : path }

  /// A title as the name of a file: letters, digits and blanks of it, and no more than a name may hold anywhere.
  static func fileName(_ title: String) -> String {
    let kept = title.map { character -> Character in
      character.isLetter || character.isNumber || "-_".contains(character) ? character : " "
    }
    var name = String(kept).split(separator: " ").joined(separator: " ")
    while name.utf8.count > 60 { name.removeLast() }
    let bare = name.trimmingCharacters(in: CharacterSet(charactersIn: " -_"))
    // Windows keeps these names to itself.
    let reserved = ["con", "prn", "aux", "nul"].contains(bare.lowercased())
    return bare.isEmpty || reserved ? "next step" : bare
  }

  /// A file named by a flag, looked at before anything is saved.
  /// - Throws: ``Problem`` for a name that won't do, or a step whose day can't be read.
  static func checked(_ path: String, for words: String?, canAsk: Bool, _ session: Session) throws {
    try checked(path)
    guard !canAsk, words.flatMap({ When($0, now: session.now(), in: session.zone) }) == nil else { return }
    guard let words else {
      throw Problem.needs("--next", example: "--calendar wants a step with a day: --next \"CFO review Thu 10:00\"")
    }
    throw Problem.badValue(name: "--next", value: words, wanted: "a day with it, such as \"CFO review Thu 10:00\"")
  }

  /// - Parameter isOurs: Whether a file that is there may be written over.
  /// - Throws: ``Problem`` for a place that won't do.
  static func checked(_ path: String, isOurs: (String) -> Bool = { _ in false }) throws {
    guard path.lowercased().hasSuffix(".ics") else {
      throw Problem.badValue(name: "--calendar", value: path, wanted: "a file name that ends in .ics")
    }
    if let there = try? FileManager.default.attributesOfItem(atPath: path) {
      let isFile = there[.type] as? FileAttributeType == .typeRegular
      let old = isFile ? (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" : ""
      guard isOurs(old) else { throw Problem.cannotWrite(path, reason: "a file of that name is there already") }
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard FileManager.default.isWritableFile(atPath: folder) else {
      throw Problem.cannotWrite(path, reason: "its folder isn't there, or is not yours to write in")
    }
  }
}
