import Calls
import Domain
import Screens
import Storage

/// What the live search says of what was done, in a few words.
enum LivePage {
  static func saved(_ receipt: CallReceipt) -> String {
    guard let line = receipt.lines.first, line.known > 0 else { return "Saved. z takes it back." }
    let place = receipt.deal.map { " on \($0.name)" } ?? ""
    return "Saved\(place): \(line.went == .stuck ? "worked" : "now") \(line.worked) of \(line.known). z takes it back."
  }

  static func undone(_ undone: Undone) -> String {
    guard let act = undone.acts.first else { return "There is nothing to take back." }
    return "Took back: \(act.subject.map { "\"\($0)\"" } ?? Wording.did(act))."
  }

  static func failed(_ error: any Error) -> String {
    ErrorPage(error).page.plain().split(separator: "\n").first.map(String.init) ?? "That went wrong."
  }
}
