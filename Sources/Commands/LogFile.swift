import Calls
import Domain
import Foundation
import Retrieval
import Screens
import Storage

/// What a file says of one call: all of it is logged, or nothing.
struct LogFile {
  private let name: String
  private let parsed: CallLines

  /// - Throws: ``Problem`` for a file that isn't there, and for a line that can't be read.
  init(_ path: String, _ session: Session) throws {
    name = path == "-" ? "standard input" : path
    do { parsed = try CallLines(Self.text(of: path, session)) } catch CallLines.Wrong.noAnswer(let line) {
      throw Problem.badLine(file: name, line: line, wanted: "words = answer +, with the answer's words or id")
    } catch CallLines.Wrong.noWords(let line) {
      throw Problem.badLine(file: name, line: line, wanted: "what they said, before the =")
    }
    guard !parsed.lines.isEmpty else {
      throw Problem.badLine(file: name, line: 1, wanted: "words = answer +, one objection a line")
    }
  }

  /// - Throws: ``Problem`` for an answer that isn't one of the objection's, or words that could mean several.
  func lines(
    in base: Base, _ session: Session, _ call: LogCommand.CallOptions, knowing: Knowing?
  ) throws -> [CallLog.Line] {
    try base.read { reader in
      let search = try session.search(in: reader, competitor: call.competitor)
      return try parsed.lines.map { parsed in
        var line = try line(parsed, search, reader, note: call.note)
        if line.used != nil { line.knowing = knowing }
        return line
      }
    }
  }

  private static func text(of path: String, _ session: Session) throws -> String {
    if path == "-" { return session.console.readText(atMost: 1_000_000) }
    guard let data = FileManager.default.contents(atPath: path) else { throw Problem.noSuchFile(path) }
    guard let text = String(data: data, encoding: .utf8) else {
      throw Problem.badLine(file: path, line: 1, wanted: "text in UTF-8")
    }
    return text
  }

  private func line(_ line: CallLines.Line, _ search: Search, _ reader: Reader, note: String?) throws -> CallLog.Line {
    let known = try KnownWords(line.words, in: search)
    let named = line.answer.flatMap { $0.contains(" ") ? nil : try? reader.named($0) }
    if case .objection(let id)? = named {
      guard line.went == nil else {
        throw Problem.badLine(file: name, line: line.number, wanted: "an answer beside how it went, not an objection")
      }
      return CallLog.Line(words: line.words, meant: .known(id), learnt: known.learnt, note: note)
    }
    if case .response(let id)? = named, let response = try reader.response(id) {
      return CallLog.Line(
        words: line.words, meant: .known(response.objection), learnt: known.learnt,
        used: Encounter.Used(response: id), went: line.went ?? .cantTell, note: note)
    }
    guard let match = known.certain else {
      let closest = try known.matches.map { (id: try reader.shortID($0.objection.id), sentence: $0.objection.sentence) }
      throw Problem.whichObjectionInFile(file: name, line: line.number, words: line.words, closest: closest)
    }
    guard let said = line.answer else {
      return CallLog.Line(words: line.words, meant: .known(match.objection.id), learnt: known.learnt, note: note)
    }
    guard let answer = OwnWords.nearest(said, among: match.answers) else {
      let answers = try match.answers.prefix(4).map {
        (id: try reader.shortID($0.response.id), sentence: $0.response.shortName)
      }
      throw Problem.whichAnswerInFile(file: name, line: line.number, words: said, closest: answers)
    }
    return CallLog.Line(
      words: line.words, meant: .known(match.objection.id), learnt: known.learnt,
      used: Encounter.Used(response: answer.response.id), went: line.went ?? .cantTell, note: note)
  }
}
