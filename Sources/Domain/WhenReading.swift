import Foundation

/// The words of a line, looked through for a day and a time.
struct WhenReading {
  struct Found {
    var day: Day
    var time: ClockTime?
    var range: Range<Int>
  }

  private let words: [Word]
  private let today: Day
  private let now: ClockTime
  /// More of a line is not looked through.
  private static let most = 400

  struct Word {
    let typed: String
    /// In lower case, without what stands around it.
    let bare: String
    let isCapital: Bool
    /// Whether a sign behind it parts it from the next.
    let endsPart: Bool

    init(_ typed: Substring) {
      self.typed = String(typed)
      let inner = typed.drop { "([\"'".contains($0) }
      let trimmed = inner.reversed().drop { ",;:!?)]\"'".contains($0) }.reversed()
      bare = String(trimmed).lowercased()
      isCapital = inner.first?.isUppercase == true
      endsPart = typed.last.map { ",;:!?)".contains($0) } == true
    }

    /// Without a full stop at its end.
    var unpointed: String { bare.hasSuffix(".") ? String(bare.dropLast()) : bare }
  }

  init(_ line: String, today: Day, now: ClockTime) {
    words = line.split(maxSplits: Self.most + 1, whereSeparator: \.isWhitespace).prefix(Self.most + 1).map(Word.init)
    (self.today, self.now) = (today, now)
    self.line = line
  }

  private let line: String

  /// The one day that the line names; of several, the one with a time.
  var found: Found? {
    guard !words.contains(where: isEitherOfTwo) else { return nil }
    var all: [Found] = []
    var index = 0
    while index < min(words.count, Self.most) {
      if let found = day(at: index) {
        let timed = withTime(found)
        all.append(timed)
        index = timed.range.upperBound
      } else {
        index += 1
      }
    }
    let timed = all.filter { $0.time != nil }
    if timed.count == 1 { return timed[0] }
    guard let first = all.first, timed.isEmpty, all.allSatisfy({ $0.day == first.day }) else { return nil }
    return first
  }

  /// What is left of the line, without the small words that led to the day.
  func rest(without range: Range<Int>) -> String {
    let isWhole = words.count <= Self.most
    guard isWhole else { return line }
    var before = words[..<range.lowerBound].map(\.typed)
    while let last = before.last, Self.leads.contains(last.lowercased()) { before.removeLast() }
    let left = (before + words[range.upperBound...].map(\.typed)).joined(separator: " ")
    let signs = CharacterSet(charactersIn: " ,;:-–—@")
    return left.trimmingCharacters(in: signs)
  }

  private static let leads: Set<String> = ["on", "at", "by", "until", "till", "@", "-", "–", "—", "the", "for"]
  /// What makes a day of a short name behind it.
  private static let announcing: Set<String> = [
    "on", "by", "until", "till", "before", "after", "from", "this", "next", "for", "since",
  ]

  // MARK: Days

  private func bare(_ index: Int) -> String? { words.indices.contains(index) ? words[index].unpointed : nil }

  private func day(at index: Int) -> Found? {
    relative(at: index) ?? weekdayAndDate(at: index) ?? plainDate(at: index) ?? weekday(at: index)
  }

  private func found(_ day: Day?, _ index: Int, _ count: Int) -> Found? {
    day.map { Found(day: $0, time: nil, range: index..<index + count) }
  }

  private func relative(at index: Int) -> Found? {
    switch bare(index) {
    case "today": return found(today, index, 1)
    case "tomorrow", "tmrw": return found(today.adding(days: 1), index, 1)
    case "day" where bare(index + 1) == "after" && bare(index + 2) == "tomorrow":
      return found(today.adding(days: 2), index, 3)
    case "in":
      guard let count = bare(index + 1).flatMap(Self.count) else { return nil }
      switch bare(index + 2) {
      case "day", "days": return found(today.adding(days: count), index, 3)
      case "week", "weeks": return found(today.adding(days: count * 7), index, 3)
      case "month", "months": return found(today.adding(months: count), index, 3)
      default: return nil
      }
    case "end" where bare(index + 1) == "of":
      let named = bare(index + 2) == "the" || bare(index + 2) == "this" ? 3 : 2
      switch bare(index + named) {
      case "month": return found(today.endOfMonth, index, named + 1)
      case "week": return found(today.adding(days: (4 - today.weekday + 7) % 7), index, named + 1)
      default: return nil
      }
    default: return nil
    }
  }

