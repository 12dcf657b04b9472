import Domain
import Foundation
import Storage

/// Objections with their answers and ways of saying them, a file a category.
struct ObjectionExport {
  let files: [Export.File]

  init(_ rows: ExportedRows) {
    let phrasings = Dictionary(grouping: rows.phrasings, by: \.row.objection)
    let responses = Dictionary(grouping: rows.responses, by: \.row.objection)
    var texts: [String: BlockText] = [:]
    for kept in rows.objections {
      let id = kept.row.id
      let ways = phrasings[id] ?? []
      var text = texts[Self.name(of: kept.row.category)] ?? BlockText()
      text.add(kept, sameAs: rows.fronts[id] ?? [], also: ways.filter(\.fitsALine))
      let answers = (responses[id] ?? []).sorted { ($0.row.place, $0.row.id) < ($1.row.place, $1.row.id) }
      for (index, answer) in answers.enumerated() { text.add(answer, at: index + 1) }
      for way in ways where !way.fitsALine { text.add(way) }
      texts[Self.name(of: kept.row.category)] = text
    }
    files = texts.keys.sorted().map { Export.File(name: $0, text: texts[$0]?.text ?? "") }
  }

  static let names = Category.known.map(name) + [other]
  private static let other = "other.txt"

  /// A word that we don't know is no file name: it may be anything.
  private static func name(of category: Category) -> String {
    guard Category.known.contains(where: { $0.rawValue.utf8.elementsEqual(category.rawValue.utf8) }) else {
      return other
    }
    return category.rawValue.split { !$0.isLetter }.joined(separator: "-") + ".txt"
  }
}

/// Blocks of `key: value` lines in the making.
struct BlockText {
  private(set) var text = ""

  fileprivate mutating func add(_ kept: Kept<Objection>, sameAs fronts: [ID<Objection>], also ways: [Kept<Phrasing>]) {
    let objection = kept.row
    begin("objection", objection.id)
    line("sentence", objection.sentence)
    line("category", objection.category)
    line("kind", objection.kind)
    line("concern", objection.concern)
    line("check", objection.check)
    line("tell", objection.tell)
    for neighbour in objection.neighbours where !neighbour.difference.isEmpty {
      written("neighbour", Self.name(neighbour.objection) + " | " + EscapedText(neighbour.difference).written)
    }
    line("condition", objection.condition)
    for front in fronts { written("same-as", Self.name(front)) }
    if kept.isPutAway { written("put-away", "yes") }
    for way in ways {
      line((way.row.source == .heard ? "heard@" : "also@") + Self.name(way.row.id), way.row.text)
    }
  }

  /// - Parameter number: Its place by the order of the blocks, which need not be said.
  fileprivate mutating func add(_ kept: Kept<Response>, at number: Int) {
    let response = kept.row
    begin("answer", response.id)
    written("of", Self.name(response.objection))
    if let older = response.newerWordingOf { written("newer-wording-of", Self.name(older)) }
    line("technique", response.technique)
    line("ask", response.askFirst)
    line("say", response.words)
    line("write", response.written)
    line("proof", response.proof)
    if !response.proofs.isEmpty { written("proofs", response.proofs.map(Self.name).joined(separator: "; ")) }
    line("know", response.know)
    line("applies", response.applies)
    line("caution", response.caution)
    line("ban", response.ban)
    if response.place != number { written("place", String(response.place)) }
    if kept.isPutAway { written("put-away", "yes") }
  }

  fileprivate mutating func add(_ kept: Kept<Phrasing>) {
    let phrasing = kept.row
    begin("phrasing", phrasing.id)
    written("of", Self.name(phrasing.objection))
    line("source", phrasing.source)
    line("text", phrasing.text)
    if let encounter = phrasing.encounter { written("log", Self.name(encounter)) }
    if kept.isPutAway { written("put-away", "yes") }
  }

  private mutating func begin<Of>(_ key: String, _ id: ID<Of>) { begin(key, written: Self.name(id)) }

  mutating func begin(_ key: String, written value: String) {
    if !text.isEmpty { text += "\n" }
    written(key, value)
  }

  /// An empty text says nothing.
  mutating func line(_ key: String, _ value: String?) {
    if let value, !value.isEmpty { written(key, EscapedText(value).written) }
  }

  private mutating func line<W: Word>(_ key: String, _ word: W?) {
    if let word, !word.rawValue.isEmpty { written(key, EscapedText(word: word).written) }
  }

  mutating func written(_ key: String, _ value: String) { text += key + ": " + value + "\n" }

  private static func name<Of>(_ id: ID<Of>) -> String { id.uuid.uuidString.lowercased() }
}

extension Kept<Phrasing> {
  /// Whether an `also` or `heard` line says all there is.
  fileprivate var fitsALine: Bool {
    !isPutAway && row.encounter == nil && (row.source == .written || row.source == .heard)
  }
}
