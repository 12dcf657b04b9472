import ArgumentParser
import Embedding
import Foundation
import Retrieval
import Screens
import Storage

struct ModelCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "model", abstract: "What finds objections by meaning: is it here, and whole?",
    discussion: """
      comeback model --repair

      Fetches it when it isn't: 83 MB, once. Without it search goes by words alone.
      """)

  @OptionGroup var options: GlobalOptions
  @Flag(help: "Fetch it, or fetch it anew when it isn't what it should be.") var repair = false

  func run(in session: inout Session) throws -> Int32 {
    let folder = ModelFolder(Session.modelFolder(session.environment))
    var state = folder.verified()
    if repair, state != .whole {
      session.console.tell(.text("Fetching the model that finds by meaning, 83 MB, once."))
      try ModelFetch(into: folder).run()
      state = folder.verified()
    }
    // A base is only looked at when there is one: the model comes before it.
    var coverage: (ways: Int, embedded: Int)?
    if state == .whole, FileManager.default.fileExists(atPath: session.path) {
      let base = try session.base()
      session.embed(base)
      coverage = try base.read(session.semantic.coverage)
    }
    if options.json {
      session.console.out(JSONFace.text(Self.face(state, folder, coverage)))
    } else {
      session.console.show(ModelPage.page(state, path: folder.path, coverage: coverage, typed: session.typed))
    }
    return state == .whole ? Code.fine : Code.unavailable
  }

  private static func face(_ state: ModelFolder.State, _ folder: ModelFolder, _ coverage: (ways: Int, embedded: Int)?)
    -> JSON
  {
    let name =
      switch state {
      case .whole: "whole"
      case .missing: "missing"
      case .wrong: "wrong"
      }
    return .object([
      "version": .integer(1), "model": .text(ModelFolder.name), "path": .text(folder.path), "state": .text(name),
      "ways": coverage.map { .integer(Int64($0.ways)) } ?? .null,
      "embedded": coverage.map { .integer(Int64($0.embedded)) } ?? .null,
    ])
  }
}
