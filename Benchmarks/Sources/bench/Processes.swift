import Foundation
import Glibc

/// The wall time of a whole process.
func spawn(_ executable: String, _ arguments: [String], _ environment: [String: String]) throws -> Double {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: executable)
  process.arguments = arguments
  process.environment = environment
  process.standardInput = FileHandle.nullDevice
  process.standardOutput = FileHandle.nullDevice
  process.standardError = FileHandle.nullDevice
  return try milliseconds {
    try process.run()
    process.waitUntilExit()
  }
}

/// A process that answers a line with lines, through pipes.
final class Talk {
  private let process = Process()
  private let (typed, shown) = (Pipe(), Pipe())

  init(_ executable: String, _ arguments: [String], _ environment: [String: String]) throws {
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.environment = environment
    process.standardInput = typed
    process.standardOutput = shown
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  struct HasLeft: Error {}

  /// What it writes, in one piece, once a line was typed.
  @discardableResult
  func ask(_ line: String) throws -> String {
    try typed.fileHandleForWriting.write(contentsOf: Data((line + "\n").utf8))
    var answer = Data()
    while answer.last != UInt8(ascii: "\n") {
      let piece = shown.fileHandleForReading.availableData
      if piece.isEmpty { throw HasLeft() }
      answer += piece
    }
    return String(decoding: answer, as: UTF8.self)
  }

  /// Peak resident memory, in MB.
  var peakMemory: Double {
    let status = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }
    return line?.split(separator: " ").compactMap { Double($0) }.first.map { $0 / 1024 } ?? .nan
  }

  func leave() {
    try? typed.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}
