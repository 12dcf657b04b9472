import Domain
import Foundation
import GRDB
import Retrieval
import Storage

// Times search beside the same query in plain FTS5 (all words ORed, best 20 by bm25), alternating, in one run.

func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
}

func at95(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  return sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, sorted.count * 95 / 100)]
}

func milliseconds(_ body: () throws -> Void) rethrows -> Double {
  let clock = ContinuousClock()
  let start = clock.now
  try body()
  return (clock.now - start) / .milliseconds(1)
}

func text(_ value: Double) -> String { String(format: "%.2f", value) }

/// Peak resident memory of this process, in MB.
func peakMemory() -> String {
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
  let kilobytes = Int(line.split(separator: " ").dropLast().last ?? "") ?? 0
  return "\(kilobytes / 1024) MB"
}

let folder = FileManager.default.temporaryDirectory.appendingPathComponent("comeback-bench-\(UUID().uuidString)")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }

let arguments = CommandLine.arguments
let comeback = arguments.firstIndex(of: "--comeback").map { arguments[$0 + 1] }
let sizes = arguments.contains("--small") ? [10_000] : [10_000, 100_000]

for size in sizes {
  var corpus = Corpus(seed: 20_261_124)
  let path = folder.appendingPathComponent("\(size).db").path
  let base = try Base(at: path)
  let building = try milliseconds {
    try base.edit(.imported, subject: "benchmark") { edit in
      for _ in 0..<size / 10 {
        let objection = Objection(sentence: corpus.sentence(), category: Category(rawValue: "price"))
        try edit.save(objection)
        for _ in 0..<9 { try edit.save(Phrasing(objection: objection.id, source: .written, text: corpus.sentence())) }
      }
    }
    try base.catchUp()
  }
  print("\n\(size) phrasings, made and indexed in \(text(building / 1000)) s")

  let peerPath = folder.appendingPathComponent("\(size)-plain.db").path
  let peer = try DatabaseQueue(path: peerPath)
  let texts = try base.read { reader in
    try reader.objections().flatMap { [$0.sentence] + (try reader.phrasings(of: $0.id).map(\.text)) }
  }
  try peer.write { db in
    try db.execute(sql: "CREATE VIRTUAL TABLE plain USING fts5(text, tokenize='porter unicode61')")
    let statement = try db.makeStatement(sql: "INSERT INTO plain(text) VALUES (?)")
    for line in texts { try statement.execute(arguments: [line]) }
  }

  let queries = (0..<200).map { _ in corpus.query() }
  var ours: [Double] = []
  var plain: [Double] = []
  try base.read { reader in
    let search = try Search(reader, on: Day(number: 20_000))
    for query in queries {
      ours.append(try milliseconds { _ = try search.find(query) })
      plain.append(
        try milliseconds {
          let pattern = query.split(separator: " ").map { "\"\($0)\"" }.joined(separator: " OR ")
          _ = try peer.read { db in
            try Row.fetchAll(
              db, sql: "SELECT rowid, text FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT 20", arguments: [pattern])
          }
        })
    }
  }
  print("in process    p50 \(text(median(ours))) ms  p95 \(text(at95(ours))) ms")
  print("plain FTS5    p50 \(text(median(plain))) ms  p95 \(text(at95(plain))) ms")
  print("ratio         p50 \(text(median(ours) / median(plain)))  p95 \(text(at95(ours) / at95(plain)))")
  print("peak memory   \(peakMemory())")

  if let comeback, let sqlite = ["/usr/bin/sqlite3"].first(where: FileManager.default.isExecutableFile) {
    var cold: [Double] = []
    var shell: [Double] = []
    for query in queries.prefix(41) {
      let pattern = query.split(separator: " ").map { "\"\($0)\"" }.joined(separator: " OR ")
      let sql = "SELECT rowid, text FROM plain WHERE plain MATCH '\(pattern)' ORDER BY rank LIMIT 20"
      cold.append(try spawn(comeback, ["search", "--database", path, "--no-embedding", query]))
      shell.append(try spawn(sqlite, [peerPath, sql]))
    }
    print("cold search   p50 \(text(median(cold))) ms  p95 \(text(at95(cold))) ms")
    print("sqlite3 shell p50 \(text(median(shell))) ms  p95 \(text(at95(shell))) ms")
    print("difference    p50 \(text(median(cold) - median(shell))) ms")
  } else {
    print("cold search   skipped: needs --comeback PATH and the sqlite3 shell")
  }
}

/// The wall time of a whole process.
func spawn(_ executable: String, _ arguments: [String]) throws -> Double {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: executable)
  process.arguments = arguments
  process.standardInput = FileHandle.nullDevice
  process.standardOutput = FileHandle.nullDevice
  process.standardError = FileHandle.nullDevice
  return try milliseconds {
    try process.run()
    process.waitUntilExit()
  }
}
