import Domain
package import Foundation
package import GRDB

/// The value of one field, as it stands in a table and in the body of an entry.
package enum Value: Equatable, Sendable {
  case null
  case text(String)
  case integer(Int64)
  case real(Double)
  case id(UUID)
  /// A list of things that only make sense together; JSON in a table too.
  case list([JSON])

  package init(_ text: String?) { self = text.map(Value.text) ?? .null }
  package init(_ uuid: UUID?) { self = uuid.map(Value.id) ?? .null }
  package init(_ whole: Int?) { self = whole.map { .integer(Int64($0)) } ?? .null }
  package init(_ flag: Bool?) { self = flag.map { .integer($0 ? 1 : 0) } ?? .null }
}

extension Value {
  /// SQLite ends a text at its first NUL, so none is kept: table and entry would differ.
  package var withoutNUL: Value {
    if case .text(let text) = self, text.utf8.contains(0) { .text(text.filter { $0 != "\0" }) } else { self }
  }

  /// As it is written in a body; nil when nothing is said.
  package var json: JSON? {
    switch self {
    case .null: nil
    case .text(let text): .text(text)
    case .integer(let whole): .integer(whole)
    case .real(let real): .real(real)
    case .id(let uuid): .text(uuid.uuidString.lowercased())
    case .list(let list): .list(list)
    }
  }

  /// Read from a body; what doesn't fit the field is null.
  package init(_ json: JSON, as type: Field.Kind) {
    switch (json, type) {
    case (.text(let text), .text): self = .text(text)
    case (.integer(let whole), .integer): self = .integer(whole)
    case (.flag(let flag), .integer): self = .integer(flag ? 1 : 0)
    case (.integer(let whole), .real): self = .real(Double(whole))
    case (.real(let real), .real): self = .real(real)
    case (.text(let text), .id): self = UUID(uuidString: text).map(Value.id) ?? .null
    case (.list(let list), .list): self = .list(list)
    default: self = .null
    }
  }
}

extension Value {
  package var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .text(let text): text.databaseValue
    case .integer(let whole): whole.databaseValue
    case .real(let real): real.databaseValue
    case .id(let uuid): Data(uuid.bytes).databaseValue
    case .list(let list): JSON.list(list).string.databaseValue
    }
  }

  package init(_ stored: DatabaseValue, as type: Field.Kind) {
    switch (stored.storage, type) {
    case (.string(let text), .text): self = .text(text)
    case (.int64(let whole), .integer): self = .integer(whole)
    case (.double(let real), .real): self = .real(real)
    case (.int64(let whole), .real): self = .real(Double(whole))
    case (.blob(let bytes), .id): self = UUID(bytes: bytes).map(Value.id) ?? .null
    case (.string(let text), .list):
      self = (try? JSON(parsing: Data(text.utf8)))?.list.map(Value.list) ?? .null
    default: self = .null
    }
  }
}
