import Foundation
import TestBase
import Testing

@Suite("docs/cli.md and the man page say what the commands say")
struct ManualTests {
  private func made(_ form: String) throws -> String {
    let binary = try Binary()
    defer { binary.remove() }
    let seen = try binary.run("manual", form)
    #expect(seen.code == 0 && seen.err.isEmpty)
    return seen.out
  }

  private func kept(_ name: String) throws -> String {
    try String(contentsOf: Checkout.root.appendingPathComponent("docs/" + name), encoding: .utf8)
  }

  @Test("They are as the definitions are", arguments: [("cli.md", "markdown"), ("comeback.1", "roff")])
  func current(_ name: String, _ form: String) throws {
    #expect(try kept(name) == made(form), "docs/\(name) is stale. Type: make docs")
  }

  @Test("Every command in them has an example, and says what it does")
  func examples() throws {
    let sections = try made("markdown").components(separatedBy: "\n#").filter { $0.contains("# comeback ") }
    #expect(sections.count > 40)
    for section in sections {
      let lines = section.split(separator: "\n")
      #expect(lines.count > 1 && lines[1].contains(/[.?]$/), "\(section)")
      #expect(section.contains("```sh\ncomeback "), "No example: \(section)")
    }
  }

  @Test("Every command that help names is in them; what machines type is not")
  func whole() throws {
    let text = try made("markdown")
    let binary = try Binary()
    defer { binary.remove() }
    // Each command that there is; one without a place in help's list would be missing here.
    let names = try binary.run("complete", "--zsh", "").out.split(separator: "\n").dropFirst()
      .map { $0.prefix { $0 != "\t" } }
    #expect(names.count > 25)
    for name in names + ["deal won", "objection bring-back"] {
      #expect(text.contains("# comeback \(name)"), "\(name)")
    }
    #expect(!text.contains("comeback complete ") && !text.contains("comeback manual"))
  }

  @Test("Every name of ours in the environment that the sources read is told")
  func environment() throws {
    let sources = Checkout.root.appendingPathComponent("Sources")
    let files = try FileManager.default.subpathsOfDirectory(atPath: sources.path).filter { $0.hasSuffix(".swift") }
    let page = try made("roff").replacingOccurrences(of: "\\-", with: "-")
    var found = 0
    for file in files {
      let text = try String(contentsOf: sources.appendingPathComponent(file), encoding: .utf8)
      for match in text.matches(of: /environment\["(COMEBACK_[A-Z]+|NO_COLOR|CLICOLOR_FORCE|ACCESSIBLE|XDG_[A-Z_]+)"\]/)
      {
        found += 1
        #expect(page.contains(match.1), "\(match.1) in \(file)")
      }
    }
    #expect(found >= 7)
  }

  @Test("The man page is sound roff", arguments: ["groff -man -ww -Tutf8", "man --warnings -l"])
  func roff(_ tool: String) throws {
    let words = tool.split(separator: " ").map(String.init)
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    guard let path = folders.map({ "\($0)/\(words[0])" }).first(where: FileManager.default.isExecutableFile) else {
      return
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = words.dropFirst() + [Checkout.root.appendingPathComponent("docs/comeback.1").path]
    process.environment = ["PATH": "/usr/bin:/bin", "MANWIDTH": "80", "LANG": "C.UTF-8", "MANPAGER": "cat"]
    let (out, err) = (Pipe(), Pipe())
    process.standardOutput = out
    process.standardError = err
    try process.run()
    let page = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let warnings = String(decoding: err.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0 && warnings.isEmpty, "\(warnings)")
    #expect(page.contains("    comeback prep Acme\n"))
  }

  @Test("Help on each command fits 80 columns and leads with an example")
  func help() throws {
    let road = try Road()
    let headings = try made("markdown").split(separator: "\n").filter { $0.hasPrefix("###") }
    for heading in headings {
      let words = heading.drop { $0 == "#" || $0 == " " }.split(separator: " ").dropFirst()
      let path = words.prefix { $0.allSatisfy { $0.isLowercase || $0 == "-" } }.map(String.init)
      if path == ["help"] { continue }
      let seen = road.run(["help"] + path, onTerminal: true)
      #expect(seen.code == 0 && seen.out.contains("\n  comeback \(path[0])"), "\(path) \(seen.out)")
      for line in seen.out.split(separator: "\n") { #expect(line.count <= 80, "\(path): \(line)") }
    }
  }
}
