import Domain

/// Which column of a table says what.
struct DealColumns {
  /// One for each header; nil for a column that is left out.
  let fields: [DealField?]
  /// The currency that the amount's header names: "Amount in EUR".
  let headerCurrency: String?

  /// - Throws: ``TableError/noSuchColumn(_:file:nearest:)``.
  init(_ headers: [String], crm: CRM, said: [String: ImportChoices.Use], file: String) throws {
    let folded = headers.map(Folding.fold)
    var fields = [DealField?](repeating: nil, count: headers.count)
    var isSettled = headers.map { $0.isEmpty }
    for (name, use) in said {
      let exact = headers.indices.filter { headers[$0] == name }
      let meant = exact.isEmpty ? headers.indices.filter { folded[$0] == Folding.fold(name) } : exact
      guard !meant.isEmpty else {
        throw TableError.noSuchColumn(name, file: file, nearest: EditDistance.nearest(to: name, among: headers))
      }
      for index in meant {
        fields[index] = use.field
        isSettled[index] = true
      }
    }
    func assign(_ field: DealField, _ index: Int) {
      fields[index] = field
      isSettled[index] = true
    }
    for list in [crm.names, CRM.anyNames] {
      let taken = Set(fields.compactMap(\.self))
      for (field, names) in list where !taken.contains(field) {
        let columns = names.compactMap { name in headers.indices.first { !isSettled[$0] && folded[$0] == name } }
        for index in field.takesMany ? columns[...] : columns.prefix(1) { assign(field, index) }
      }
    }
    var currency: String?
    if !fields.contains(.amount) {
      let amounts = CRM.anyNames.first { $0.field == .amount }?.names ?? []
      for index in headers.indices where !isSettled[index] {
        guard let (name, code) = Self.withoutCurrency(headers[index]), amounts.contains(name) else { continue }
        currency = code
        assign(.amount, index)
        break
      }
    }
    for index in headers.indices where !isSettled[index] && ReasonColumn.scope(ofHeader: headers[index]) != nil {
      assign(.reason, index)
    }
    self.fields = fields
    headerCurrency = currency
  }

  func first(_ field: DealField) -> Int? { fields.firstIndex(of: field) }
  func all(_ field: DealField) -> [Int] { fields.indices.filter { fields[$0] == field } }

  /// "Amount (EUR)" is amount in EUR.
  private static func withoutCurrency(_ header: String) -> (name: String, currency: String)? {
    let words = header.split { !$0.isLetter && !$0.isNumber }
    guard words.count > 1, let code = words.last, code.count == 3, code.allSatisfy({ $0.isASCII && $0.isUppercase })
    else { return nil }
    let rest = words.dropLast().joined(separator: " ")
    let name = Folding.words(rest).filter { $0 != "in" }.joined(separator: " ")
    return (name, String(code))
  }
}
