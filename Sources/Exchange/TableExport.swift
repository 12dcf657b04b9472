import Domain
import Storage

extension Export {
  static func deals(_ rows: [Kept<Deal>]) -> String {
    var table = CSVText(ReadableFiles.dealColumns)
    for kept in rows {
      let deal = kept.row
      let amount = deal.amount.flatMap { AmountText.text($0.value) }
      // Where it came from is said by the system's name; without one the rest means nothing.
      let source = deal.source.flatMap { $0.system.isEmpty ? nil : $0 }
      table.add([
        "id": .id(deal.id), "name": .text(deal.name), "account": .text(deal.account), "owner": .text(deal.owner),
        "industry": .text(deal.industry), "segment": .text(deal.segment), "region": .text(deal.region),
        "products": .text(ListText.text(deal.products)), "competitor": .text(deal.competitor),
        "amount": .text(amount), "currency": .text(amount == nil ? nil : deal.amount?.currency),
        "stage": .text(deal.stage), "expected_close": .day(deal.expectedClose), "source": .text(source?.system),
        "source_id": .text(source?.id), "link": .text(source?.link), "outcome": .knownWord(deal.ending.outcome),
        "detail": .text(deal.ending.detail?.rawValue), "closed": .day(deal.ending.closed),
        "no_fit": .text(deal.noFit), "put_away": .putAway(kept.isPutAway),
      ])
    }
    return table.text
  }

  static func people(_ rows: [Kept<Person>]) -> String {
    var table = CSVText(ReadableFiles.personColumns)
    for kept in rows {
      let person = kept.row
      table.add([
        "id": .id(person.id), "deal": .id(person.deal), "name": .text(person.name), "role": .text(person.role),
        "put_away": .putAway(kept.isPutAway),
      ])
    }
    return table.text
  }

  static func proofs(_ rows: [Kept<Proof>]) -> String {
    var table = CSVText(ReadableFiles.proofColumns)
    for kept in rows {
      let proof = kept.row
      table.add([
        "id": .id(proof.id), "claim": .text(proof.claim), "customer": .text(proof.customer),
        "may_be_named": .flag(proof.mayBeNamed), "source": .text(proof.source), "date": .day(proof.date),
        "put_away": .putAway(kept.isPutAway),
      ])
    }
    return table.text
  }

  static func gaps(_ rows: [Kept<Gap>]) -> String {
    var table = CSVText(ReadableFiles.gapColumns)
    for kept in rows {
      table.add(["id": .id(kept.row.id), "words": .text(kept.row.words), "put_away": .putAway(kept.isPutAway)])
    }
    return table.text
  }

  static func reasons(_ rows: [Kept<Reason>]) -> String {
    var table = CSVText(ReadableFiles.reasonColumns)
    for kept in rows {
      let reason = kept.row
      table.add([
        "id": .id(reason.id), "deal": .id(reason.deal), "said_by": .knownWord(reason.by), "day": .day(reason.day),
        "category": .word(reason.category), "words": .text(reason.words), "knowing": .knownWord(reason.knowing),
        "in_hands": .knownWord(reason.inHands), "put_away": .putAway(kept.isPutAway),
      ])
    }
    return table.text
  }

  /// Without the columns that are for the writer's own eyes.
  static func encounters(_ rows: [Kept<Encounter>], by authors: [ID<Encounter>: Author]) -> String {
    let hidden = Catalog.encounter.privateFields
    var table = CSVText(ReadableFiles.encounterColumns.filter { !hidden.contains($0) })
    for kept in rows {
      let encounter = kept.row
      let met = encounter.met
      let author = authors[encounter.id]
      table.add([
        "id": .id(encounter.id), "at": .text(met.at.description), "day": .day(met.day), "by": .text(author?.name),
        "by_id": .id(author?.id), "deal": .id(met.deal), "person": .id(met.person), "role": .text(met.role),
        "stage": .text(met.stage), "competitor": .text(met.competitor), "product": .text(met.product),
        "channel": .word(met.channel), "cold": .flag(met.cold), "words": .text(encounter.words),
        "objection": .id(met.objection), "response": .id(encounter.used?.response),
        "used": .knownWord(encounter.used?.closeness), "rank": .number(encounter.used?.rank),
        "shown": .number(encounter.used?.shown), "result": .knownWord(encounter.went.result),
        "knowing": .knownWord(encounter.went.knowing), "went_on": .day(encounter.went.day),
        "put_away": .putAway(kept.isPutAway),
      ])
    }
    return table.text
  }
}
