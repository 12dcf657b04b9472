public import Domain

/// The note for the CRM: what was said, what was answered, what came of it, and the next step.
public struct CallNote: Sendable {
  public let text: String

  public init(_ receipt: CallReceipt, day: Day, nextStep: String? = nil) {
    var lines: [String] = []
    let first = receipt.lines.first?.encounter.met
    let head = [
      receipt.deal?.name, day.description, first?.stage, first?.role, first?.channel?.rawValue,
    ]
    lines.append(head.compactMap { $0 }.joined(separator: ", "))
    for line in receipt.lines {
      lines.append("They said: \"\(line.encounter.words ?? line.objection.sentence)\"")
      guard let response = line.response else {
        lines.append("Not answered yet.")
        continue
      }
      lines.append("Answered: \"\(response.shortName)\" \(Self.outcome(line.went))")
    }
    if let nextStep { lines.append("Next step: \(nextStep)") }
    text = lines.joined(separator: "\n")
  }

  private static func outcome(_ went: Went?) -> String {
    switch went {
    case .booked: "Next step booked."
    case .letGo: "They let go of it."
    case .softer: "Softer, not settled."
    case .stuck: "Stuck."
    case .cantTell, nil: "Open."
    }
  }
}
