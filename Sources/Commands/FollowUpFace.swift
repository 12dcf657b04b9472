import Domain
import Learning
import Screens
import Storage

/// Follow-ups for pages and for machines.
enum FollowUpFace {
  static func row(_ item: FollowUps.Item, _ reader: Reader) throws -> FollowUpPage.Row {
    FollowUpPage.Row(
      id: try reader.shortID(.followUp(item.followUp.id)), item: item,
      ended: try item.subject.deal.map { try WhatEnded($0, reader) })
  }

  /// As it stands now.
  static func row(_ id: ID<FollowUp>, on today: Day, _ reader: Reader) throws -> FollowUpPage.Row {
    let row = try reader.followUp(id)
    let items = try reader.followUps(on: today, of: row?.about.deal).items
    guard let item = items.first(where: { $0.followUp.id == id }) else {
      throw Problem.noSuchFollowUp(try reader.shortID(.followUp(id)))
    }
    return try self.row(item, reader)
  }

  static func json(_ row: FollowUpPage.Row, _ reader: Reader) throws -> JSON {
    let (item, followUp) = (row.item, row.item.followUp)
    var about: (deal: String?, objection: String?, answer: String?) = (nil, nil, nil)
    switch followUp.about {
    case .deal(let id): about.deal = try reader.shortID(id)
    case .objection(let id): about.objection = try reader.shortID(id)
    case .response(let id): about.answer = try reader.shortID(id)
    }
    var (state, since, until, why) = ("over", Day?.none, Day?.none, String?.none)
    switch item.standing {
    case .due(let day): (state, since) = ("due", day)
    case .waiting(let day): (state, until) = ("waiting", day)
    case .notFollowedUp(let reason):
      (state, why) = (
        "not followed up", FollowUpWording.why(reason, item.subject.name) { "comeback " + $0 }.why
      )
    case .over: break
    }
    var step: Int64?
    if case .message(let number) = item.step, item.isOpen { step = Int64(number) }
    return .object([
      "id": .text(row.id), "deal": JSON(about.deal), "objection": JSON(about.objection), "answer": JSON(about.answer),
      "name": .text(item.subject.name), "kind": .text(followUp.kind.rawValue), "due": JSON(followUp.due),
      "condition": JSON(followUp.condition), "offer": JSON(followUp.offer),
      "sent": .integer(Int64(followUp.state.sent)), "result": JSON(followUp.state.result?.rawValue),
      "state_on": JSON(followUp.state.day), "event": JSON(try item.event.map { try reader.shortID(.event($0.id)) }),
      "woken_on": JSON(followUp.woken?.day), "note": JSON(followUp.note), "state": .text(state), "since": JSON(since),
      "until": JSON(until), "step": step.map(JSON.integer) ?? .null, "why": JSON(why),
      "reason": JSON(row.ended?.reason?.category?.rawValue), "said": JSON(row.ended?.objection),
    ])
  }

  static func list(
    _ rows: [FollowUpPage.Row], more: Int, _ debriefs: [DebriefDue], _ reader: Reader
  ) throws -> JSON {
    .object([
      "version": .integer(1), "follow_ups": .list(try rows.map { try json($0, reader) }), "more": .integer(Int64(more)),
      "debriefs": .list(
        try debriefs.map { debrief in
          .object([
            "deal": .text(try reader.shortID(debrief.deal.id)), "name": .text(debrief.deal.name),
            "since": JSON(debrief.since), "begun": .flag(debrief.isBegun),
          ])
        }),
    ])
  }

  /// What is said after one was saved.
  static func report(
    _ id: ID<FollowUp>, _ saved: String, notices: [String], _ base: Base, _ session: Session, _ options: GlobalOptions
  ) throws -> Int32 {
    if options.json {
      let today = session.today
      let face = try base.read { reader in
        JSON.object([
          "version": .integer(1), "follow_up": try json(row(id, on: today, reader), reader),
          "notices": .list(notices.map(JSON.text)),
        ])
      }
      session.console.out(JSONFace.text(face))
    } else {
      session.console.show(.text("\(saved) Wrong? \(session.typed("undo"))"))
      for notice in notices { session.console.tell(.text(notice)) }
    }
    session.settle(base)
    return Code.fine
  }
}
