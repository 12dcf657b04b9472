import Foundation

// Times search beside the same query in plain FTS5, in turns, in one run: in process, as a whole command and as a
// line in a REPL; and how soon it stops, what memory it takes, and how fast texts become vectors.

signal(SIGPIPE, SIG_IGN)
guard let options = Options(Array(CommandLine.arguments.dropFirst())) else {
  print(Options.usage)
  exit(64)
}

let folder = FileManager.default.temporaryDirectory.appendingPathComponent("comeback-bench-\(UUID().uuidString)")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
var code: CInt = 0
do {
  try await Bench.run(options, in: folder)
} catch {
  FileHandle.standardError.write(Data("The benchmark stopped: \(error)\n".utf8))
  code = 1
}
try? FileManager.default.removeItem(at: folder)
exit(code)
