import Domain
public import Learning

/// What can be wrong with what a rep asked for, as facts; ``ErrorPage`` words them.
public enum Problem: Error, Equatable {
  case unknownCommand(String, nearest: String?)
  /// What the parser of flags says.
  case usage(String)
  /// A noun alone, and its verbs.
  case verbMissing(String, [String])
  case noSuchDeal(String, nearest: String?)
  /// The same in a log, where a new one may be made.
  case noSuchDealToLog(String, nearest: String?, canAsk: Bool)
  /// Several deals begin so.
  case whichDeal(String, [String])
  case dealMissing
  case wordsMissing
  /// Words that could mean several objections, and nobody to ask: the closest, with their ids.
  case whichObjection(words: String, closest: [(id: String, sentence: String)])
  /// The same for a line of a file, and for an answer there.
  case whichObjectionInFile(file: String, line: Int, words: String, closest: [(id: String, sentence: String)])
  case whichAnswerInFile(file: String, line: Int, words: String, closest: [(id: String, sentence: String)])
  case needs(String, example: String)
  case badValue(name: String, value: String, wanted: String)
  case wrongKind(id: String, wanted: String)
  case notAnAnswerTo(answer: String, objection: String)
  case unknownForm(String)
  /// Filters that filter nothing, one sentence each.
  case badFilters([String])
  case fileExists(String)
  case cannotWrite(String, reason: String)
  /// The disk is full, or broken.
  case writeFailed(String, reason: String)
  /// A folder for an export that is something else.
  case folderNotOurs(String, because: String)
  /// An earlier export, and nobody to ask.
  case exportExists(String)
  case noSuchSetting(String, nearest: String?, known: [String])
  case noSeed([String])
  case notATerminal
  case placeGone(String)
  case badLine(file: String, line: Int, wanted: String)
  case noSuchFile(String)
  /// A mail file in the coding of mail programs.
  case codedMail
  /// No log was left half way.
  case noDraft
  /// Nothing that they wrote themselves.
  case emptyMail
  /// A deal that is not followed up.
  case noReturn(deal: String, NoReturn)
  /// No open follow-up is meant; or several of one deal are, with their ids.
  case noSuchFollowUp(String)
  case whichFollowUp(String, [String])
  /// A follow-up that is over, and what came of it.
  case isOver(id: String, result: String)
  /// All messages of a follow-up went out.
  case allSent(id: String)
  /// The model that finds by meaning can't be had.
  case noModel(because: String)

  public static func == (one: Problem, other: Problem) -> Bool {
    String(describing: one) == String(describing: other)
  }
}
