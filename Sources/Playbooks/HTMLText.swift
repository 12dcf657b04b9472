import Domain

/// A piece of a page in HTML. A literal is markup; whatever is interpolated into one is text, cleaned and escaped for
/// text and for quoted attributes alike, unless it is a piece itself. There is no other way to make one.
struct HTMLText: ExpressibleByStringInterpolation, CustomStringConvertible {
  private(set) var description: String

  init(stringLiteral value: String) { description = value }
  init(stringInterpolation: StringInterpolation) { description = stringInterpolation.out }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var out = ""

    init(literalCapacity: Int, interpolationCount: Int) { out.reserveCapacity(literalCapacity) }

    mutating func appendLiteral(_ literal: String) { out += literal }
    mutating func appendInterpolation(_ text: String) { out += HTMLText.escaped(text) }
    mutating func appendInterpolation(_ number: Int) { out += String(number) }
    mutating func appendInterpolation(_ piece: HTMLText) { out += piece.description }
  }

  static func += (one: inout HTMLText, other: HTMLText) { one.description += other.description }

  /// By scalars, for with an accent behind it an angle bracket is another character and still markup.
  private static func escaped(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in CleanText(text).description.unicodeScalars {
      switch scalar {
      case "&": out.append(contentsOf: "&amp;".unicodeScalars)
      case "<": out.append(contentsOf: "&lt;".unicodeScalars)
      case ">": out.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": out.append(contentsOf: "&quot;".unicodeScalars)
      case "'": out.append(contentsOf: "&#39;".unicodeScalars)
      default: out.append(scalar)
      }
    }
    return String(out)
  }
}
