package import Foundation

/// A JSON value. Bodies of entries are written with keys sorted and nothing else that could vary, so
/// that the same values give the same bytes.
package indirect enum JSON: Equatable, Sendable {
  case null
  case flag(Bool)
  case integer(Int64)
  case real(Double)
  case text(String)
  case list([JSON])
  case object([String: JSON])

  package init(parsing bytes: Data) throws {
    self.init(foundation: try JSONSerialization.jsonObject(with: bytes, options: .fragmentsAllowed))
  }

  private init(foundation value: Any) {
    switch value {
    case let text as String: self = .text(text)
    case let list as [Any]: self = .list(list.map(JSON.init(foundation:)))
    case let object as [String: Any]: self = .object(object.mapValues(JSON.init(foundation:)))
    case let number as NSNumber:
      if CFBooleanTest.isBoolean(number) {
        self = .flag(number.boolValue)
      } else {
        self.init(digits: number.stringValue, else: number.doubleValue)
      }
    default: self = .null
    }
  }

  /// By its digits: on Linux Foundation reads a number as decimal, and rounds it in the last bit when it becomes a
  /// double.
  private init(digits: String, else rounded: Double) {
    if let whole = Int64(digits) {
      self = .integer(whole)
    } else {
      let real = Double(digits) ?? rounded
      self = Int64(exactly: real).map(JSON.integer) ?? .real(real)
    }
  }

  package var bytes: Data {
    var out = ""
    write(to: &out)
    return Data(out.utf8)
  }

  package var string: String {
    var out = ""
    write(to: &out)
    return out
  }

  private func write(to out: inout String) {
    switch self {
    case .null: out += "null"
    case .flag(let flag): out += flag ? "true" : "false"
    case .integer(let whole): out += String(whole)
    case .real(let real): out += real.isFinite ? String(real) : "null"
    case .text(let text): Self.write(text, to: &out)
    case .list(let list):
      out += "["
      for (index, value) in list.enumerated() {
        if index > 0 { out += "," }
        value.write(to: &out)
      }
      out += "]"
    case .object(let object):
      out += "{"
      for (index, key) in object.keys.sorted().enumerated() {
        if index > 0 { out += "," }
        Self.write(key, to: &out)
        out += ":"
        object[key]?.write(to: &out)
      }
      out += "}"
    }
  }

  private static func write(_ text: String, to out: inout String) {
    out += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      default:
        // Foundation's parser drops a byte order mark at the beginning of a string unless it is escaped.
        if scalar.value < 0x20 || scalar == "\u{FEFF}" {
          let digits = String(scalar.value, radix: 16)
          out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          out.unicodeScalars.append(scalar)
        }
      }
    }
    out += "\""
  }
}

/// Foundation hands booleans and numbers over as one class; on Linux the Objective-C type tells them apart.
private enum CFBooleanTest {
  static func isBoolean(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }
}

extension JSON {
  package subscript(_ key: String) -> JSON {
    if case .object(let object) = self { object[key] ?? .null } else { .null }
  }

  package var text: String? { if case .text(let text) = self { text } else { nil } }
  package var list: [JSON]? { if case .list(let list) = self { list } else { nil } }
  package var integer: Int64? {
    switch self {
    case .integer(let whole): whole
    case .real(let real): Int64(exactly: real)
    default: nil
    }
  }
}
