import ArgumentParser
import Domain
import Playbooks
import Retrieval
import Screens
import Storage

struct PlaybookCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "playbook", abstract: "A readable page of the best answers, to hand on.",
    discussion: """
      comeback playbook playbook.md
      comeback playbook price.html category:price

      It names no account, no person and no amount. The name's ending says the form: .md is Markdown, .html a page
      that any browser shows and prints, with nothing to install.
      """)

  @OptionGroup var options: GlobalOptions
  @Flag(help: "Write over a file that is there.") var force = false
  @Argument(help: "The file to make; - writes to the screen.") var file: String
  @Argument(help: "Filters, such as category:price role:cfo.") var filters: [String] = []

  func run(in session: inout Session) throws -> Int32 {
    guard let form = Form(file) else { throw Problem.unknownForm(file) }
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
    let text = form.text(Playbook(survey))
    if file == "-" {
      session.console.out(text)
      return Code.fine
    }
    try NewFile.write(text, to: file, force: force) { $0.hasPrefix(form.beginning) }
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

  /// What a playbook can be, by the ending of its file's name; on a screen it is Markdown.
  private enum Form {
    case markdown, html

    init?(_ file: String) {
      let name = file.lowercased()
      if name == "-" || name.hasSuffix(".md") {
        self = .markdown
      } else if name.hasSuffix(".html") || name.hasSuffix(".htm") {
        self = .html
      } else {
        return nil
      }
    }

    func text(_ playbook: Playbook) -> String {
      switch self {
      case .markdown: MarkdownPlaybook(playbook).text
      case .html: HTMLPlaybook(playbook).text
      }
    }

    /// By which one of ours is known.
    var beginning: String {
      switch self {
      case .markdown: "# Playbook"
      case .html: HTMLPlaybook.beginning
      }
    }
  }
}
