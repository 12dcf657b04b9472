import Domain
import Foundation

/// A buyer's mail, cut to what they wrote this time: no headers, no quoted thread, no greeting, no signature.
public struct Mail: Equatable, Sendable {
  /// Who wrote it, by the From line, else by the name at its foot.
  public let sender: String?
  /// What they say, sentence by sentence.
  public let sentences: [String]

  /// The longest mail that is read, in characters; what goes on beyond is left out.
  public static let longest = 65_536

  /// How many words they wrote.
  public var words: Int { sentences.reduce(0) { $0 + Folding.words($1).count } }

  public init(_ text: String) {
    var lines = String(text.prefix(Self.longest)).replacing("\r\n", with: "\n").replacing("\r", with: "\n")
      .replacing("\u{A0}", with: " ").split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    let named = Self.takeHead(&lines)
    Self.cutThread(&lines)
    Self.cutGreeting(&lines)
    let signed = Self.cutSignature(&lines)
    sender = named ?? signed
    sentences = Self.paragraphs(lines).flatMap(Sentences.of)
  }

  // MARK: What is cut

  /// Takes the header lines off; the name on the From line, if there is one.
  private static func takeHead(_ lines: inout [String]) -> String? {
    let start = lines.firstIndex { !$0.isEmpty } ?? lines.endIndex
    let head = lines[start...].prefix { isHeader($0) }
    guard head.count >= 2 || head.first.map({ fieldName($0) == "from" }) == true else { return nil }
    // A long header goes on in the next line, up to the first empty one.
    let end = lines[start...].firstIndex(of: "") ?? head.endIndex
    let from = head.first { ["from", "von", "de", "da"].contains(fieldName($0)) }
    lines.removeSubrange(..<max(end, head.endIndex))
    return from.flatMap { name(inAddress: String($0.drop { $0 != ":" }.dropFirst())) }
  }

