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

  /// Compiles a pattern.
  init(_ pattern: String, ignoresCase: Bool) throws(CompileError) {
    var number: Int32 = 0
    var offset = 0
    var options = UInt32(PCRE2_UTF) | UInt32(PCRE2_UCP) | UInt32(PCRE2_MULTILINE)
    if ignoresCase { options |= UInt32(PCRE2_CASELESS) }
    let bytes = Array(pattern.utf8)
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

  deinit { pcre2_code_free_8(code) }

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
