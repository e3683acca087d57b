import CPCRE2
import StetText

/// A PCRE2 pattern over UTF-8, compiled with the JIT where there is one.
///
/// Matching is linear in practice: the match limit ends patterns that explode on odd input.
final class RegexPattern: @unchecked Sendable {
  // The compiled code is read-only after init; each call makes its own match data.
  private let code: OpaquePointer

  /// Why a pattern does not compile: the offset in its UTF-8 bytes and PCRE2's words.
  struct CompileError: Error {
    var offset: Int
    var message: String
  }

  /// Compiles a pattern. `\d` stands for the digits 0 to 9.
  init(_ pattern: String, ignoresCase: Bool) throws(CompileError) {
    var number: Int32 = 0
    var offset = 0
    var options = UInt32(PCRE2_UTF) | UInt32(PCRE2_UCP) | UInt32(PCRE2_MULTILINE)
    if ignoresCase { options |= UInt32(PCRE2_CASELESS) }
    let bytes = Self.withPlainDigits(Array(pattern.utf8))
    guard let code = pcre2_compile_8(bytes, bytes.count, options, &number, &offset, nil) else {
      var buffer = [UInt8](repeating: 0, count: 256)
      let length = pcre2_get_error_message_8(number, &buffer, buffer.count)
      throw CompileError(
        offset: offset, message: String(decoding: buffer.prefix(max(0, Int(length))), as: UTF8.self)
      )
    }
    _ = pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE))
    self.code = code
  }

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
  func mayMatch(in text: UnsafeBufferPointer<UInt8>, range: TextRange) -> Bool {
    guard let data = pcre2_match_data_create_8(1, nil) else { return true }
    defer { pcre2_match_data_free_8(data) }
    return pcre2_match_8(
      code, text.baseAddress, Int(range.end), Int(range.start), UInt32(PCRE2_NO_UTF_CHECK), data,
      nil) != PCRE2_ERROR_NOMATCH
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
