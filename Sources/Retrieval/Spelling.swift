import Domain
import GRDB
import Storage

/// Repairs words that neither the base nor common English knows: one slip (a letter too many, too few,
/// another, two swapped), words of the base preferred. After Norvig, "How to Write a Spelling Corrector".
struct Spelling {
  let database: Database

  /// The shortest word that is repaired; shorter ones are abbreviations as often as slips.
  static let shortest = 4
  /// The longest: what goes on beyond is no word, and one slip away from it lie too many to look up.
  static let longest = 30
  /// How many times likelier a word of the base is meant than one that is only English.
  private static let preference = 300.0

  init(_ reader: Reader) {
    database = reader.db
  }

  /// Whether this is another language than the base's: at least three words, and four in five, that nobody knows,
  /// and one of them too short for a slip. Repaired they would be English.
  func isForeign(_ words: [String]) throws -> Bool {
    let unknown = try words.filter { try !isKnown($0) }
    return unknown.count >= 3 && unknown.count * 5 >= words.count * 4
      && unknown.contains { $0.utf8.count < Self.shortest }
  }

  private func isKnown(_ word: String) throws -> Bool {
    try texts(with: word) > 0 || CommonWords.frequency(of: word) != nil || isName(word)
  }

  /// The word that was meant; nil when it is known, or when nothing is near.
  func repair(_ word: String) throws -> String? {
    guard (Self.shortest...Self.longest).contains(word.utf8.count), word.utf8.allSatisfy({ (97...122).contains($0) }),
      try !isKnown(word)
    else { return nil }
    var best: (word: String, weight: Double)?
    for candidate in Self.oneSlip(from: word) {
      let weight =
        try Self.preference * Double(texts(with: candidate)) + Double(CommonWords.frequency(of: candidate) ?? 0)
      if weight > best?.weight ?? 0 { best = (candidate, weight) }
    }
    return best?.word
  }

  /// Whether it stands in the name of a deal, a person, a rival or a product.
  private func isName(_ word: String) throws -> Bool {
    let statement = try database.cachedStatement(sql: "SELECT 1 FROM name_word WHERE word = ?")
    return try Int.fetchOne(statement, arguments: [word]) != nil
  }

  /// In how many texts of the base it stands.
  func texts(with word: String) throws -> Int {
    let statement = try database.cachedStatement(sql: "SELECT texts FROM spoken_word WHERE word = ?")
    return try Int.fetchOne(statement, arguments: [word]) ?? 0
  }

  /// Every word one slip away, each once, in a fixed order.
  static func oneSlip(from word: String) -> [String] {
    let letters = Array(word.utf8)
    var seen: Set<[UInt8]> = [letters]
    var found: [String] = []
    func add(_ candidate: [UInt8]) {
      if seen.insert(candidate).inserted { found.append(String(decoding: candidate, as: UTF8.self)) }
    }
    for at in letters.indices.dropLast() where letters[at] != letters[at + 1] {
      var swapped = letters
      swapped.swapAt(at, at + 1)
      add(swapped)
    }
    for at in 0...letters.count {
      for letter in UInt8(ascii: "a")...UInt8(ascii: "z") { add(letters[..<at] + [letter] + letters[at...]) }
    }
    for at in letters.indices {
      for letter in UInt8(ascii: "a")...UInt8(ascii: "z") {
        var other = letters
        other[at] = letter
        add(other)
      }
    }
    for at in letters.indices {
      var shorter = letters
      shorter.remove(at: at)
      add(shorter)
    }
    return found
  }
}
