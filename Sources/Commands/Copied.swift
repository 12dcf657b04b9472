import Terminal

/// What of a copy is known.
enum Copied {
  /// - Parameter text: What was copied, whose slots such as `{job}` are still to be filled.
  static func words(_ outcome: Clipboard.Outcome, of text: String) -> String {
    let done =
      switch outcome {
      case .copied: "Copied."
      case .sent: "Sent to the terminal's clipboard."
      case .impossible: "Nothing here takes a copy. Mark the words with the mouse."
      }
    let slots = Slots.keys.map { "{\($0)}" }.filter(text.contains)
    return slots.isEmpty ? done : done + " Fill in \(slots.joined(separator: ", "))."
  }
}
