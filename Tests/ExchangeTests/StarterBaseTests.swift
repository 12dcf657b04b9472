import Domain
import Exchange
import Foundation
import Retrieval
import Storage
import TestBase
import Testing

@Suite("The starter base") struct StarterBaseTests {
  let files: ReadableFiles

  init() throws { files = try ReadableFiles(at: Checkout.seedData) }

  @Test("It brings 90 objections in all fifteen categories with over 400 answers, and no result")
  func imported() throws {
    let place = try TemporaryBase()
    let brought = try place.base.take(files)
    #expect(brought.counts[.objection] == 90)
    #expect(brought.counts[.response] > 400)
    #expect(brought.changed)
    #expect(brought.counts[.encounter] == 0 && brought.counts[.deal] == 0 && brought.counts[.person] == 0)
    #expect(Set(files.objections.map(\.category)) == Set(Category.known))
    let deed = try place.base.read { try $0.history().first?.deed }
    #expect(deed == .importedStarter)
    #expect(try place.soundness() == [])
  }

  @Test("Imported again it changes nothing")
  func twice() throws {
    let place = try TemporaryBase()
    _ = try place.base.take(files)
    let before = try Standing(of: place.base)
    let again = try place.base.take(ReadableFiles(at: Checkout.seedData))
    #expect(again.rows == [0, 0, 0, 0, 0, 0] && !again.changed)
    #expect(try Standing(of: place.base) == before)
  }

  @Test("Every category's file holds that category alone")
  func categories() throws {
    for category in Category.known {
      let name = category.rawValue.split { !$0.isLetter }.joined(separator: "-") + ".txt"
      let file = try ReadableFiles(at: Checkout.seedData + "/" + name)
      #expect(!file.objections.isEmpty)
      #expect(file.objections.allSatisfy { $0.category == category }, "\(name)")
    }
  }

  @Test("Every objection is one sentence of at most nine words with kind, concern, its question, and neighbours")
  func objections() {
    let known = Set(files.objections.map(\.id))
    for objection in files.objections {
      #expect(words(objection.sentence) <= 9, "\(objection.sentence)")
      #expect(objection.kind?.isKnown == true, "\(objection.sentence)")
      #expect(objection.concern != nil && objection.tell != nil, "\(objection.sentence)")
      // An opt-out is obeyed and not asked about.
      let isAsked = objection.check?.hasSuffix("?") ?? (objection.kind?.rawValue == "condition")
      #expect(isAsked, "\(objection.sentence)")
      #expect(!objection.neighbours.isEmpty, "\(objection.sentence)")
      for neighbour in objection.neighbours {
        #expect(known.contains(neighbour.objection) && neighbour.objection != objection.id, "\(objection.sentence)")
      }
    }
  }

  @Test("Every objection is also said in five other ways or more, and no two objections share a way of saying")
  func phrasings() {
    var owners: [String: ID<Objection>] = [:]
    for objection in files.objections {
      let also = files.phrasings.filter { $0.objection == objection.id }
      #expect(also.count >= 5, "\(objection.sentence)")
      #expect(also.allSatisfy { $0.source == .written }, "\(objection.sentence)")
      for text in [objection.sentence] + also.map(\.text) {
        let folded = Folding.fold(text)
        #expect(owners[folded] == nil || owners[folded] == objection.id, "\(text)")
        owners[folded] = objection.id
      }
    }
  }

  @Test("Every objection has three answers or more; one, the last, is the one that tends to backfire")
  func answers() {
    for objection in files.objections {
      let answers = files.responses.filter { $0.objection == objection.id }.sorted { $0.place < $1.place }
      #expect(answers.count >= 3, "\(objection.sentence)")
      #expect(answers.count { $0.caution != nil } == 1, "\(objection.sentence)")
      #expect(answers.last?.caution != nil, "\(objection.sentence)")
      #expect(answers.map(\.place) == Array(1...answers.count), "\(objection.sentence)")
      let moves = answers.filter { $0.caution == nil }.map(\.technique)
      #expect(Set(moves).count == moves.count, "the same move twice: \(objection.sentence)")
    }
  }

  @Test("An answer asks in at most 15 words and says in at most 35, one breath")
  func lengths() {
    for response in files.responses {
      #expect(words(response.askFirst ?? "") <= 15, "\(response.askFirst ?? "")")
      #expect(words(response.words) <= 35, "\(response.words)")
      #expect(response.technique.isKnown, "\(response.technique)")
      #expect(response.ban == nil)
    }
  }

  @Test("What to ask first is one question")
  func questions() {
    for response in files.responses where response.caution == nil {
      guard let ask = response.askFirst else { continue }
      #expect(ask.hasSuffix("?") && ask.count { $0 == "?" } == 1, "\(ask)")
    }
  }

