import ArgumentParser
import Domain
import Screens
import Storage

struct VersionCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "version", abstract: "Which Comeback this is.", discussion: "comeback version")
  static let number = "0.1.0"
  @OptionGroup var options: GlobalOptions

  func run(in session: inout Session) throws -> Int32 {
    if options.json {
      session.console.out(JSONFace.text(.object(["version": .integer(1), "comeback": .text(Self.number)])))
    } else {
      session.console.show(.text("comeback \(Self.number)"))
    }
    return Code.fine
  }
}

/// Help by moment, examples first.
enum HelpPage {
  static let groups: [(moment: String, commands: [(name: String, help: String)])] = [
    (
      "Before a call",
      [
        ("prep DEAL", "what this call will probably bring, and what to say"),
        ("search WORDS", "what to say when they say this"),
        ("show ID", "one objection whole, or an answer, a deal ..."),
        ("why ID", "why an answer stands where it stands"),
      ]
    ),
    (
      "After a call",
      [
        ("log DEAL WORDS", "what they said, what you answered, how it went"), ("logged [DEAL]", "what was logged"),
        ("reply < MAIL", "what a mail objects to, and what to write back"),
        ("result LOG WENT", "it turned out otherwise"), ("undo [N]", "take back your newest change"),
        ("redo", "do it again after all"),
        ("history [ID]", "what was done, or what a row once said"),
      ]
    ),
    (
      "After a deal",
      [
        ("debrief [DEAL]", "why it went as it did, in four minutes or one"),
        ("interview [DEAL]", "ask the buyer: a guide, a thank-you, what they said"),
        ("fit [DEAL]", "does it fit whom you can truly help? The profile, too"),
        ("follow-up", "come back to lost deals that fit: list, add, message ..."),
        ("event WORDS", "it happened: wake what waits for it"),
      ]
    ),
    (
      "What is kept",
      [
        ("objection", "list, add, edit, merge, part, move"), ("answer", "list, add, edit"),
        ("deal", "list, add, edit, won, lost, no-decision, invalid, reopen"), ("person", "list, add, edit"),
        ("proof", "list, add, edit"), ("... put-away, bring-back", "out of sight, and back; any of these"),
      ]
    ),
    (
      "In and out",
      [
        ("import PATH", "deals from your CRM, calls from a calendar.ics; objections, logs"),
        ("export FOLDER", "the same out again; --mine: your notes too"),
        ("export --team FILE.db", "a base for a colleague, without what is yours"),
        ("merge FILE.db", "what a colleague's base has"), ("conflicts", "what you both changed"),
        ("gaps", "what you looked for and nobody could answer"),
        ("playbook FILE.html", "the best answers, to hand on; or FILE.md"),
        ("share ID", "one answer, to paste into a chat"),
      ]
    ),
    (
      "House",
      [
        ("config", "your name, what you sell: get, set, list"), ("doctor", "is everything there?"),
        ("model", "what finds by meaning: is it here?"),
        ("backup", "a checked copy now; one a day comes by itself"),
        ("restore [DAY]", "put a backup in place"), ("demo", "an invented history to play with"),
        ("evaluate", "how well search finds what was meant"),
        ("completions SHELL", "Tab completes, in bash, zsh or fish"),
        ("version", "which one this is"),
        ("help [TOPIC]", "a command, or: words, keys, next, accessibility, exit-codes"),
      ]
    ),
  ]

  static let examples = [
    "comeback search \"they say it's way too dear\"", "comeback log Acme \"way over what we pay now\"",
    "comeback prep Acme",
  ]

  static func page(isRepl: Bool) -> Page {
    let mark = isRepl ? "/" : "comeback "
    var page = Page()
    page.add(Span("What to say when a prospect objects, and what came of it.", .heading))
    page.blank()
    if isRepl {
      page.add(Span("too expensive"), right: [Span("a line is a search", .muted)], indent: 2)
      page.add(Span("/why 1a"), right: [Span("why that answer stands first", .muted)], indent: 2)
      page.add(Span("/log 1a booked"), right: [Span("you gave it, and a step is booked", .muted)], indent: 2)
    } else {
      for example in examples { page.add(Span(example), indent: 2) }
      page.add(Span("comeback"), right: [Span("search at each key; F1 shows the keys", .muted)], indent: 2)
    }
    for (moment, commands) in groups {
      page.blank()
      page.add(Span(moment, .heading))
      for (name, help) in commands {
        let typed = mark + name
        page.add(
          Span(typed, .key), Span(String(repeating: " ", count: max(2, 28 - typed.count))), Span(help), indent: 2,
          hang: 30)
      }
    }
    page.blank()
    page.add(
      Span(
        "Every command: --help, --json, --plain, --database PATH, --no-input. \(isRepl ? "/quit leaves." : "")", .muted)
    )
    return page
  }

  static func topic(_ name: String) -> Page? {
    switch name {
    case "words": return words
    case "keys": return KeysPage.page
    case "accessibility": return Page(accessibility.map { Line([Span($0)]) })
    case "exit-codes": return exitCodes
    case "next": return NextStep.help
    default: return nil
    }
  }

  static let topics = ["words", "keys", "accessibility", "exit-codes", "next"]

  static let accessibility = [
    "For a screen reader: comeback config set accessible on, or ACCESSIBLE=1 in the environment, or TERM=dumb.",
    "Comeback is then asked line by line, as in a pipe. Nothing on the screen is drawn again, no line is repeated",
    "unasked, and what matters stands first in its line. Everything can be done there that the live search does:",
    "a line is a search, /log 1a booked logs, /why 1a says why, /undo takes back, /help lists the rest.",
    "Colour never says anything that words don't; NO_COLOR=1 or --color never turns it off.",
  ]

  static let meanings: [(word: String, meaning: String)] = [
    ("objection", "a reason not to buy, in one sentence, as the buyer would say it"),
    ("also said as", "other ways they say it; confirmed words of a log are learnt as one"),
    ("answer", "the question to ask first, the words to say, the proof, what to know but not say"),
    ("worked", "they booked a step, or let go of it"), ("partly", "softer, not settled"), ("failed", "stuck"),
    ("open", "can't tell yet; never counted, asked again"),
    ("how you know", "told, wrote, colleague, booked, did, guess; a guess counts half"),
    ("worked 7 of 9", "of the results that are known; open ones are left out"),
    ("proven", "five known results or more, and they hold"),
    ("not tried", "nobody logged a result yet"),
    ("KEEPS FAILING", "nine in ten that it is worse than the other answers"),
    ("CAREFUL", "it tends to backfire, and why"), ("NOT ALLOWED", "the lead or legal forbids it"),
    ("fit", "whether you could truly help them, by your profile; how keen they are is something else"),
    ("not a real deal", "left out of every figure (deal invalid)"),
    ("categories", Category.known.map(\.rawValue).joined(separator: ", ")),
  ]

  private static var words: Page {
    Page(meanings.map { Line([Span($0 + "  ", .key), Span($1)], hang: 4) })
  }

  private static var exitCodes: Page {
    Page(Code.meanings.map { Line([Span("\($0.code) ", .key), Span($0.meaning)], hang: 4) })
  }
}
