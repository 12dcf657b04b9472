import Dispatch
import Foundation

/// Where copied words go: the platform's clipboard, or the terminal's own by OSC 52, which goes through SSH. Nothing
/// is ever read from it.
public enum Clipboard {
  /// What some terminals take at most in one sequence, in bytes.
  private static let longest = 74_000

  public enum Outcome: Sendable {
    /// Somebody took it.
    case copied
    /// The terminal was asked to; some don't listen, and none answers.
    case sent
    case impossible
  }

  public static func copy(_ text: String, environment: [String: String]) -> Outcome {
    for command in commands(environment) where run(command, with: text, environment) { return .copied }
    let code = Data(text.utf8).base64EncodedString()
    guard TTY.isTerminal(.output), environment["TERM"] != "dumb", code.utf8.count <= longest,
      TTY.write("\u{1B}]52;c;\(code)\u{07}", to: .output) == .written
    else { return .impossible }
    return .sent
  }

  /// Those that may be here, by what surrounds us.
  static func commands(_ environment: [String: String]) -> [[String]] {
    let tmux = environment["TMUX"] == nil ? [] : [["tmux", "load-buffer", "-w", "-"]]
    // Over the network the clipboard of the machine at hand is wanted, not that of the one at the other end.
    if environment["SSH_CONNECTION"] != nil { return tmux }
    #if os(macOS)
      return [["pbcopy"]]
    #else
      var commands: [[String]] = []
      if environment["WAYLAND_DISPLAY"] != nil { commands.append(["wl-copy"]) }
      if environment["DISPLAY"] != nil { commands.append(["xclip", "-selection", "clipboard"]) }
      if environment["WSL_DISTRO_NAME"] != nil { commands.append(["clip.exe"]) }
      return commands + tmux
    #endif
  }

  private static func run(_ command: [String], with text: String, _ environment: [String: String]) -> Bool {
    let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    let path = folders.map { "\($0)/\(command[0])" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let path else { return false }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = Array(command.dropFirst())
    let input = Pipe()
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    do {
      try process.run()
      try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
      try input.fileHandleForWriting.close()
    } catch {
      if process.isRunning { process.terminate() }
      return false
    }
    // One whose display is gone waits for ever.
    guard ended.wait(timeout: .now() + 2) == .success else {
      process.terminate()
      return false
    }
    return process.terminationStatus == 0
  }
}