  private static func isHeader(_ line: String) -> Bool {
    guard let name = fieldName(line) else { return false }
    return name.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "-") }
      && (headers.contains(name) || name.contains("-"))
  }

  private static let headers: Set<String> = [
    "from", "to", "cc", "bcc", "date", "sent", "subject", "received", "importance", "von", "an", "gesendet", "betreff",
    "datum", "de", "objet", "envoyé", "da", "oggetto", "asunto", "para", "enviado",
  ]

  private static func fieldName(_ line: String) -> String? {
    line.firstIndex(of: ":").map { line[..<$0].lowercased() }
  }

  /// `"Reyes, Dana" <dana@acme.example>` is Dana Reyes; a bare address is nobody.
  private static func name(inAddress text: String) -> String? {
    let name = String(text.prefix { $0 != "<" && $0 != "[" }).filter { $0 != "\"" }
      .trimmingCharacters(in: .whitespaces)
    guard !name.isEmpty, !name.contains("@") else { return nil }
    let parts = name.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    return parts.count == 2 ? "\(parts[1]) \(parts[0])" : name
  }

  /// Cuts what is quoted. Quoted lines go wherever they stand, for some answer between them; all goes from where an
  /// older mail is put below.
  private static func cutThread(_ lines: inout [String]) {
    var kept: [String] = []
    var index = 0
    while index < lines.count {
      let line = lines[index]
      let two = index + 1 < lines.count ? line + " " + lines[index + 1] : line
      if isQuoted(line) {
        index += 1
      } else if isAttribution(line) || isAttribution(two) && !line.isEmpty && startsAttribution(line) {
        index += isAttribution(line) ? 1 : 2
        // Without marks nothing says where the older mail ends.
        guard let next = lines[min(index, lines.count)...].first(where: { !$0.isEmpty }), isQuoted(next) else { break }
      } else if isOlderMail(line, next: lines[(index + 1)...].prefix(3)) {
        break
      } else {
        kept.append(line)
        index += 1
      }
    }
    lines = kept
  }

  private static func isQuoted(_ line: String) -> Bool { line.hasPrefix(">") }

  private static let wrote = [
    " wrote:", " schrieb:", " a écrit :", " a écrit:", " escribió:", " ha scritto:", " schreef:", " skrev:",
    " napisał(a):", " escreveu:",
  ]

  private static func startsAttribution(_ line: String) -> Bool {
    ["On ", "Am ", "Le ", "El ", "Il ", "Op ", "Den ", "Em ", "W dniu "].contains { line.hasPrefix($0) }
  }

  private static func isAttribution(_ line: String) -> Bool {
    startsAttribution(line)
      && (wrote.contains { line.lowercased().hasSuffix($0) } || line.contains(" schrieb ") && line.hasSuffix(":"))
  }

  private static func isOlderMail(_ line: String, next: ArraySlice<String>) -> Bool {
    let plain = line.lowercased().filter { $0 != "-" && $0 != "_" && $0 != "*" }.trimmingCharacters(in: .whitespaces)
    if line.hasPrefix("--"), plain.hasPrefix("original message") || plain.hasPrefix("ursprüngliche nachricht") {
      return true
    }
    if plain == "begin forwarded message:" || plain == "forwarded message" { return true }
    if line.count > 9, plain.isEmpty, line.allSatisfy({ $0 == "_" }) { return true }
    guard isHeader(line), ["from", "von", "de", "da"].contains(fieldName(line)) else { return false }
    return next.contains { isHeader($0) }
  }

  private static func cutGreeting(_ lines: inout [String]) {
    guard let first = lines.firstIndex(where: { !$0.isEmpty }) else { return }
    let line = lines[first]
    let words = line.split(separator: " ")
    let begins = greetings.contains { line.lowercased().hasPrefix($0) }
    if begins, let mark = line.firstIndex(where: { ",!:–—-".contains($0) }),
      line[..<mark].split(separator: " ").count <= 5
    {
      lines[first] = line[line.index(after: mark)...].trimmingCharacters(in: .whitespaces)
    } else if begins && words.count <= 5 || words.count <= 3 && line.hasSuffix(",") {
      lines[first] = ""
    }
  }

  private static let greetings = [
    "hi", "hello", "hey", "dear ", "good morning", "good afternoon", "good evening", "morning", "hallo", "liebe",
    "sehr geehrte", "guten tag", "guten morgen", "moin", "servus", "good day", "bonjour", "hola", "ciao",
  ]

  /// Cuts from the close to the end; the name there, if there is one.
  private static func cutSignature(_ lines: inout [String]) -> String? {
    if let mark = lines.firstIndex(of: "--") { lines.removeSubrange(mark...) }
    lines.removeAll { line in devices.contains { line.lowercased().hasPrefix($0) } }
    if let legal = lines.firstIndex(where: { line in disclaimers.contains { line.lowercased().hasPrefix($0) } }) {
      lines.removeSubrange(legal...)
    }
    let said = lines.indices.filter { !lines[$0].isEmpty }
    // The first line is never the close: a mail of one line has been written for what it says.
    for (place, index) in said.enumerated().dropFirst() {
      guard let rest = afterClosing(lines[index]) else { continue }
      let below = place + 1 < said.count ? lines[said[place + 1]] : ""
      // "Thanks!" in the middle is no close: sentences follow.
      let foot = said.dropFirst(place + 1).map { lines[$0] }
      guard isName(rest) || isName(below) || !foot.contains(where: isProse) else { continue }
      lines.removeSubrange(index...)
      return [rest, below].first { isName($0) }
    }
    if said.count > 1, let last = said.last, isName(lines[last]), last > 0, lines[last - 1].isEmpty {
      let name = lines[last]
      lines.removeSubrange(last...)
      return name
    }
    return nil
  }

  /// What stands behind a close on its line, empty for nothing; nil for a line that is none.
  private static func afterClosing(_ line: String) -> String? {
    let plain = line.lowercased()
    for closing in closings where plain.hasPrefix(closing) {
      let rest = line.dropFirst(closing.count)
      guard rest.first.map({ ",.!-– ".contains($0) }) ?? true else { continue }
      let name = rest.trimmingCharacters(in: .punctuationCharacters.union(.whitespaces))
      if name.isEmpty || rest.first != " " && isName(name) { return name }
    }
    return nil
  }

  private static let closings = [
    "best regards", "kind regards", "warm regards", "warmest regards", "many thanks", "thanks and regards",
    "thanks in advance", "thanks again", "all the best", "best wishes", "yours sincerely", "yours faithfully",
    "regards", "thank you", "thanks", "sincerely", "cheers", "best", "rgds", "br", "kr", "thx", "ta", "speak soon",
    "talk soon", "mit freundlichen grüßen", "viele grüße", "beste grüße", "liebe grüße", "cordialement",
    "bien à vous", "saludos", "un saludo", "cordiali saluti", "met vriendelijke groet", "vh", "mvh", "lg", "mfg",
  ]
  private static let devices = [
    "sent from my ", "sent from outlook", "get outlook for", "von meinem ", "envoyé de mon ",
  ]
  private static let disclaimers = [
    "this e-mail and any", "this email and any", "this message and any", "this e-mail is confidential",
    "this email is confidential", "this message is confidential", "confidentiality notice", "disclaimer:",
    "the information contained in this",
  ]

  /// Whether a line says something, as a title, an address or a number doesn't.
  private static func isProse(_ line: String) -> Bool {
    let words = line.split(separator: " ")
    return words.count >= 4 && line.last.map { ".!?,;".contains($0) } == true
      || words.count >= 4 && Sentences.of(line).count > 1
  }

  /// One to three words that begin with a capital.
  private static func isName(_ line: String) -> Bool {
    let words = line.split(separator: " ")
    return (1...3).contains(words.count)
      && words.allSatisfy { $0.first?.isUppercase == true && $0.allSatisfy { $0.isLetter || "-.'’".contains($0) } }
      && !line.hasSuffix(".")
  }

  /// Lines that belong together as one; each item of a list by itself.
  private static func paragraphs(_ lines: [String]) -> [String] {
    var paragraphs: [String] = []
    var open = false
    for line in lines {
      let item = withoutBullet(line)
      if item.isEmpty {
        open = false
      } else if open, item.count == line.count {
        paragraphs[paragraphs.count - 1] += " " + item
      } else {
        paragraphs.append(item)
        open = true
      }
    }
    return paragraphs
  }

  private static func withoutBullet(_ line: String) -> String {
    if let first = line.first, "-*•–·".contains(first), line.dropFirst().first == " " {
      return line.dropFirst(2).trimmingCharacters(in: .whitespaces)
    }
    let digits = line.prefix { $0.isNumber }
    let rest = line.dropFirst(digits.count)
    if (1...2).contains(digits.count), let mark = rest.first, ".)".contains(mark), rest.dropFirst().first == " " {
      return rest.dropFirst(2).trimmingCharacters(in: .whitespaces)
    }
    return line
  }
}
