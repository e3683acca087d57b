import CPCRE2
import StetText

/// A PCRE2 pattern over UTF-8, compiled with the JIT where there is one.
///
/// Matching is linear in practice: the match limit ends patterns that explode on odd input.
final class RegexPattern: @unchecked Sendable {
  // The compiled code is read-only after init; each call makes its own match data.
  private let code: OpaquePointer
  /// Where a match may start; nil when anywhere.
  let starts: MatchStarts?

  /// Why a pattern does not compile: the offset in its UTF-8 bytes and PCRE2's words.
  struct CompileError: Error {
    var offset: Int
    var message: String
  }

  /// Compiles a pattern. `\d` stands for the digits 0 to 9.
  ///
  /// - Parameter isFast: whether machine code is made, which takes about as long as to search a story without it.
  init(_ pattern: String, ignoresCase: Bool, isFast: Bool = true) throws(CompileError) {
    var number: Int32 = 0
    var offset = 0
    var options =
      UInt32(PCRE2_UTF) | UInt32(PCRE2_UCP) | UInt32(PCRE2_MULTILINE) | Self.useOffsetLimit
    if ignoresCase { options |= UInt32(PCRE2_CASELESS) }
    let bytes = Self.withPlainDigits(Array(pattern.utf8))
    guard let code = pcre2_compile_8(bytes, bytes.count, options, &number, &offset, nil) else {
      var buffer = [UInt8](repeating: 0, count: 256)
      let length = pcre2_get_error_message_8(number, &buffer, buffer.count)
      throw CompileError(
        offset: offset, message: String(decoding: buffer.prefix(max(0, Int(length))), as: UTF8.self)
      )
    }
    if isFast { _ = pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE)) }
    self.code = code
    starts = Self.startingBytes(code, ignoresCase: ignoresCase).map { MatchStarts($0) }
  }

  /// `PCRE2_USE_OFFSET_LIMIT`, whose macro is more than Swift reads.
  private static let useOffsetLimit: UInt32 = 0x0080_0000

  /// The bytes that a match may start with, as PCRE2 has found them out; nil when any byte will do.
  private static func startingBytes(_ code: OpaquePointer, ignoresCase: Bool) -> [Bool]? {
    var matchesEmpty: UInt32 = 1
    var hasFirst: UInt32 = 0
    var first: UInt32 = 0
    var bitmap: UnsafePointer<UInt8>?
    guard pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_MATCHEMPTY), &matchesEmpty) == 0,
      matchesEmpty == 0,
      pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_FIRSTCODETYPE), &hasFirst) == 0,
      pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_FIRSTCODEUNIT), &first) == 0,
      pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_FIRSTBITMAP), &bitmap) == 0
    else { return nil }
    if let bitmap { return (0..<256).map { bitmap[$0 >> 3] & 1 << UInt8($0 & 7) != 0 } }
    // Of a sign beyond ASCII, another case may have another byte.
    guard hasFirst == 1, first < 0x80 || !ignoresCase else { return nil }
    let other = ignoresCase && Self.isLetter(first) ? first ^ 0x20 : first
    return (0..<256).map { $0 == first || $0 == other }
  }

  private static func isLetter(_ byte: UInt32) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  /// The pattern with `\d` written out. As a property of Unicode it keeps PCRE2 from searching for where
  /// a match can start, and with it the pass over a text takes five times as long.
  private static func withPlainDigits(_ pattern: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(pattern.count + 16)
    var isInClass = false
    var i = 0
    while i < pattern.count {
      let byte = pattern[i]
      if byte == 0x5C, i + 1 < pattern.count {
        // What \Q quotes is no pattern.
        if pattern[i + 1] == 0x51 { return output + pattern[i...] }
        if pattern[i + 1] == 0x64 {
          output += Array((isInClass ? "0-9" : "[0-9]").utf8)
        } else {
          output += pattern[i...i + 1]
        }
        i += 2
        continue
      }
      if byte == 0x5B {
        // `[[:alpha:]…` and `[]…`, where the first `]` doesn't end the class, are left as they are.
        if isInClass || pattern[(i + 1)...].starts(with: [0x5D])
          || pattern[(i + 1)...].starts(with: [0x5E, 0x5D])
        {
          return pattern
        }
        isInClass = true
      }
      if byte == 0x5D { isInClass = false }
      output.append(byte)
      i += 1
    }
    return output
  }

  deinit { pcre2_code_free_8(code) }

  /// False when there is no match inside a range of the text, not even an empty one.
  ///
  /// - Parameter starts: where matches may start; only these places are shown to PCRE2, which looks for them at a third of
  ///   the speed.
  func mayMatch(
    in text: UnsafeBufferPointer<UInt8>, range: TextRange, starts: MatchStarts?
  ) -> Bool {
    guard let data = pcre2_match_data_create_8(1, nil),
      let context = pcre2_match_context_create_8(nil)
    else { return true }
    defer {
      pcre2_match_data_free_8(data)
      pcre2_match_context_free_8(context)
    }
    func mayMatch(from start: Int) -> Bool {
      pcre2_match_8(
        code, text.baseAddress, Int(range.end), start, UInt32(PCRE2_NO_UTF_CHECK), data, context)
        != PCRE2_ERROR_NOMATCH
    }
    guard let starts else { return mayMatch(from: Int(range.start)) }
    return starts.contains(in: text, range: range) { first, last in
      pcre2_set_offset_limit_8(context, last)
      return mayMatch(from: first)
    }
  }

  /// The matches inside a range of the text, in order, not overlapping; empty matches are left out.
  func matches(in text: UnsafeBufferPointer<UInt8>, range: TextRange) -> [TextRange] {
    guard let data = pcre2_match_data_create_from_pattern_8(code, nil),
      let context = pcre2_match_context_create_8(nil)
    else { return [] }
    defer {
      pcre2_match_data_free_8(data)
      pcre2_match_context_free_8(context)
    }
    pcre2_set_match_limit_8(context, 1_000_000)
    var found: [TextRange] = []
    var start = Int(range.start)
    let end = Int(range.end)
    while start <= end {
      let count = pcre2_match_8(
        code, text.baseAddress, end, start, UInt32(PCRE2_NO_UTF_CHECK), data, context)
      guard count > 0, let vector = pcre2_get_ovector_pointer_8(data) else { break }
      let match = TextRange(vector[0], vector[1])
      if match.isEmpty {
        start = vector[1] + 1
        while start < end, text[start] & 0xC0 == 0x80 { start += 1 }
        continue
      }
      found.append(match)
      start = vector[1]
    }
    return found
  }
}
