import Domain
import Storage

/// The tables of what is learnt from deals once they are decided.
extension Export {
  static func events(_ rows: [Kept<Event>]) -> String {
    var table = CSVText(ReadableFiles.eventColumns)
    for kept in rows {
      table.add([
        "id": .id(kept.row.id), "day": .day(kept.row.day), "words": .text(kept.row.words),
        "put_away": .putAway(kept.isPutAway),
      ])
    }
    return table.text
  }

  static func remarks(_ rows: [Kept<Remark>]) -> String {
    var table = CSVText(ReadableFiles.remarkColumns)
    for kept in rows {
      let remark = kept.row
      table.add([
        "id": .id(remark.id), "deal": .id(remark.deal), "person": .id(remark.person), "day": .day(remark.day),
        "topic": .knownWord(remark.topic), "role": .text(remark.role), "said": .text(remark.said),
        "meant": .text(remark.meant), "put_away": .putAway(kept.isPutAway),
      ])
    }
    return table.text
  }

  static func fitMarks(_ rows: [Kept<FitMark>]) -> String {
    var table = CSVText(ReadableFiles.fitColumns)
    for kept in rows {
      let mark = kept.row
      table.add([
        "id": .id(mark.id), "deal": .id(mark.deal), "criterion": .text(mark.criterion), "mark": .knownWord(mark.mark),
        "knowing": .knownWord(mark.knowing), "put_away": .putAway(kept.isPutAway),
      ])
    }
    return table.text
  }

  static func followUps(_ rows: [Kept<FollowUp>]) -> String {
    var table = CSVText(ReadableFiles.followUpColumns)
    for kept in rows {
      let followUp = kept.row
      var fields: [String: CSVText.Field] = [
        "id": .id(followUp.id), "kind": .knownWord(followUp.kind), "due": .day(followUp.due),
        "condition": .text(followUp.condition), "offer": .text(followUp.offer),
        "sent": .number(min(max(followUp.state.sent, 0), ReadableFiles.mostSent)),
        "result": .knownWord(followUp.state.result), "state_on": .day(followUp.state.day),
        "event": .id(followUp.woken?.by), "woken_on": .day(followUp.woken?.day), "put_away": .putAway(kept.isPutAway),
      ]
      switch followUp.about {
      case .deal(let id): fields["deal"] = .id(id)
      case .objection(let id): fields["objection"] = .id(id)
      case .response(let id): fields["answer"] = .id(id)
      }
      table.add(fields)
    }
    return table.text
  }

  /// - Parameter givers: Who gave those that were handed over; the rest is one's own.
  static func debriefs(_ rows: [Kept<DebriefAnswer>], handedOver: Bool, by givers: [ID<DebriefAnswer>: Author] = [:])
    -> String
  {
    var table = CSVText(ReadableFiles.debriefColumns)
    for kept in rows {
      let answer = kept.row
      let giver = givers[answer.id]
      table.add([
        "by": .text(giver?.name), "by_id": .id(giver?.id),
        "id": .id(answer.id), "deal": .id(answer.deal), "question": .knownWord(answer.question),
        "day": .day(answer.day), "words": .text(answer.words), "choice": .knownWord(answer.choice),
        "knowing": .knownWord(answer.knowing), "objection": .id(answer.objection), "answer": .id(answer.response),
        "log": .id(answer.encounter), "handed_over": .flag(handedOver ? true : nil),
        "put_away": .putAway(kept.isPutAway),
      ])
    }
    return table.text
  }
}
