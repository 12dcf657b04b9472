import Foundation
import Probes

/// Called by libFuzzer, again and again. What is thrown stops the process, and libFuzzer keeps the bytes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  do {
    try probe.check(start.map { Data(bytes: $0, count: count) } ?? Data())
  } catch {
    fatalError("\(error)")
  }
  return 0
}

/// The one that FUZZ_TARGET names, with the temporary folder to itself.
private let probe: any Probe = {
  let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
  do {
    if let probe = try Probes.probe(name, in: FileManager.default.temporaryDirectory) { return probe }
  } catch {
    fatalError("\(name): \(error)")
  }
  fatalError("no target \(name)")
}()
