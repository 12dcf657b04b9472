public import Domain
import Exchange
public import Foundation
public import Storage

/// A base in a folder of its own, gone when the test lets go of it.
public final class TemporaryBase: Sendable {
  public let folder: URL
  public let base: Base

  public var path: String { base.path }

  public init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("comeback-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    base = try Base(at: folder.appendingPathComponent("base.db").path)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// A file beside the base.
  public func file(_ name: String, _ text: String) throws -> String {
    let url = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  /// An objection with its phrasings and answers, indexed.
  @discardableResult
  public func add(
    _ sentence: String, category: Category = Category(rawValue: "price"), also: [String] = [], answers: [String] = []
  ) throws -> (objection: Objection, responses: [Response]) {
    let objection = Objection(sentence: sentence, category: category)
    let responses = answers.enumerated().map { index, words in
      Response(objection: objection.id, words: words, technique: Technique(rawValue: "other"), place: index + 1)
    }
    try base.edit(.addedObjection, subject: sentence) { edit in
      try edit.save(objection)
      for text in also { try edit.save(Phrasing(objection: objection.id, source: .written, text: text)) }
      for response in responses { try edit.save(response) }
    }
    try base.catchUp()
    return (objection, responses)
  }

  /// An encounter, of today unless said.
  @discardableResult
  public func meet(
    _ objection: Objection, _ response: Response? = nil, _ result: Domain.Result = .worked, knowing: Knowing? = .did,
    on day: Day = Day(number: 20_000), role: String? = nil, deal: ID<Deal>? = nil
  ) throws -> Encounter {
    let encounter = Encounter(
      met: Encounter.Met(
        at: Moment(seconds: day.number * 86_400), day: day, objection: objection.id, deal: deal, role: role),
      words: objection.sentence, used: response.map { Encounter.Used(response: $0.id) },
      went: Encounter.Went(result: result, knowing: knowing, day: day))
    try base.edit(.logged) { try $0.save(encounter) }
    return encounter
  }

  /// What every storage test ends with: tables, index and journal say the same.
  public func soundness() throws -> [Checkup.Finding] {
    try base.catchUp()
    return try base.checkup().findings
  }
}

/// Where the checkout's own files are.
public enum Checkout {
  public static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  public static let seedData = root.appendingPathComponent("seed-data").path
}

/// Numbers that look random and are the same in every run (SplitMix64, Steele et al. 2014).
public struct SeededNumbers: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Texts that have broken programs before: FTS5 syntax, SQL, escapes, bidi controls, odd Unicode.
public enum HostileTexts {
  public static let all: [String] = [
    "", " ", "\"", "\"\"", "'", "''", "*", "(", ")", "AND", "OR", "NOT", "NEAR(a b)", "a AND", "a*", "^a", "col:a",
    "a:b:c", "-",
    "--", "- -", "-a", "{", "{}", "{peer}", "%", "_", "\\", "\\n", ";", "a;b", "'; DROP TABLE journal; --", "\u{0}",
    "a\u{0}b",
    "\u{1B}[2J", "\u{1B}]0;title\u{7}", "\u{9B}31m", "\u{7F}", "\u{85}", "\u{202E}abc", "\u{2066}x\u{2069}", "\u{200B}",
    "\u{FEFF}a",
    "\u{2028}", "e\u{301}", "\u{1F469}\u{200D}\u{1F4BB}", "日本語", "ﬁne", "ＦＵＬＬ", "İ", "ß", "it\u{2019}s",
    "\u{201C}quoted\u{201D}",
    "=1+1", "+1", "@x", "\t", "a\nb", "a\r\nb", String(repeating: "a", count: 5000), "<script>alert(1)</script>",
    "industry:", "role:cfo",
    "stage:\"", "since:", "since:99999999999999d", "https://example.com/a?b=c", "8:30", ":", "::", "a:", ":a",
  ]

  /// A text of random scalars, hostile ones more often than chance.
  public static func random(using generator: inout some RandomNumberGenerator) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...24, using: &generator) {
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: text += all.randomElement(using: &generator)?.prefix(12) ?? ""
      case 1:
        let value = UInt32.random(in: 0...0x2FFF, using: &generator)
        if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
      case 2: text += " "
      default:
        text +=
          ["price", "too", "expensive", "role", "CFO", "-", "\"", ":", "budget"].randomElement(using: &generator) ?? ""
      }
    }
    return text
  }
}
