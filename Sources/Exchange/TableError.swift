/// Why a table of deals from another program can't be read as it is.
public enum TableError: Error, Equatable {
  /// No column says what the deals are called.
  case noName(file: String, headers: [String])
  case noSuchColumn(String, file: String, nearest: String?)
  /// A date that has two readings, and nothing in the file says which.
  case unsureDates(file: String, header: String, cell: String)
  /// Rows that can't be taken in.
  case badRows(file: String, [DealTable.Bad])
}
