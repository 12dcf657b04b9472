import Domain
import Learning
import Screens

/// Asks what isn't known of a deal, one key each: hard stops first, for one of them is enough.
struct FitQuestions {
  private let questions: Questions
  private let session: Session

  init(_ session: Session) throws {
    self.session = session
    questions = try Questions(session)
  }

  private static let ways: [String: Knowing] = [
    "t": .told, "w": .wrote, "c": .colleague, "b": .booked, "d": .did, "g": .guess,
  ]

  /// - Returns: What was answered, how it is known, and whether whoever was asked left before the end.
  func ask(_ score: FitScore, knowing: Knowing?) throws -> ([String: FitMark.Mark], Knowing?, isLeft: Bool) {
    let asked = FitQuestion.all(score)
    guard !asked.isEmpty else { return ([:], knowing, false) }
    session.console.tell(.text("Enter: don't know   < back   q leaves, and saves what you said"))
    var said: [String: FitMark.Mark] = [:]
    var place = 0
    do {
      while true {
        place = try askOn(asked, from: place, &said)
        if said.isEmpty || knowing != nil { return (said, knowing, false) }
        switch try how() {
        case .back: place = max(0, place - 1)
        case .known(let knowing): return (said, knowing, false)
        }
      }
    } catch is Questions.Left {
      return (said, knowing, true)
    }
  }

  /// - Returns: Where it ended: behind the last question, or behind a hard stop that applies.
  private func askOn(
    _ asked: [FitQuestion], from first: Int, _ said: inout [String: FitMark.Mark]
  ) throws -> Int {
    var place = first
    while place < asked.count {
      let question = asked[place]
      session.console.tell(question.page(place: "\(place + 1) of \(asked.count)"))
      let standing = said[question.name].map { $0 == .met ? question.yes : question.no }
      let enter = standing.map { "Enter: as before, \($0)" } ?? "Enter: don't know"
      let key = try questions.key(
        "y \(question.yes)  n \(question.no)  \(enter)", ["y", "n", "<", "q"], standard: "")
      switch key {
      case "q": throw Questions.Left()
      case "<":
        place = max(0, place - 1)
        continue
      case "y": said[question.name] = .met
      case "n": said[question.name] = .notMet
      default: break
      }
      place += 1
      if question.isStop, said[question.name] == .met {
        // Nothing behind it counts any more.
        for later in asked[place...] { said[later.name] = nil }
        return place
      }
    }
    return place
  }

  private enum How {
    case known(Knowing?)
    case back
  }

  private func how() throws -> How {
    session.console.tell(.text("How do you know?"))
    let key = try questions.key(
      "t told  w wrote  c a colleague  b booked  d what they did  g guess  Enter: skip",
      Self.ways.keys.sorted() + ["<", "q"], standard: "")
    if key == "q" { throw Questions.Left() }
    return key == "<" ? .back : .known(Self.ways[key])
  }
}
