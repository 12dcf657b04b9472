import Domain

/// A rule behind `rule:`, as it is written: `industry is fintech, insurance`.
///
/// It is told by what is written, not by what it means: a comma or semicolon by its number is text, and a field whose
/// first character stands so may be one that this version doesn't know.
struct RuleText {
  let written: String

  /// Nil for a rule that names no field or no value.
  init?(_ rule: FitProfile.Rule) {
    let values = rule.values.filter { !$0.isEmpty }
    guard !rule.field.isEmpty, !values.isEmpty else { return nil }
    let field =
      FitProfile.Rule.fields.contains { $0.utf8.elementsEqual(rule.field.utf8) }
      ? rule.field : Self.numbered(EscapedText(plainly: rule.field).written) { $0.isBlank }
    let texts = values.enumerated().map { index, value in
      var text = EscapedText(value).written
      if index == 0, Self.denies(text) { text = EscapedText(plainly: value).written }
      return Self.numbered(text) { $0 == "," || $0 == ";" }
    }
    written = field + " is " + texts.joined(separator: ", ")
  }

  /// What is wrong with a rule.
  enum Bad: Error { case form, field(String) }

  static let form =
    "a field of the deal and what it says when this is so, such as: industry is fintech, insurance"

  static func meaning(of written: String) throws -> FitProfile.Rule {
    let scalars = written.unicodeScalars
    let words = scalars.split(maxSplits: 2, omittingEmptySubsequences: true, whereSeparator: \.isBlank).map(String.init)
    guard words.count == 3, words[1].lowercased() == "is", !denies(words[2].trimmedOfBlanks) else { throw Bad.form }
    let values = try words[2].unicodeScalars.split { $0 == "," || $0 == ";" }
      .map { String($0).trimmedOfBlanks }.filter { !$0.isEmpty }
      // The line's escapes were found good when it was read.
      .map { try EscapedText.meaning(of: $0) }
    guard !values.isEmpty else { throw Bad.form }
    return FitProfile.Rule(field: try field(words[0]), values: values)
  }

  private static func field(_ written: String) throws -> String {
    if written.hasPrefix("\\") { return try EscapedText.meaning(of: written) }
    guard let field = FitProfile.Rule.fields.first(where: { $0 == written.lowercased() }) else {
      throw Bad.field(written)
    }
    return field
  }

  /// A rule says what makes it so; "is not" would be taken for a value.
  private static func denies(_ written: String) -> Bool {
    written.unicodeScalars.prefix { !$0.isBlank }.map { String($0).lowercased() }.joined() == "not"
  }

  private static func numbered(_ text: String, _ isNumbered: (Unicode.Scalar) -> Bool) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      if isNumbered(scalar) { out += EscapedText.number(scalar) } else { out.unicodeScalars.append(scalar) }
    }
    return out
  }
}