  @Test("No answer invents a figure: what must be filled in stands as a slot that the product knows")
  func noInventedFigures() {
    let slots: Set = ["job", "peer", "rival", "product", "trigger", "source", "before", "after", "price", "month"]
    for response in files.responses {
      #expect(response.slots.allSatisfy(slots.contains), "\(response.slots)")
      guard response.caution == nil else { continue }
      let spoken = [response.askFirst, response.words, response.written, response.proof].compactMap { $0 }.joined(
        separator: " ")
      #expect(!spoken.contains("%") && !spoken.lowercased().contains("percent"), "\(spoken)")
    }
  }

  @Test("Every text of it can be shown as it is")
  func clean() {
    let texts = files.objections.flatMap {
      [$0.sentence, $0.concern, $0.check, $0.tell, $0.condition].compactMap { $0 }
    }
    let more = files.responses.flatMap {
      [$0.askFirst, $0.words, $0.written, $0.proof, $0.know, $0.caution].compactMap { $0 }
    }
    for text in texts + more + files.phrasings.map(\.text) {
      #expect(CleanText(text).description == text)
    }
  }

  private func words(_ text: String) -> Int { text.split(separator: " ").count }
}

@Suite("The sample history") struct SampleTests {
  private let folder = Checkout.seedData + "/sample"

  @Test("import refuses it, the folder and each of its files, and nothing is written")
  func refused() throws {
    let place = try TemporaryBase()
    _ = try place.base.take(ReadableFiles(at: Checkout.seedData))
    let before = try Standing(of: place.base)
    for path in [folder, folder + "/deals.csv", folder + "/encounters.csv", folder + "/people.csv"] {
      let files = try ReadableFiles(at: path)
      #expect(files.isSample)
      #expect(throws: ReadError.sample(files.name)) { try place.base.take(files) }
    }
    #expect(try Standing(of: place.base) == before)
  }

  @Test("The starter base's folder is no sample, though the sample lies in it")
  func apart() throws {
    let files = try ReadableFiles(at: Checkout.seedData)
    #expect(!files.isSample)
    #expect(files.encounters.isEmpty && files.deals.isEmpty)
  }

  @Test("A demo base takes it, every row of it with what it leans on, and learns its words as heard")
  func taken() throws {
    let place = try TemporaryBase()
    _ = try place.base.take(ReadableFiles(at: Checkout.seedData))
    let files = try ReadableFiles(at: folder)
    let brought = try place.base.take(files, invented: true)
    #expect(brought.counts[.encounter] == files.encounters.count && brought.counts[.encounter] > 100)
    #expect(brought.counts[.deal] == files.deals.count && brought.counts[.person] == files.people.count)
    #expect(brought.counts[.phrasing] == files.encounters.count { $0.encounter.words != nil })
    #expect(brought.counts[.reason] == files.reasons.count && brought.counts[.remark] == files.remarks.count)
    #expect(brought.counts[.followUp] == files.followUps.count && brought.counts[.event] == files.events.count)
    #expect(
      brought.counts[.fitMark] == files.fitMarks.count && brought.counts[.debriefAnswer] == files.debriefAnswers.count)
    let deed = try place.base.read { try $0.history().first?.deed }
    #expect(deed == .importedSample)
    #expect(try !place.base.take(files, invented: true).changed)
    #expect(try place.soundness() == [])
  }

  @Test("Its debriefs are the own ones of whoever makes the demo, but for what was handed over")
  func debriefs() throws {
    let place = try TemporaryBase()
    _ = try place.base.take(ReadableFiles(at: Checkout.seedData))
    _ = try place.base.take(ReadableFiles(at: folder), invented: true)
    let all = try place.base.read { try $0.debriefAnswers().count }
    let handed = try place.base.readTeamsPart { try $0.debriefAnswers().count }
    #expect(all > 150 && handed > 3 && handed < 15)
    // Most that are over have one; the last one lost waits for its rep.
    let (over, done) = try place.base.read { reader in
      try (
        reader.deals().filter { $0.ending.outcome != .open }.map(\.name),
        Set(reader.debriefAnswers().compactMap { try reader.deal($0.deal)?.name })
      )
    }
    #expect(over.filter { !done.contains($0) }.sorted() == ["Brix & Talbot", "Globex"])
  }

  @Test("Rep and buyer name the same reason for three deals of nine, as it is in life")
  func reasons() throws {
    let reasons = try ReadableFiles(at: folder).reasons
    let byDeal = Dictionary(grouping: reasons, by: \.deal).values.filter { $0.contains { $0.by == .buyer } }
    #expect(byDeal.count == 9)
    #expect(byDeal.count { Set($0.map(\.category)).count == 1 } == 3)
    #expect(byDeal.allSatisfy { $0.map(\.by).sorted { $0.rawValue < $1.rawValue } == [.buyer, .rep] })
  }

  @Test("Without the starter base it leans on nothing, and says at which line")
  func alone() throws {
    let place = try TemporaryBase()
    let error = #expect(throws: FormatError.self) { try place.base.take(ReadableFiles(at: folder), invented: true) }
    #expect(error?.file == "encounters.csv" && error?.line == 2)
    #expect(try Standing(of: place.base).acts.isEmpty)
  }
}