  private static func count(_ word: String) -> Int? {
    let names = ["a", "one", "two", "three", "four", "five", "six"]
    if let place = names.firstIndex(of: word) { return max(1, place) }
    guard let count = number(word), (1...500).contains(count) else { return nil }
    return count
  }

  private static func number(_ word: some StringProtocol) -> Int? {
    guard (1...4).contains(word.utf8.count), word.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(word)
  }

  private static let weekdays = [
    ["monday", "mon"], ["tuesday", "tue", "tues"], ["wednesday", "wed"], ["thursday", "thu", "thur", "thurs"],
    ["friday", "fri"], ["saturday", "sat"], ["sunday", "sun"],
  ]

  private static func weekday(_ word: String?) -> Int? {
    guard let word else { return nil }
    return weekdays.firstIndex { $0.contains(word) }
  }

  /// "Thu 30 Nov": the date decides, and one that is no Thursday is no date.
  private func weekdayAndDate(at index: Int) -> Found? {
    guard let weekday = Self.weekday(bare(index)), let date = date(at: index + 1) else { return nil }
    return date.day.weekday == weekday ? found(date.day, index, date.range.count + 1) : nil
  }

  private func plainDate(at index: Int) -> Found? {
    guard let date = date(at: index) else { return nil }
    let before = Self.weekday(bare(index - 1))
    return before == nil || before == date.day.weekday ? date : nil
  }

  private func weekday(at index: Int) -> Found? {
    let isNext = bare(index) == "next"
    let at = isNext || bare(index) == "this" ? index + 1 : index
    guard let weekday = Self.weekday(bare(at)), !hasDateBehind(at), isSurelyWeekday(at) else { return nil }
    let count = at - index + 1
    if isNext {
      return found(today.adding(days: 7 - today.weekday + weekday), index, count)
    }
    let ahead = (weekday - today.weekday + 7) % 7
    guard ahead == 0 else { return found(today.adding(days: ahead), index, count) }
    let time = withTime(Found(day: today, time: nil, range: index..<index + count)).time
    return found(time.map { $0 > now } == true ? today : today.adding(days: 7), index, count)
  }

  /// Whether a date follows that contradicts the weekday.
  private func hasDateBehind(_ index: Int) -> Bool { date(at: index + 1) != nil }

  /// Short names are words too: "he sat down", "mon ami", "the sun".
  private func isSurelyWeekday(_ index: Int) -> Bool {
    guard let word = bare(index), ["mon", "sat", "sun", "wed"].contains(word) else { return true }
    if words.count == 1 { return true }
    if index > 0, Self.announcing.contains(words[index - 1].bare) { return true }
    if time(at: index + 1, behindDay: true) != nil { return true }
    if index > 0, clearTime(endingAt: index) != nil { return true }
    return index == words.count - 1 && words[index].isCapital
  }

  private static let months = [
    ["january", "jan"], ["february", "feb"], ["march", "mar"], ["april", "apr"], ["may"], ["june", "jun"],
    ["july", "jul"], ["august", "aug"], ["september", "sep", "sept"], ["october", "oct"], ["november", "nov"],
    ["december", "dec"],
  ]

  private static func month(_ word: String?) -> Int? {
    guard let word else { return nil }
    return months.firstIndex { $0.contains(word) }.map { $0 + 1 }
  }

  private func date(at index: Int) -> Found? {
    guard words.indices.contains(index) else { return nil }
    if let day = Day(words[index].unpointed) { return found(day, index, 1) }
    return dotted(at: index) ?? slashed(at: index) ?? named(at: index)
  }

