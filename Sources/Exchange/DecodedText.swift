import Foundation

/// The text of a file whose encoding nobody says: UTF-8 or UTF-16 with a byte order mark, else UTF-8, else
/// Windows-1252, in which any bytes are text.
struct DecodedText {
  let bytes: [UInt8]
  let encoding: DelimitedText.Encoding

  init(_ data: Data) {
    if data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]) {
      let isLittle = data.first == 0xFF
      let units = stride(from: 2, to: data.count - 1, by: 2).map { at -> UInt16 in
        let (one, two) = (
          UInt16(data[data.startIndex + at]), UInt16(data[data.startIndex + at + 1])
        )
        return isLittle ? two << 8 | one : one << 8 | two
      }
      bytes = Array(String(decoding: units, as: UTF16.self).utf8)
      encoding = .utf16
      return
    }
    let plain = data.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data
    if String(validating: plain, as: UTF8.self) != nil {
      bytes = Array(plain)
      encoding = .utf8
    } else {
      var text = String.UnicodeScalarView()
      for byte in plain { text.append(Self.windows1252(byte)) }
      bytes = Array(String(text).utf8)
      encoding = .windows1252
    }
  }

  /// What Windows-1252 has in place of the C1 controls; the five places without a character stay controls.
  private static let upper: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
    0x017E, 0x0178,
  ]

  private static func windows1252(_ byte: UInt8) -> Unicode.Scalar {
    let value = (0x80..<0xA0).contains(byte) ? upper[Int(byte) - 0x80] : UInt32(byte)
    return Unicode.Scalar(value) ?? "?"
  }
}
