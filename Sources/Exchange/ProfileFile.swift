public import Domain
package import Foundation

/// The profile as a file to read, mend and hand on: `profile.txt` (docs/format.md).
public enum ProfileFile {
  public static let name = "profile.txt"

  /// - Throws: ``ReadError``, ``FormatError``.
  public static func read(at path: String) throws -> FitProfile {
    guard FileManager.default.fileExists(atPath: path) else { throw ReadError.noSuchFile(path) }
    let url = URL(fileURLWithPath: path)
    guard let data = try? Data(contentsOf: url) else { throw ReadError.cannotRead(path) }
    return try read(data, file: url.lastPathComponent)
  }

  package static func read(_ data: Data, file: String) throws -> FitProfile {
    var profile = FitProfile()
    var names: Set<String> = []
    var hasTiers = false
    for lines in try ReadableText(data, file: file).blocks {
      switch lines[0].key {
      case "criterion":
        let block = try Block(lines, file: file, keys: ["criterion", "weight", "met", "not-met", "ask", "rule"])
        let criterion = try criterion(block)
        try claim(criterion.name, block, "criterion", &names)
        guard profile.criteria.count < FitProfile.mostCriteria else {
          throw block.error("criterion", .tooManyCriteria(most: FitProfile.mostCriteria))
        }
        profile.criteria.append(criterion)
      case "stop":
        let block = try Block(lines, file: file, keys: ["stop", "because", "rule"])
        let stop = FitProfile.Stop(
          name: try block.required("stop"), because: block.text("because"), rule: try rule(block))
        try claim(stop.name, block, "stop", &names)
        profile.stops.append(stop)
      case "tiers":
        guard !hasTiers else { throw FormatError(file, lines[0].number, .twice(key: "tiers")) }
        hasTiers = true
        profile.tiers = try tiers(lines, file)
      default: throw FormatError(file, lines[0].number, .unknownProfileBlock(lines[0].key))
      }
    }
    if profile.criteria.isEmpty, profile.stops.isEmpty { throw FormatError(file, 1, .missing(key: "criterion")) }
    return profile
  }

  private static func criterion(_ block: Block) throws -> FitProfile.Criterion {
    let weights = FitProfile.weights
    let wanted =
      "a whole number from \(weights.lowerBound) to \(weights.upperBound): how much it counts beside the others"
    return FitProfile.Criterion(
      name: try block.required("criterion"),
      weight: try block.value("weight", wanted: wanted) { Int($0).flatMap { weights.contains($0) ? $0 : nil } } ?? 1,
      met: block.text("met"), notMet: block.text("not-met"), ask: block.text("ask"), rule: try rule(block))
  }

  /// What is known of a deal is kept by the name, so two that differ only in case would be one.
  private static func claim(_ name: String, _ block: Block, _ key: String, _ names: inout Set<String>) throws {
    guard !Folding.fold(name).isEmpty else { throw block.error(key, unnamed(key, name)) }
    guard names.insert(Folding.fold(name)).inserted else { throw block.error(key, .usedTwice(id: name)) }
  }

  /// Of a name that has nothing by which it could be told from others.
  static func unnamed(_ key: String, _ name: String) -> FormatError.Problem {
    .badValue(key: key, value: name, wanted: "a name with a letter or a digit in it")
  }

  private static func rule(_ block: Block) throws -> FitProfile.Rule? {
    guard let line = block.line("rule"), !line.isNone else { return nil }
    do {
      return try RuleText.meaning(of: line.written)
    } catch RuleText.Bad.form {
      throw block.error("rule", .badValue(key: "rule", value: line.value, wanted: RuleText.form))
    } catch RuleText.Bad.field(let field) {
      let fields = FitProfile.Rule.fields.joined(separator: ", ")
      throw block.error("rule", .badValue(key: "rule", value: field, wanted: "one of these fields first: \(fields)"))
    }
  }

  private static func tiers(_ lines: [ReadableText.Line], _ file: String) throws -> FitProfile.Tiers {
    let head = lines[0]
    guard head.id == nil, head.value.isEmpty else {
      throw FormatError(
        file, head.number, head.column,
        .badValue(key: "tiers", value: head.value, wanted: "nothing behind it, and a: and b: below"))
    }
    let block = try Block(Array(lines.dropFirst()), file: file, keys: ["a", "b"])
    func percent(_ key: String) throws -> Int? {
      try block.value(key, wanted: "a whole number from 1 to 100: percent of what is known") {
        Int($0).flatMap { (1...100).contains($0) ? $0 : nil }
      }
    }
    let a = try percent("a") ?? FitProfile.Tiers().a
    let b = try percent("b") ?? min(FitProfile.Tiers().b, a)
    guard b <= a else {
      throw block.error("b", .badValue(key: "b", value: String(b), wanted: "at most what a says, \(a)"))
    }
    return FitProfile.Tiers(a: a, b: b)
  }

  // MARK: Written

  /// A text that reads back as the same. What a profile from elsewhere has and no file may say is left out: criteria
  /// without a letter or digit in their name, with a name that stands twice, or beyond the most there may be.
  public static func text(_ profile: FitProfile) -> String {
    var text = BlockText()
    // What folds to nothing is no name.
    var names: Set<String> = [""]
    let criteria = profile.criteria.filter { names.insert(Folding.fold($0.name)).inserted }
    for criterion in criteria.prefix(FitProfile.mostCriteria) {
      text.begin("criterion", written: EscapedText(criterion.name).written)
      let weights = FitProfile.weights
      text.written("weight", String(min(max(criterion.weight, weights.lowerBound), weights.upperBound)))
      text.line("met", criterion.met)
      text.line("not-met", criterion.notMet)
      text.line("ask", criterion.ask)
      text.add(criterion.rule)
    }
    for stop in profile.stops where names.insert(Folding.fold(stop.name)).inserted {
      text.begin("stop", written: EscapedText(stop.name).written)
      text.line("because", stop.because)
      text.add(stop.rule)
    }
    guard !text.text.isEmpty else { return "" }
    let a = min(max(profile.tiers.a, 1), 100)
    text.begin("tiers", written: "")
    text.written("a", String(a))
    text.written("b", String(min(max(profile.tiers.b, 1), a)))
    return text.text
  }
}

extension BlockText {
  fileprivate mutating func add(_ rule: FitProfile.Rule?) {
    if let rule = rule.flatMap(RuleText.init) { written("rule", rule.written) }
  }
}
