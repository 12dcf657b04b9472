public import Domain
import Foundation

/// An answer to an objection with what it has shown so far, able to say why it stands where it stands.
public struct Answer: Sendable {
  public let response: Response
  public let evidence: Evidence
  public let standing: Standing
  public let chance: Chance

  /// The verdict on a track record.
  public enum Standing: String, Sendable {
    case proven
    case promising
    case untested
    case avoid
  }

  /// One reason for its place, as data; `Screens` words it.
  public enum Ground: Equatable, Sendable {
    case banned(String)
    case careful(String)
    case notTried
    /// Uses whose result isn't known yet.
    case waiting(Int)
    case worked(Int, of: Int, partly: Int)
    case failed(Int, of: Int)
    case last(Day)
    case inContext(Evidence.InContext)
    case earlierWording(worked: Int, of: Int)
    case oneReps
    case closesNoBetter
    case needsProof
  }

  public var grounds: [Ground] {
    var grounds: [Ground] = []
    if let ban = response.ban { grounds.append(.banned(ban)) }
    if evidence.known == 0 {
      grounds.append(.notTried)
    } else if standing == .avoid {
      grounds.append(.failed(evidence.failed, of: evidence.known))
    } else {
      grounds.append(.worked(evidence.worked, of: evidence.known, partly: evidence.partly))
    }
    if evidence.unknown > 0, evidence.known == 0 { grounds.append(.waiting(evidence.unknown)) }
    if let last = evidence.last, evidence.known > 0 { grounds.append(.last(last)) }
    if let here = evidence.inContext { grounds.append(.inContext(here)) }
    if evidence.earlierKnown > 0 {
      grounds.append(.earlierWording(worked: evidence.earlierWorked, of: evidence.earlierKnown))
    }
    if evidence.isOneReps { grounds.append(.oneReps) }
    if evidence.closesNoBetter { grounds.append(.closesNoBetter) }
    if let caution = response.caution, response.ban == nil { grounds.append(.careful(caution)) }
    if response.needsProof { grounds.append(.needsProof) }
    return grounds
  }

  /// The answers to one objection in the order that they have earned, best first.
  ///
  /// By mean + 0.5 standard deviations of the chance, so that what was little tried gets its turn; equal
  /// and untried ones in the writer's order; then those with a caution until they have five known results;
  /// then what keeps failing; last what is not allowed.
  public static func ranked(
    _ responses: [Response], trials: [ID<Response>: [Trial]], in context: Context = Context(), on today: Day,
    prior: Prior = Prior()
  ) -> [Answer] {
    let evidence = responses.map { Evidence(trials[$0.id] ?? [], in: context, on: today, prior: prior) }
    let overall = evidence.map(\.overall.mean)
    let here = evidence.map(\.posterior.mean)
    let answers = responses.indices.map { index in
      let chance = Chance(evidence[index].posterior)
      let isWorse =
        evidence[index].overall.cumulative(mean(of: overall, without: index, else: prior.mean)) >= 0.9
        && evidence[index].posterior.cumulative(mean(of: here, without: index, else: prior.mean)) >= 0.5
      return Answer(
        response: responses[index], evidence: evidence[index],
        standing: standing(evidence[index], chance, isWorse: isWorse, prior: prior), chance: chance)
    }
    return answers.enumerated().sorted { one, other in
      let ranks = (one.element.shelf, other.element.shelf)
      if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
      let merits = (one.element.merit, other.element.merit)
      if abs(merits.0 - merits.1) > 1e-9 { return merits.0 > merits.1 }
      return (one.element.response.place, one.offset) < (other.element.response.place, other.offset)
    }.map(\.element)
  }

  private static func mean(of means: [Double], without index: Int, else alone: Double) -> Double {
    means.count < 2 ? alone : (means.reduce(0, +) - means[index]) / Double(means.count - 1)
  }

  /// - Parameter isWorse: Whether it is worse than the mean of the other answers: nine in ten over all that
  ///   is known, and likelier than not here. One lucky use in a context doesn't make a failing answer good.
  private static func standing(_ evidence: Evidence, _ chance: Chance, isWorse: Bool, prior: Prior) -> Standing {
    if evidence.known == 0 { return .untested }
    guard evidence.known >= Evidence.few else { return .promising }
    if isWorse { return .avoid }
    return chance.low >= prior.mean ? .proven : .promising
  }

  private var merit: Double { evidence.posterior.mean + 0.5 * evidence.posterior.standardDeviation }

  private var shelf: Int {
    if response.ban != nil { return 3 }
    if standing == .avoid { return 2 }
    if response.caution != nil, evidence.known < Evidence.few { return 1 }
    return 0
  }
}

extension Response {
  /// The slots such as `{peer}` that stand in the words and the proof, each once, in order.
  public var slots: [String] {
    var found: [String] = []
    for text in [askFirst, words, written, proof].compactMap({ $0 }) {
      var rest = text[...]
      while let open = rest.firstIndex(of: "{") {
        rest = rest[rest.index(after: open)...]
        guard let close = rest.firstIndex(of: "}") else { break }
        let name = String(rest[..<close])
        if !name.isEmpty, name.allSatisfy({ $0.isLetter || $0 == "-" }), !found.contains(name) { found.append(name) }
        rest = rest[rest.index(after: close)...]
      }
    }
    return found
  }

  /// Whether it lacks the proof that it speaks of.
  public var needsProof: Bool { slots.contains { ["peer", "before", "after", "source"].contains($0) } }

  /// With the slots filled for which there is a value.
  public func filled(_ values: [String: String]) -> Response {
    func fill(_ text: String) -> String {
      values.reduce(text) { text, value in
        let pieces = text.components(separatedBy: "{\(value.key)}")
        return pieces.dropFirst().reduce(pieces[0]) {
          $0 + ($0.isSentenceEnd ? value.value.withCapital : value.value) + $1
        }
      }
    }
    var filled = self
    filled.askFirst = askFirst.map(fill)
    filled.words = fill(words)
    filled.written = written.map(fill)
    filled.proof = proof.map(fill)
    return filled
  }
}

extension String {
  /// Whether what follows begins a sentence.
  fileprivate var isSentenceEnd: Bool {
    guard let last = last(where: { !$0.isWhitespace && $0 != "\"" }) else { return true }
    return ".?!".contains(last)
  }

  fileprivate var withCapital: String { prefix(1).uppercased() + dropFirst() }
}
