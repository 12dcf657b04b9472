import ArgumentParser
import Domain
import Foundation
import Playbooks
import Retrieval
import Screens
import Storage

struct PlaybookCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "playbook", abstract: "A readable page of the best answers, to hand on.",
    discussion: """
      comeback playbook playbook.md
      comeback playbook price.md category:price

      It names no account, no person and no amount. The name's ending says the form: .md is Markdown.
      """)

  @OptionGroup var options: GlobalOptions
  @Flag(help: "Write over a file that is there.") var force = false
  @Argument(help: "The file to make; - writes to the screen.") var file: String
  @Argument(help: "Filters, such as category:price role:cfo.") var filters: [String] = []

  func run(in session: inout Session) throws -> Int32 {
    guard file == "-" || file.lowercased().hasSuffix(".md") else { throw Problem.unknownForm(file) }
    let base = try session.base()
    let survey = try base.read { reader in
      try Survey(
        of: reader, filters: filters.joined(separator: " "), on: session.today, slots: Slots.values(in: reader))
    }
    // A filter that filters nothing would hand on more than was meant.
    if !survey.notices.isEmpty { throw Problem.badFilters(survey.notices.map(Wording.notice)) }
    if survey.entries.isEmpty {
      session.console.tell(
        .text(
          filters.isEmpty
            ? "The base is empty. comeback import FILE or comeback log"
            : "Nothing fits these filters. No file was made."))
      return Code.nothingFound
    }
    let text = MarkdownPlaybook(Playbook(survey)).text
    if file == "-" {
      session.console.out(text)
      return Code.fine
    }
    try NewFile.write(text, to: file, force: force) { $0.hasPrefix("# Playbook") }
    let objections = Wording.count(survey.entries.count, "objection", "objections")
    if options.json {
      session.console.out(
        JSONFace.text(
          .object(["version": .integer(1), "file": .text(file), "objections": .integer(Int64(survey.entries.count))])))
    } else {
      session.console.show(
        .text("\(file): \(objections). No account, person or amount is named; read it once before you hand it on."))
    }
    return Code.fine
  }
}

/// Files that are there whole or not at all.
enum NewFile {
  /// Writes beside the place and renames, so that nothing half-written stays. A link is never followed.
  /// - Parameter isOurs: Whether a file that is there may be written over, by its beginning.
  static func write(_ text: String, to path: String, force: Bool, isOurs: (String) -> Bool) throws {
    let url = URL(fileURLWithPath: path)
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    if let attributes {
      let isFile = attributes[.type] as? FileAttributeType == .typeRegular
      let old = isFile ? (try? String(contentsOf: url, encoding: .utf8)) ?? "" : ""
      guard isFile, force || isOurs(old) else { throw Problem.fileExists(path) }
    }
    let temporary = url.deletingLastPathComponent().appendingPathComponent(".\(UUID().uuidString).partial")
    defer { try? FileManager.default.removeItem(at: temporary) }
    guard
      FileManager.default.createFile(
        atPath: temporary.path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    else { throw Problem.cannotWrite(path, reason: "the folder isn't there, or isn't yours") }
    guard rename(temporary.path, url.path) == 0 else {
      throw Problem.cannotWrite(path, reason: String(cString: strerror(errno)))
    }
  }
}
