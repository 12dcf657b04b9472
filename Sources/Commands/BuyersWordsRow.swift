import Domain
import Storage

/// A remark as lists and pages have it.
enum BuyersWordsRow {
  /// `Dana (CFO)`, or a role; nil when nobody said.
  static func who(_ remark: Remark, _ reader: Reader) throws -> String? {
    if let person = try remark.person.flatMap(reader.person) {
      return person.name + (person.role.map { " (\($0))" } ?? "")
    }
    return remark.role
  }
}