  /// 30.11. and 30.11.2026; in the middle of a sentence, "3.5." may be a number.
  private func dotted(at index: Int) -> Found? {
    let word = words[index].bare
    let parts = word.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3 || parts.count == 2, parts[0].count <= 2, parts[1].count <= 2,
      let day = Self.number(parts[0]),
      let month = Self.number(parts[1])
    else { return nil }
    if parts.count == 3, let year = Self.number(parts[2]), parts[2].count == 4 {
      return found(Day(year: year, month: month, day: day), index, 1)
    }
    let isPlain = parts[0].count == 2 && parts[1].count == 2
    let hasTime = time(at: index + 1, behindDay: true) != nil
    if parts.count == 2 {
      guard isPlain, hasTime else { return nil }
    } else {
      let isAnnounced = index == 0 || ["on", "until", "till"].contains(words[index - 1].bare)
      guard parts[2].isEmpty, isPlain || isAnnounced || hasTime else { return nil }
    }
    return found(next(month: month, day: day), index, 1)
  }

  private func slashes(_ word: Word) -> [Int]? {
    let parts = word.unpointed.split(separator: "/", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Self.number($0) }
    guard parts.count == 3, numbers.count == 3, parts[0].count <= 2, parts[1].count <= 2, parts[2].count == 4 else {
      return nil
    }
    return numbers
  }

  /// Whether it is a date that reads as one of two days.
  private func isEitherOfTwo(_ word: Word) -> Bool {
    guard let numbers = slashes(word) else { return false }
    return numbers[0] <= 12 && numbers[1] <= 12 && numbers[0] != numbers[1]
  }

  private func slashed(at index: Int) -> Found? {
    guard let numbers = slashes(words[index]) else { return nil }
    let isDayFirst = numbers[0] > 12
    return found(
      Day(year: numbers[2], month: numbers[isDayFirst ? 1 : 0], day: numbers[isDayFirst ? 0 : 1]), index, 1)
  }

  /// 30 Nov, 30th of November 2026, Nov 30, each with or without a year.
  private func named(at index: Int) -> Found? {
    if let day = dayOfMonth(index) {
      let at = bare(index + 1) == "of" ? index + 2 : index + 1
      guard let month = Self.month(bare(at)), isSurelyMonth(at, behind: at) else { return nil }
      return completed(month, day, index, at)
    }
    guard let month = Self.month(bare(index)), let day = dayOfMonth(index + 1), isSurelyMonth(index, behind: index + 1)
    else { return nil }
    return completed(month, day, index, index + 1)
  }

  /// With the year, if one stands behind the last word.
  private func completed(_ month: Int, _ day: Int, _ index: Int, _ last: Int) -> Found? {
    if let year = year(last + 1) { return found(Day(year: year, month: month, day: day), index, last + 2 - index) }
    return found(next(month: month, day: day), index, last + 1 - index)
  }

  private func year(_ index: Int) -> Int? {
    guard let word = bare(index), word.count == 4, let year = Self.number(word), abs(year - today.year) <= 30 else {
      return nil
    }
    return year
  }

  private func dayOfMonth(_ index: Int) -> Int? {
    guard let word = bare(index) else { return nil }
    let digits = isOrdinal(index) ? String(word.dropLast(2)) : word
    guard digits.count <= 2, let day = Self.number(digits), (1...31).contains(day) else { return nil }
    return day
  }

  private func isOrdinal(_ index: Int) -> Bool {
    guard let word = bare(index) else { return false }
    return ["st", "nd", "rd", "th"].contains { word.hasSuffix($0) }
  }

  /// "may" and "march" are words too: "the first 5 may sign", "may 5 people come?"
  private func isSurelyMonth(_ index: Int, behind last: Int) -> Bool {
    guard let word = bare(index), ["may", "march", "mar"].contains(word) else { return true }
    let first = min(index, last == index ? index - 1 : index)
    if first > 0, Self.announcing.contains(words[first - 1].bare) { return true }
    if index == last, words[index].isCapital { return true }
    if isOrdinal(index - 1) || isOrdinal(index + 1) || year(last + 1) != nil { return true }
    return last == words.count - 1 || words[last].endsPart || time(at: last + 1, behindDay: true) != nil
  }

  private func next(month: Int, day: Int) -> Day? {
    // The 29th of February comes within eight years.
    (0...8).lazy.compactMap { Day(year: today.year + $0, month: month, day: day) }.first { $0 >= today }
  }

  // MARK: Times

