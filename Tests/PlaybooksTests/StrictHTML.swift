import Foundation

/// A page read as strictly as can be: every tag closed in order, every attribute in double quotes, and no `<`, `>` or
/// `&` in a text that isn't one of five references.
struct StrictHTML {
  struct Wrong: Error, CustomStringConvertible {
    let description: String
  }

  /// The start tags in order, each with its attributes as they stand.
  private(set) var shape: [String] = []
  /// The texts between tags in order, unescaped and trimmed, without empty ones and the style sheet.
  private(set) var words: [String] = []

  private static let alone: Set<String> = ["meta"]
  private static let references = ["&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'", "&amp;": "&"]

  init(_ page: String) throws {
    var rest = page.unicodeScalars[...]
    for opening in ["<!DOCTYPE html>\n", "<!-- Comeback: playbook -->\n"] {
      guard rest.starts(with: opening.unicodeScalars) else { throw Wrong(description: "doesn't begin \(opening)") }
      rest = rest.dropFirst(opening.unicodeScalars.count)
    }
    var open: [String] = []
    while let scalar = rest.first {
      if scalar == "<" {
        guard let end = rest.firstIndex(of: ">") else { throw Wrong(description: "a tag without an end") }
        let tag = String(rest[rest.index(after: rest.startIndex)..<end])
        rest = rest[rest.index(after: end)...]
        if tag.hasPrefix("/") {
          guard open.popLast() == String(tag.dropFirst()) else { throw Wrong(description: "<\(tag)> closes another") }
          continue
        }
        let name = try start(tag)
        if !Self.alone.contains(name) { open.append(name) }
        if name == "style" {
          guard let end = rest.firstIndex(of: "<") else { throw Wrong(description: "a style without an end") }
          rest = rest[end...]
        }
      } else {
        let end = rest.firstIndex(of: "<") ?? rest.endIndex
        let text = try Self.unescaped(rest[..<end]).trimmingCharacters(in: .whitespacesAndNewlines)
        if !text.isEmpty { words.append(text) }
        rest = rest[end...]
      }
    }
    guard open.isEmpty else { throw Wrong(description: "left open: \(open)") }
  }

  /// Takes in a start tag and says its name.
  private mutating func start(_ tag: String) throws -> String {
    guard let whole = tag.wholeMatch(of: /([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)/) else {
      throw Wrong(description: "<\(tag)> is no tag")
    }
    let attributes = try Self.unescaped(String(whole.2).unicodeScalars[...]).replacing("\"", with: "")
    shape.append(String(whole.1) + attributes)
    return String(whole.1)
  }

  private static func unescaped(_ text: Substring.UnicodeScalarView) throws -> String {
    var out = String.UnicodeScalarView()
    var rest = text
    while let scalar = rest.first {
      if scalar == ">" { throw Wrong(description: "a bare > in \(String(text))") }
      guard scalar == "&" else {
        out.append(scalar)
        rest = rest.dropFirst()
        continue
      }
      guard let found = references.first(where: { rest.starts(with: $0.key.unicodeScalars) }) else {
        throw Wrong(description: "a bare & in \(String(text))")
      }
      out.append(contentsOf: found.value.unicodeScalars)
      rest = rest.dropFirst(found.key.unicodeScalars.count)
    }
    return String(out)
  }
}
