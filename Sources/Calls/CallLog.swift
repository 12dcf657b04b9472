public import Domain
public import Foundation
public import Storage

/// What a rep says of one call: on which deal, and each objection that came up.
public struct CallLog: Sendable {
  public enum DealChoice: Equatable, Sendable {
    case none
    case existing(ID<Deal>)
    case new(name: String)
  }

  /// One objection of the call.
  public struct Line: Sendable {
    public enum Meant: Equatable, Sendable {
      case known(ID<Objection>)
      case new(sentence: String, category: Category)
    }

    /// The prospect's words.
    public var words: String
    public var meant: Meant
    /// The words as they are learnt, when slips in them were repaired.
    public var learnt: String?
    public var used: Encounter.Used?
    /// What was said instead, in one's own words: kept as an answer of its own.
    public var said: String?
    public var went: Went?
    public var knowing: Knowing?
    public var note: String?

    public init(
      words: String, meant: Meant, learnt: String? = nil, used: Encounter.Used? = nil, said: String? = nil,
      went: Went? = nil, knowing: Knowing? = nil, note: String? = nil
    ) {
      self.words = words
      self.meant = meant
      self.learnt = learnt
      self.used = used
      self.said = said
      self.went = went
      self.knowing = knowing
      self.note = note
    }
  }

  public var deal: DealChoice
  public var lines: [Line]
  /// What holds for the whole call; what isn't given is taken from the deal.
  public var role: String?
  public var stage: String?
  public var competitor: String?
  public var product: String?
  public var channel: Channel?

  public init(deal: DealChoice, lines: [Line]) {
    self.deal = deal
    self.lines = lines
  }
}

/// What was kept of a call, and where its answers stand now.
public struct CallReceipt: Sendable {
  public struct Line: Sendable {
    public let encounter: Encounter
    public let objection: Objection
    public let response: Response?
    public let went: Went?
    /// Of the answer, after this call.
    public let worked: Int
    public let known: Int
    public let isNewObjection: Bool
    /// Whether its words became a way of saying the objection.
    public let wasLearnt: Bool
  }

  public let deal: Deal?
  public let isNewDeal: Bool
  public let lines: [Line]
}

extension Base {
  /// Keeps a call as one act: deal, encounters and what was learnt, so that one undo takes all of it back.
  /// - Parameter draft: What it was begun as, gone in the same moment: no call is saved twice.
  /// - Throws: ``StorageError``.
  public func log(_ call: CallLog, finishing draft: String? = nil, zone: TimeZone = .current, now: Date = Date())
    throws -> CallReceipt
  {
    let saved = try edit(.logged, subject: call.lines.first?.words, zone: zone, now: now) { edit in
      if let draft { try edit.drop(draft: draft) }
      var isNewDeal = false
      let deal = try self.deal(call.deal, &edit, &isNewDeal)
      var kept: [(Encounter, Went?, isNew: Bool, learnt: Bool)] = []
      for line in call.lines {
        let (objection, isNew) = try self.objection(line.meant, &edit)
        let used = try self.used(line, for: objection, &edit)
        let met = Encounter.Met(
          at: Moment(now), day: Day(now, in: zone), objection: objection, deal: deal?.id, role: call.role,
          stage: call.stage ?? deal?.stage, competitor: call.competitor ?? deal?.competitor, product: call.product,
          channel: call.channel)
        let result = line.went?.result ?? .unknown
        let encounter = Encounter(
          met: met, words: line.words.trimmedOrNil, used: used,
          went: Encounter.Went(
            result: used == nil ? .unknown : result,
            knowing: used == nil ? nil : line.knowing ?? line.went?.knowing,
            day: used == nil || !result.isScored ? nil : met.day),
          note: line.note)
        try edit.save(encounter)
        let learnt = try self.learn(line, as: objection, from: encounter.id, &edit)
        kept.append((encounter, line.went, isNew, learnt))
      }
      return (deal, isNewDeal, kept)
    }
    return try read { reader in
      let (deal, isNewDeal, kept) = saved.value
      let lines = try kept.map { encounter, went, isNew, learnt in
        let response = try encounter.used.flatMap { try reader.response($0.response) }
        let score = try response.map { try reader.score(of: $0.id) } ?? (0, 0)
        guard let objection = try reader.objection(encounter.met.objection) else {
          throw StorageError.noSuchID(encounter.met.objection.uuid.uuidString)
        }
        return CallReceipt.Line(
          encounter: encounter, objection: objection, response: response, went: went, worked: score.0, known: score.1,
          isNewObjection: isNew, wasLearnt: learnt)
      }
      return CallReceipt(deal: deal, isNewDeal: isNewDeal, lines: lines)
    }
  }

