import Screens

/// One line that says how far something is, where somebody may wait for it.
struct ProgressLine {
  /// With fewer to do nobody waits.
  private static let long = 200

  private let what: String
  private let console: Console
  private var isShown = false

  init(_ what: String, in session: Session) {
    self.what = what
    console = session.console
  }

  mutating func show(_ done: Int, of all: Int) {
    guard console.canAsk, all > Self.long else { return }
    console.aside("\r" + Span("\(what) \(done) of \(all)").text)
    isShown = true
  }

  /// Goes on below it.
  func end() {
    if isShown { console.aside("\n") }
  }
}
