/// The keys of the live search: F1, and `comeback help keys`.
public enum KeysPage {
  private static let list: [(keys: String, what: String)] = [
    ("Up Down, ^P ^N", "another objection"),
    ("Left Right, ^G", "another answer, from either end of the line"),
    ("Enter", "say it: the whole card. It never saves anything"),
    ("^L", "log it: their words, what you said, how it went"),
    ("^Y", "copy the words"),
    ("^O", "keep what you typed as a new objection"),
    ("Tab", "go on with a filter, or show them: role:cfo industry:fintech"),
    ("^R  ^T", "what you looked for before; the deal's context off, and on again"),
    ("^A ^E ^W ^K ^U", "line: begin, end, delete word, rest, all"),
    ("Esc", "clear; again: leave"),
    ("^C, ^D, ^Z", "leave at once; leave an empty line; suspend"),
    ("F1 or ^X  F2  F5", "these keys; what is due, tomorrow; draw anew"),
  ]
  private static let card: [(keys: String, what: String)] = [
    ("n w p f u  z", "booked, let go, softer, stuck, can't tell; take back: Enter does it"),
    ("^L", "log it with all questions"),
    ("c  s  y", "copy the words; a block for a colleague; why"),
    ("A B C", "that answer (big letters); small ones begin new words"),
  ]

  public static var page: Page {
    var page = Page()
    for row in list { page.add(Span(padded(row.keys), .key), Span(row.what), indent: 1, hang: 18) }
    page.add(Span("In a card", .heading), indent: 1)
    for row in card { page.add(Span(padded(row.keys), .key), Span(row.what), indent: 1, hang: 18) }
    return page
  }

  private static func padded(_ text: String) -> String {
    text + String(repeating: " ", count: max(1, 17 - text.count))
  }
}