  private func deal(_ choice: CallLog.DealChoice, _ edit: inout Edit, _ isNew: inout Bool) throws -> Deal? {
    switch choice {
    case .none: return nil
    case .existing(let id):
      guard let deal = try edit.reader.deal(id) else { throw StorageError.noSuchID(id.uuid.uuidString) }
      return deal
    case .new(let name):
      if let open = try edit.reader.deals(named: name).first(where: { $0.ending.outcome == .open }) { return open }
      let deal = Deal(name: name)
      try edit.save(deal)
      isNew = true
      return deal
    }
  }

  private func objection(_ meant: CallLog.Line.Meant, _ edit: inout Edit) throws -> (ID<Objection>, isNew: Bool) {
    switch meant {
    case .known(let id):
      guard try edit.reader.objection(id) != nil else { throw StorageError.noSuchID(id.uuid.uuidString) }
      return (id, false)
    case .new(let sentence, let category):
      let objection = Objection(sentence: sentence, category: category)
      try edit.save(objection)
      return (objection.id, true)
    }
  }

  /// The answer that was used: one that is here, or a new one of the rep's own words, last in the writer's order.
  private func used(
    _ line: CallLog.Line, for objection: ID<Objection>, _ edit: inout Edit
  ) throws -> Encounter.Used? {
    if let said = line.said?.trimmedOrNil {
      let last = try edit.reader.responses(to: objection).map(\.place).max() ?? 0
      let answer = Response(objection: objection, words: said, technique: Technique(rawValue: "other"), place: last + 1)
      try edit.save(answer)
      return Encounter.Used(response: answer.id, closeness: .exact)
    }
    if let used = line.used?.response, try edit.reader.response(used) == nil {
      throw StorageError.noSuchID(used.uuid.uuidString)
    }
    return line.used
  }

  /// Confirmed words become a heard phrasing, unless the objection is already known by them.
  private func learn(
    _ line: CallLog.Line, as objection: ID<Objection>, from encounter: ID<Encounter>, _ edit: inout Edit
  ) throws -> Bool {
    let text = line.learnt ?? line.words
    let folded = Folding.fold(text)
    guard !folded.isEmpty else { return false }
    var known = try edit.reader.phrasings(of: objection).map(\.text)
    if let sentence = try edit.reader.objection(objection)?.sentence { known.append(sentence) }
    guard !known.contains(where: { Folding.fold($0) == folded }) else { return false }
    try edit.save(Phrasing(objection: objection, source: .heard, text: text, encounter: encounter))
    return true
  }

  /// Says later how it went; what was said before stays in history.
  /// - Throws: ``StorageError/noSuchID(_:)``.
  public func setResult(
    of encounter: ID<Encounter>, to went: Went, knowing: Knowing? = nil, zone: TimeZone = .current, now: Date = Date()
  ) throws -> CallReceipt.Line {
    let lines = try setResults([(encounter, went)], knowing: knowing, zone: zone, now: now)
    return lines[0]
  }

  /// The same for several, as one act.
  /// - Returns: One line for each, in their order.
  @discardableResult
  public func setResults(
    _ results: [(encounter: ID<Encounter>, went: Went)], knowing: Knowing? = nil, zone: TimeZone = .current,
    now: Date = Date()
  ) throws -> [CallReceipt.Line] {
    let saved = try edit(.changedResult, zone: zone, now: now) { edit in
      try results.map { encounter, went in
        guard var row = try edit.reader.encounter(encounter),
          let objection = try edit.reader.objection(row.met.objection, evenPutAway: true)
        else { throw StorageError.noSuchID(encounter.uuid.uuidString) }
        row.went = Encounter.Went(result: went.result, knowing: knowing ?? went.knowing, day: Day(now, in: zone))
        try edit.save(row)
        return (row, objection, went)
      }
    }
    return try read { reader in
      try saved.value.map { row, objection, went in
        let response = try row.used.flatMap { try reader.response($0.response) }
        let score = try response.map { try reader.score(of: $0.id) } ?? (0, 0)
        return CallReceipt.Line(
          encounter: row, objection: objection, response: response, went: went, worked: score.0, known: score.1,
          isNewObjection: false, wasLearnt: false)
      }
    }
  }
}
