import Domain

/// How it went, by one key.
enum WentKeys {
  static let keys: [String: Went] = ["n": .booked, "w": .letGo, "p": .softer, "f": .stuck, "?": .cantTell]
  static let question = "n step booked  w they let go  p softer  f stuck"
}