  private func withTime(_ found: Found) -> Found {
    var found = found
    let half = bare(found.range.upperBound)
    let isHalf = ["morning", "afternoon", "evening"].contains(half)
    if let (time, end) = time(at: found.range.upperBound + (isHalf ? 1 : 0), behindDay: true) {
      found.time = isHalf && half != "morning" ? time.inSecondHalf : time
      found.range = found.range.lowerBound..<end
    } else if let (time, start) = clearTime(endingAt: found.range.lowerBound) {
      found.time = time
      found.range = start..<found.range.upperBound
    }
    return found
  }

  /// A time that ends where a day begins: "10:00 Thu", "at 3 pm on Thursday", "at 10 tomorrow".
  private func clearTime(endingAt end: Int) -> (ClockTime, start: Int)? {
    var last = end
    if last > 0, ["on", "this"].contains(words[last - 1].bare) { last -= 1 }
    for start in [last - 3, last - 2, last - 1] where start >= 0 {
      if let (time, stop) = time(at: start, behindDay: false), stop == last { return (time, start) }
    }
    return nil
  }

  /// The time that begins here, and where it ends.
  /// - Parameter behindDay: Whether a bare number may be an hour, if the line ends with it.
  private func time(at start: Int, behindDay: Bool) -> (ClockTime, end: Int)? {
    var index = start
    let isAt = bare(index) == "at" || bare(index) == "@"
    if isAt { index += 1 }
    guard let word = bare(index)?.replacingOccurrences(of: ".m", with: "m") else { return nil }
    if word == "noon" || word == "midday" { return ClockTime(hour: 12).map { ($0, index + 1) } }
    // Of "10:00-10:30" the beginning.
    let first = word.contains(":") ? String(word.split { $0 == "-" || $0 == "–" }.first ?? "") : word
    let half = ["am", "pm"].first { first.hasSuffix($0) }
    let behind = bare(index + 1)?.replacingOccurrences(of: ".m", with: "m")
    let spoken = half == nil && (behind == "am" || behind == "pm") ? behind : nil
    let digits = half.map { String(first.dropLast($0.count)) } ?? first
    if let time = Self.clock(digits, half: half ?? spoken, isDotted: isAt || behindDay) {
      return (time, index + (spoken == nil ? 1 : 2))
    }
    // A bare number is an hour only where nothing follows that it could count.
    guard let hour = Self.number(digits), digits.count <= 2, half == nil else { return nil }
    if behind == "o'clock" { return Self.time(hour, 0, digits).map { ($0, index + 2) } }
    let ends = index == words.count - 1 || words[index].endsPart
    guard (behindDay && ends) || (isAt && (ends || !behindDay)) else { return nil }
    return Self.time(hour, 0, digits).map { ($0, index + 1) }
  }

  /// 10:00, 9h, 9h30, 10.30; with am or pm also 10.
  private static func clock(_ text: String, half: String?, isDotted: Bool) -> ClockTime? {
    let signs: [Character] = isDotted ? [":", "h", "."] : [":", "h"]
    guard let sign = signs.first(where: { text.contains($0) }) else {
      guard let half, let hour = number(text), (1...12).contains(hour) else { return nil }
      return ClockTime(hour: hour % 12 + (half == "pm" ? 12 : 0))
    }
    let parts = text.split(separator: sign, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count <= 2, let hour = number(parts[0]) else { return nil }
    let isWholeHour = sign == "h" && parts[1].isEmpty
    guard isWholeHour || parts[1].count == 2, let minute = isWholeHour ? 0 : number(parts[1]) else { return nil }
    guard let half else { return time(hour, minute, String(parts[0])) }
    return (1...12).contains(hour) ? ClockTime(hour: hour % 12 + (half == "pm" ? 12 : 0), minute: minute) : nil
  }

  private static func time(_ hour: Int, _ minute: Int, _ digits: String) -> ClockTime? {
    let isAfternoon = (1...6).contains(hour) && !digits.hasPrefix("0")
    return ClockTime(hour: isAfternoon ? hour + 12 : hour, minute: minute)
  }
}

extension ClockTime {
  /// In the afternoon or evening: "evening 8" is 20:00.
  fileprivate var inSecondHalf: ClockTime {
    minutes < 720 ? ClockTime(hour: minutes / 60 + 12, minute: minutes % 60) ?? self : self
  }
}
