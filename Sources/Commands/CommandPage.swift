import ArgumentParser
import Screens

/// Help on one command: examples first, then what may be said with it.
enum CommandPage {
  static func page(_ command: any ParsableCommand.Type, _ sheet: CommandSheet) -> Page {
    var page = Page()
    page.add(Span(sheet.abstract, .heading))
    for block in sheet.blocks {
      page.blank()
      switch block {
      case .examples(let lines): for line in lines { page.add(Span(line), indent: 2, hang: 6) }
      case .text(let text): page.add(Span(text))
      }
    }
    let verbs = CommandSheet.verbs(of: command)
    if verbs.isEmpty {
      page.blank()
      page.add(Span("Typed so: ", .muted), Span(sheet.usage), hang: 4)
      if !sheet.aliases.isEmpty {
        page.add(Span("Short: ", .muted), Span(sheet.aliases.map { "comeback " + $0 }.joined(separator: ", ")))
      }
    } else {
      add("", verbs.map { ($0._commandName, $0.configuration.abstract) }, to: &page)
      page.blank()
      page.add(Span("How one of them is typed: comeback help \(sheet.name) \(verbs[0]._commandName)", .muted))
      return page
    }
    add("", sheet.words.map { ($0.typed, $0.help) } + sheet.flags.map { ($0.typed, $0.help) }, to: &page)
    add("With every command", CommandSheet.everywhere.map { ($0.typed, $0.help) }, to: &page)
    return page
  }

  private static func add(_ heading: String, _ rows: [(typed: String, help: String)], to page: inout Page) {
    if rows.isEmpty { return }
    page.blank()
    if !heading.isEmpty { page.add(Span(heading, .heading)) }
    let width = 24
    for (typed, help) in rows {
      page.add(
        Span(typed, .key), Span(String(repeating: " ", count: max(2, width - typed.count)) + help), indent: 2,
        hang: width + 2)
    }
  }
}
