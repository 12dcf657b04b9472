import Foundation
import TestBase
import Testing

@Suite("comeback completions: Tab in bash, zsh and fish")
struct CompletionRoadTests {
  private let binary: Binary

  init() throws { binary = try Binary() }

  enum Shell: String, CaseIterable {
    case bash, zsh, fish

    static var installed: [Shell] { allCases.filter { $0.path != nil } }

    var path: String? {
      (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        .map { "\($0)/\(rawValue)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
  }

  /// Runs a script in a shell that finds the command under test, with the shell's script beside it.
  private func run(_ shell: Shell, _ script: String, _ arguments: [String] = [], check: Bool = false) throws
    -> Binary.Ended
  {
    let file = binary.folder.appendingPathComponent("completion.\(shell.rawValue)")
    let made = try binary.run("completions", shell.rawValue)
    #expect(made.code == 0 && made.err.isEmpty)
    try made.out.write(to: file, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(shell.path))
    process.arguments = check ? ["-n", file.path] : ["-c", script] + (shell == .bash ? ["bash"] : []) + arguments
    var environment = binary.environment
    let beside = Binary.executable.deletingLastPathComponent().path
    environment["PATH"] = beside + ":" + (environment["PATH"] ?? "")
    environment["COMPLETION"] = file.path
    process.environment = environment
    process.currentDirectoryURL = binary.folder
    let (out, err) = (Pipe(), Pipe())
    process.standardOutput = out
    process.standardError = err
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let texts = [out, err].map { String(decoding: $0.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) }
    process.waitUntilExit()
    return Binary.Ended(code: process.terminationStatus, out: texts[0], err: texts[1])
  }

  /// What bash would put in for the line's end. Words are parted at blanks, `:` and `=` outside quotes, as bash does.
  private func bash(_ line: String, replacing typed: String) throws -> [String] {
    let script = """
      source "$COMPLETION"
      COMP_LINE=$1 COMP_POINT=${#1} COMP_TYPE=9 COMP_KEY=9
      IFS=' ' read -r -a COMP_WORDS <<<"${1//[:=]/ & }"
      [[ $1 == *' ' ]] && COMP_WORDS+=('')
      COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
      _comeback comeback "$2" "${COMP_WORDS[COMP_CWORD-1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let seen = try run(.bash, script, [line, typed])
    #expect(seen.code == 0 && seen.err.isEmpty, "\(seen)")
    return seen.out.split(separator: "\n").map(String.init)
  }

  private func withDeals(_ names: String...) throws {
    for name in names { #expect(try binary.run("deal", "add", name, "--stage", "demo").code == 0) }
  }

  private func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: binary.folder.path).filter { !$0.hasPrefix("completion.") }
      .sorted()
  }

  @Test("Each shell takes its script", arguments: Shell.allCases)
  func accepted(_ shell: Shell) throws {
    defer { binary.remove() }
    let made = try binary.run("completions", shell.rawValue)
    #expect(made.code == 0 && made.out.hasSuffix("\n") && made.err.isEmpty)
    guard shell.path != nil else { return }
    let seen = try run(shell, "", check: true)
    #expect(seen.code == 0 && seen.out.isEmpty && seen.err.isEmpty, "\(seen)")
  }

  @Test("A shell that isn't known is refused")
  func unknown() throws {
    defer { binary.remove() }
    let seen = try binary.run("completions", "tcsh")
    #expect(seen.code == 64 && seen.out.isEmpty)
  }

  @Test("In bash: commands, verbs, flags and what is fixed")
  func fixed() throws {
    defer { binary.remove() }
    #expect(try bash("comeback sea", replacing: "sea") == ["search"])
    #expect(try bash("comeback deal re", replacing: "re") == ["reopen"])
    #expect(try bash("comeback --json deal w", replacing: "w") == ["won"])
    #expect(try bash("comeback log --we", replacing: "--we") == ["--went"])
    #expect(try bash("comeback log --went ", replacing: "").first == "booked")
    #expect(try bash("comeback log --went=le", replacing: "le") == ["let-go"])
    #expect(try bash("comeback objection list --category ri", replacing: "ri") == ["risk-compliance"])
    #expect(try bash("comeback search --color al", replacing: "al") == ["always"])
    #expect(try bash("comeback help exi", replacing: "exi") == ["exit-codes"])
    #expect(try bash("comeback config set pri", replacing: "pri") == ["price"])
    #expect(try bash("comeback search category:st", replacing: "st") == ["status-quo"])
    #expect(try bash("comeback search 'too dear went:bo", replacing: "too dear went:bo") == ["too dear went:booked"])
    #expect(try bash("comeback nonsense ", replacing: "").isEmpty)
  }

  @Test("In bash: deals, whole or in quotes, and what the base has been told")
  func deals() throws {
    defer { binary.remove() }
    try withDeals("Acme", "Acme North", "Övre & Sons")
    #expect(try bash("comeback deal won ", replacing: "") == ["Övre\\ \\&\\ Sons", "Acme\\ North", "Acme"])
    #expect(try bash("comeback prep Acme\\ N", replacing: "Acme\\ N") == ["Acme\\ North"])
    #expect(try bash("comeback log 'Acme N", replacing: "Acme N") == ["Acme North"])
    #expect(try bash("comeback logged \"acme n", replacing: "acme n") == ["Acme North"])
    #expect(try bash("comeback deal won Acme N", replacing: "N") == ["North"])
    #expect(try bash("comeback search x --deal ö", replacing: "ö") == ["Övre\\ \\&\\ Sons"])
    #expect(try bash("comeback search dear deal:acme-", replacing: "acme-") == ["acme-north"])
    #expect(try bash("comeback log --stage ", replacing: "") == ["demo"])
    // A log that says its deal by a flag has none as its first word.
    #expect(try bash("comeback log --no-deal ", replacing: "").isEmpty)
    #expect(try binary.run("search", "dear deal:acme-north").out.contains("deal") == false)
    _ = try binary.run("deal", "won", "Acme North")
    #expect(try bash("comeback deal reopen ", replacing: "") == ["Acme\\ North"])
  }

  @Test("The base that the line names is asked")
  func otherBase() throws {
    defer { binary.remove() }
    _ = try binary.run("deal", "add", "Elsewhere", "--database", binary.folder.path + "/other.db")
    #expect(try bash("comeback deal won El", replacing: "El").isEmpty)
    for flag in ["--database other.db", "--database=other.db"] {
      #expect(try bash("comeback \(flag) deal won El", replacing: "El") == ["Elsewhere"])
    }
  }

  @Test("Names from outside run nothing and break nothing", arguments: Shell.installed)
  func hostile(_ shell: Shell) throws {
    defer { binary.remove() }
    let name = "Z \"q\" 'a' $(touch pwned) `touch pwned` ;touch pwned\nnew \u{1B}[31mline !x *"
    try withDeals(name)
    switch shell {
    case .bash:
      for (line, typed) in [("Z", "Z"), ("'Z", "Z"), ("\"Z", "Z")] {
        let found = try bash("comeback deal edit " + line, replacing: typed)
        #expect(found.count == 1)
        #expect(!found.joined().unicodeScalars.contains { $0.value < 0x20 })
        // As bash leaves it on the line, it is one word that means this deal.
        let quote = String(line.prefix { $0 != "Z" })
        let edited = try run(.bash, "comeback deal edit " + quote + (found.first ?? "") + quote + " --stage demo")
        #expect(edited.code == 0, "\(edited)")
      }
    case .zsh:
      let seen = try run(
        .zsh, "autoload -U compinit; compinit -u -D; source $COMPLETION; print -r -- $_comps[comeback]")
      #expect(seen.out == "_comeback\n" && seen.err.isEmpty)
    case .fish:
      let seen = try run(.fish, "source $COMPLETION; complete -C 'comeback deal won Z'")
      #expect(seen.code == 0 && seen.out.split(separator: "\n").count == 1, "\(seen)")
      #expect(!seen.out.contains("\u{1B}"))
    }
    #expect(!FileManager.default.fileExists(atPath: binary.folder.path + "/pwned"))
  }

  @Test("fish completes, too", .enabled(if: Shell.fish.path != nil, "fish isn't installed"))
  func fish() throws {
    defer { binary.remove() }
    try withDeals("Acme North")
    for (line, found) in [
      ("comeback sea", "search"), ("comeback deal won Ac", "Acme North"), ("comeback deal won 'Acme N", "Acme North"),
      ("comeback search 'dear deal:ac", "dear deal:acme-north"), ("comeback log --went=bo", "--went=booked"),
    ] {
      let seen = try run(.fish, "source $COMPLETION; complete -C \(Self.quoted(line))")
      #expect(seen.out.hasPrefix(found), "\(line): \(seen)")
    }
  }

  @Test("zsh completes, too, on a terminal", .enabled(if: Shell.zsh.path != nil, "zsh isn't installed"))
  func zsh() throws {
    defer { binary.remove() }
    let zsh = try #require(Shell.zsh.path)
    try withDeals("Acme North")
    _ = try run(.zsh, "true")
    let terminal = try PtySession(binary, running: [zsh, "-f", "-i"])
    terminal.type(
      "path=(\(Binary.executable.deletingLastPathComponent().path) $path); PS1='%%'; autoload -U compinit; "
        + "compinit -u -D; source \(binary.folder.path)/completion.zsh; echo rea''dy\n")
    #expect(terminal.shows("ready"))
    // What lacks is put in behind what was typed.
    terminal.type("comeback deal won Ac\t")
    #expect(terminal.waits(for: "me\\ North"), "\(terminal.seen)")
    terminal.type("\u{15}comeback search 'dear deal:ac\t")
    #expect(terminal.waits(for: "me-north"), "\(terminal.seen)")
  }

  @Test("bash completes on a terminal")
  func bashOnTerminal() throws {
    defer { binary.remove() }
    try withDeals("Acme North")
    _ = try run(.bash, "true")
    let terminal = try PtySession(binary, running: [try #require(Shell.bash.path), "--norc", "-i"])
    terminal.type(
      "cd \(binary.folder.path); PATH=\(Binary.executable.deletingLastPathComponent().path):$PATH; source \(binary.folder.path)/completion.bash; "
        + "echo rea''dy\n")
    #expect(terminal.shows("ready"))
    for (typed, shown) in [
      ("comeback deal won Acme\\ N\t", "comeback deal won Acme\\ North"),
      ("comeback deal won 'Acme N\t", "comeback deal won 'Acme North'"),
      ("comeback search dear deal:ac\t", "comeback search dear deal:acme-north"),
      ("comeback import completion.b\t", "comeback import completion.bash"),
    ] {
      terminal.type("\u{15}" + typed)
      #expect(terminal.shows(shown), "\(typed): \(terminal.screen.text)")
    }
  }

  @Test("Without a base nothing is said and nothing is made; with one nothing changes")
  func onlyLooks() throws {
    defer { binary.remove() }
    for words in [["deal", "won", "A"], ["search", "deal:"], ["log", "--role", ""], ["restore", ""]] {
      let seen = try binary.run(["complete", "--zsh"] + words)
      #expect(seen.code == 0 && seen.out == "words\n" && seen.err.isEmpty)
    }
    #expect(try files().isEmpty)
    try withDeals("Acme")
    let (names, bytes) = (try files(), try Data(contentsOf: URL(fileURLWithPath: binary.path)))
    #expect(try bash("comeback deal won A", replacing: "A") == ["Acme"])
    #expect(try files() == names && Data(contentsOf: URL(fileURLWithPath: binary.path)) == bytes)
  }

  @Test("What is no base, and what isn't asked right, is silence", arguments: ["not a base", ""])
  func silence(_ content: String) throws {
    defer { binary.remove() }
    try Data(content.utf8).write(to: URL(fileURLWithPath: binary.path))
    for words in [["--zsh", "deal", "won", ""], ["--zsh"], [], ["--bash", "comeback deal won "], ["--fish"]] {
      let seen = try binary.run(["complete"] + words)
      #expect(seen.code == 0 && seen.err.isEmpty && ["", "words\n"].contains(seen.out))
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: binary.path)) == Data(content.utf8))
  }

  @Test("Prep takes the filters that it is completed with")
  func prepFilters() throws {
    defer { binary.remove() }
    _ = try binary.run("import", Checkout.seedData)
    _ = try binary.run("person", "add", "Dana", "--role", "Head of IT")
    #expect(try bash("comeback prep rol", replacing: "rol") == ["role:head-of-it"])
    let (filter, flag) = (
      try binary.run("prep", "role:head-of-it", "--json"), try binary.run("prep", "Head", "of", "IT", "--json")
    )
    #expect(filter.code == flag.code && filter.out.lowercased() == flag.out.lowercased() && filter.code != 64)
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacingOccurrences(of: "\"", with: "\\\"") + "\""
  }
}
