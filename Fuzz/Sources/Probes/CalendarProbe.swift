import Domain
import Exchange
package import Foundation

/// Bytes as a calendar: read or refused; the calls in it are within the window, in order, and clean. The same bytes as
/// a step in a rep's words: what is read of them is written as a calendar that says the same.
package struct CalendarProbe: Probe {
  package static let name = "calendar"

  package init(in folder: URL) {}

  /// 24 November 2026, 14:00.
  private static let now = Moment(seconds: 1_795_528_800)
  private static let days = 28

  package func check(_ bytes: Data) throws {
    let zones = [TimeZone.gmt, TimeZone(identifier: "America/St_Johns") ?? .gmt]
    if let file = try? CalendarFile(bytes, file: "a.ics") {
      for zone in zones { try check(file.calls(from: Self.now, days: Self.days, in: zone), in: zone) }
    }
    try check(String(decoding: bytes, as: UTF8.self), in: zones[1])
  }

  private func check(_ calls: [PlannedCall], in zone: TimeZone) throws {
    try hold(calls.count <= CalendarFile.mostCalls, "calls are bounded: \(calls.count)")
    for call in calls {
      if let starts = call.starts, let ends = call.ends {
        let last = Self.now.seconds + Self.days * 86_400
        try hold(ends >= Self.now && starts.seconds <= last, "a call is in the window: \(starts)")
        try hold(Day(starts.date, in: zone) == call.day, "a call's day is that of the rep: \(call)")
      }
      let texts = [call.uid, call.title] + call.guests.flatMap { [$0.name ?? "", $0.mail ?? ""] }
      try hold(texts.allSatisfy { CleanText($0).description == $0 }, "texts are clean: \(texts)")
    }
    try hold(zip(calls, calls.dropFirst()).allSatisfy { $0.day <= $1.day }, "calls are in order")
  }

  private func check(_ words: String, in zone: TimeZone) throws {
    guard let when = When(words, now: Self.now.date, in: zone) else { return }
    let again = When("\(when)", now: Self.now.date, in: zone)
    try hold(again == When(day: when.day, time: when.time), "a day reads back: \(when)")
    let step = CalendarStep(
      uid: "u", title: "A " + when.rest, notes: words, when: when, zone: zone, made: Self.now.date)
    let lines = step.text.components(separatedBy: "\r\n")
    try hold(lines.allSatisfy { $0.utf8.count <= 75 && !$0.contains("\n") }, "lines are short: \(lines)")
    let window = 40_000
    let past = Moment(seconds: Self.now.seconds - 20_000 * 86_400)
    let read = try CalendarFile(Data(step.text.utf8), file: "a.ics").calls(from: past, days: window, in: zone)
    let far = abs(when.day.number - Day(Self.now.date, in: zone).number) > 19_000
    try hold(far || read.map(\.starts) == [step.starts], "the step reads back: \(step.text)")
    try hold(far || read.map(\.day) == [when.day], "its day reads back: \(step.text)")
  }
}
