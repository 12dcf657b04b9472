import Foundation
import TestBase
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite("The real command", .serialized)
struct ProcessTests {
  @Test("kill -9 at any moment loses nothing that was said to be saved, and leaves nothing in between")
  func killed() throws {
    let binary = try Binary(seeded: true)
    defer { binary.remove() }
    var numbers = SeededNumbers(seed: 9)
    var acknowledged: [String] = []
    for round in 0..<25 {
      let name = "Deal \(round)"
      let process = binary.process([
        "log", "--new-deal", name, "way over what we pay, round \(round)", "--used",
        "price-too-expensive/anything-else", "--went",
        "booked",
      ])
      let out = Pipe()
      process.standardOutput = out
      process.standardError = FileHandle.nullDevice
      process.standardInput = FileHandle.nullDevice
      try process.run()
      var moment = timespec(tv_sec: 0, tv_nsec: Int.random(in: 1_000_000...90_000_000, using: &numbers))
      nanosleep(&moment, nil)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let said = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      if said.contains("Saved.") { acknowledged.append(name) }
    }
    let deals = try binary.run("deal", "list", "--limit", "1000").out
    for name in acknowledged { #expect(deals.contains(name + " ") || deals.contains(name + "\n")) }
    let logged = try binary.run("logged", "--json", "--limit", "1000").out
    // A deal and its log come together or not at all.
    #expect(deals.components(separatedBy: "Deal ").count == logged.components(separatedBy: "\"day\":").count)
    let doctor = try binary.run("doctor")
    #expect(doctor.code == 0, "\(doctor.out)")
  }

  @Test("Two command lines and a REPL write at once: all is there, nobody is told it is locked")
  func together() async throws {
    let binary = try Binary(seeded: true)
    defer { binary.remove() }
    try await withThrowingTaskGroup(of: [Binary.Ended].self) { group in
      for writer in 0..<2 {
        group.addTask {
          try (0..<12).map { number in
            try binary.run(
              "log", "--no-deal", "from \(writer) number \(number)", "--used", "price-too-expensive/anything-else",
              "--went", "softer")
          }
        }
      }
      group.addTask {
        let lines = (0..<12).map {
          "/log --no-deal --used price-too-expensive/anything-else \"repl \($0)\" --went stuck"
        }
        return [try binary.run(input: lines.joined(separator: "\n") + "\n")]
      }
      for try await ended in group {
        for one in ended { #expect(one.code == 0, "\(one.err)") }
      }
    }
    let logged = try binary.run("logged", "--json", "--limit", "1000").out
    #expect(logged.components(separatedBy: "\"day\":").count - 1 == 36)
    #expect(try binary.run("doctor").code == 0)
  }

  @Test("A pipe that is closed is no error")
  func closedPipe() throws {
    let binary = try Binary(seeded: true)
    defer { binary.remove() }
    let process = binary.process(["objection", "list"])
    let out = Pipe()
    process.standardOutput = out
    try out.fileHandleForReading.close()
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 0)
  }

  @Test("An answer that can't be written is an error, 74; a file that may not grow is no death")
  func fullDisk() throws {
    let binary = try Binary(seeded: true)
    defer { binary.remove() }
    let process = binary.process(["objection", "list"])
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: "/dev/full"))
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 74)
    let limited = Process()
    limited.executableURL = URL(fileURLWithPath: "/bin/sh")
    limited.arguments = ["-c", "ulimit -f 1; exec \"$0\" deal add Acme --no-input", Binary.executable.path]
    limited.environment = binary.environment
    limited.standardOutput = FileHandle.nullDevice
    limited.standardError = FileHandle.nullDevice
    try limited.run()
    limited.waitUntilExit()
    #expect(limited.terminationReason == .exit)
    #expect(limited.terminationStatus == 74)
    #expect(try binary.run("deal", "list").code == 1)
    #expect(try binary.run("doctor").code == 0)
  }

  @Test("A dumb terminal is asked line by line: a search, a log, Ctrl-D, and no escape sequence at all")
  func dumb() throws {
    var binary = try Binary(seeded: true)
    defer { binary.remove() }
    binary.isDumb = true
    let session = try PtySession(binary)
    #expect(session.waits(for: "/help for help."))
    session.type("too expensive\n")
    #expect(session.waits(for: "1a r"))
    session.type("/log 1a booked\n")
    #expect(session.waits(for: "now 1 of 1"))
    session.type("\u{4}")
    #expect(session.code() == 0)
    #expect(!session.seen.contains("\u{1B}"))
  }

  @Test("demo without a terminal answers a worked example, marked SAMPLE, twice the same, and makes the base once")
  func demo() throws {
    let binary = try Binary()
    defer { binary.remove() }
    let first = try binary.run("demo")
    #expect(first.code == 0)
    #expect(first.out.contains("SAMPLE: these results are invented."))
    #expect(first.out.contains("\"It's too expensive.\" price, met 3"))
    #expect(first.out.contains("KEEPS FAILING"))
    let second = try binary.run("demo")
    #expect(second.out == first.out)
    #expect(second.err == "By words alone: what finds by meaning isn't here. comeback model says how to bring it.\n")
  }
}
