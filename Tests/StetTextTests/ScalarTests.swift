import StetText
import Testing

@Suite struct ScalarTests {
  private func decode(_ bytes: [UInt8]) -> (UInt32, Int) {
    bytes.withUnsafeBufferPointer { UTF8Scan.decode($0, 0) }
  }

  @Test func everyScalarRoundTrips() {
    for value in stride(from: UInt32(0), to: 0x110000, by: 7) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      var bytes: [UInt8] = []
      UTF8Scan.append(value, to: &bytes)
      #expect(bytes == Array(String(scalar).utf8))
      #expect(decode(bytes) == (value, bytes.count))
    }
  }

  @Test func malformedBytesAdvanceByOne() {
    for bytes: [UInt8] in [
      [0x80], [0xC0, 0x80], [0xC3], [0xE2, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF],
    ] {
      #expect(decode(bytes) == (0xFFFD, 1), "\(bytes)")
      #expect(bytes.withUnsafeBufferPointer { UTF8Scan.firstInvalidByte($0) } == 0, "\(bytes)")
    }
    let mixed = Array("abcdefghé".utf8) + [0xFF]
    #expect(mixed.withUnsafeBufferPointer { UTF8Scan.firstInvalidByte($0) } == 10)
    #expect(
      Array("abcdefghé“😀".utf8).withUnsafeBufferPointer { UTF8Scan.firstInvalidByte($0) } == nil)
  }

  /// One odd byte at every place of texts of every length up to some steps of the scan.
  @Test func printableTextAndScalarsAreTold() {
    for count in 0..<40 {
      for place in 0...count {
        for byte: UInt8 in [0x00, 0x1F, 0x20, 0x7E, 0x7F, 0x80, 0xBF, 0xC0, 0xFF] {
          var bytes = [UInt8](repeating: 0x61, count: count)
          if place < count { bytes[place] = byte }
          let isPrintable = bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
          #expect(bytes.withUnsafeBufferPointer { UTF8Scan.isPrintable($0) } == isPrintable)
          let scalars = bytes.filter { $0 & 0xC0 != 0x80 }.count
          #expect(bytes.withUnsafeBufferPointer { UTF8Scan.scalarCount($0) } == scalars)
        }
      }
    }
    let accents = Array(String(repeating: "é“😀", count: 9).utf8)
    #expect(accents.withUnsafeBufferPointer { UTF8Scan.scalarCount($0) } == 27)
  }

  /// Marks at every place of texts of every length up to some steps of the scan.
  @Test func scansFindTheFirstMark() {
    for count in 0..<80 {
      for mark in 0...count {
        for byte: UInt8 in [0x00, 0x0A, 0x0D, 0xFF, 0x80, 0x09] {
          var bytes = [UInt8](repeating: 0x61, count: count)
          if mark < count { bytes[mark] = byte }
          bytes.withUnsafeBufferPointer { buffer in
            let isIn = mark < count
            #expect(
              UTF8Scan.firstInvalidByte(buffer, refusingZero: true)
                == (isIn && (byte == 0 || byte >= 0x80) ? mark : nil))
            #expect(
              UTF8Scan.firstInvalidByte(buffer) == (isIn && byte >= 0x80 ? mark : nil))
            let isBreak = isIn && (byte == 0x0A || byte == 0x0D)
            #expect(
              UTF8Scan.firstLineBreak(in: buffer, from: 0) == (isBreak ? mark : count))
          }
        }
      }
    }
  }

  @Test func decodingBackwards() {
    let bytes = Array("aé“😀".utf8)
    bytes.withUnsafeBufferPointer { buffer in
      #expect(UTF8Scan.decodeBefore(buffer, 0) == nil)
      let ends = [(1, UInt32(0x61), 1), (3, 0xE9, 2), (6, 0x201C, 3), (10, 0x1F600, 4)]
      for (end, scalar, length) in ends {
        #expect(UTF8Scan.decodeBefore(buffer, end)?.scalar == scalar)
        #expect(UTF8Scan.decodeBefore(buffer, end)?.length == length)
      }
    }
  }

  @Test func classes() {
    let expected: [(String, ScalarClass)] = [
      ("aZéßŁжα漢\u{301}", .letter), ("09٣", .digit), (" \t\u{A0}\u{2009}\u{202F}", .space),
      ("\n\r\u{85}\u{2028}\u{2029}", .newline), ("“”‘’'\".,;:—–…()[]&%#@", .punctuation),
      ("£$€+<=>^`|~😀×\u{0}\u{7F}", .symbol),
    ]
    for (text, kind) in expected {
      for scalar in text.unicodeScalars {
        #expect(ScalarClass.of(scalar.value) == kind, "\(scalar.debugDescription)")
      }
    }
  }

  @Test func folding() {
    func lower(_ text: String) -> String {
      String(decoding: CaseFolding.lowered(Array(text.utf8)), as: UTF8.self)
    }
    #expect(lower("ÉCOLE Łódź ЖУК STRAẞE O’Brien") == "école łódź жук straße o’brien")
    #expect(
      String(decoding: CaseFolding.withoutAccents(Array("Hadžić née Łódź".utf8)), as: UTF8.self)
        == "Hadzic nee Lodz")
    #expect(
      String(decoding: CaseFolding.capitalised(Array("élan".utf8)), as: UTF8.self) == "Élan")
  }
}
