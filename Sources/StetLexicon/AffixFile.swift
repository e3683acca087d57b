import StetText

/// One way to make a form: take letters off, put letters on, if the word matches.
struct AffixRule: Sendable {
  var strip: [UInt8]
  var append: [UInt8]
  var condition: AffixCondition
  /// Flags that hold for the form made (two-fold suffixes).
  var continuation: [UInt16]
}

/// All rules of one flag, all prefixes or all suffixes.
struct AffixClass: Sendable {
  var flag: UInt16
  /// Whether its prefixes and suffixes combine with those of other flags.
  var crosses: Bool
  var rules: [AffixRule]
}

/// What an affix file (`.aff`) says, as far as single words go.
struct AffixFile: Sendable {
  /// How flags are written in the word file.
  enum FlagStyle: Sendable { case byte, long, number, utf8 }

  var isLatin1 = false
  var flagStyle = FlagStyle.byte
  var prefixes: [AffixClass] = []
  var suffixes: [AffixClass] = []
  /// Index into `prefixes` or `suffixes` by flag; -1 where there is none.
  var prefixIndex = [Int16](repeating: -1, count: 1 << 16)
  var suffixIndex = [Int16](repeating: -1, count: 1 << 16)
  var noSuggest: UInt16?
  var needAffix: UInt16?
  var onlyInCompound: UInt16?
  /// Whether it has compound rules; in English they make ordinals, which code handles.
  var hasOrdinalRules = false
  /// Break patterns as written; the default is `-`, `^-`, `-$`.
  var breaks: [[UInt8]] = [[0x2D], [0x5E, 0x2D], [0x2D, 0x24]]
  /// Replacements for suggestions (REP).
  var replacements: [(from: [UInt8], to: [UInt8])] = []
  /// The first directive that the expansion does not do; such dictionaries are asked through
  /// libhunspell.
  var unsupported: String?

  private static let understood: Set<String> = [
    "SET", "TRY", "KEY", "WORDCHARS", "REP", "MAP", "PHONE", "NAME", "VERSION", "HOME", "LANG",
    "NOSUGGEST", "ICONV", "OCONV", "PFX", "SFX", "FLAG", "BREAK", "COMPOUNDMIN", "COMPOUNDRULE",
    "ONLYINCOMPOUND", "NEEDAFFIX", "PSEUDOROOT", "MAXNGRAMSUGS", "MAXDIFF", "ONLYMAXDIFF",
    "NOSPLITSUGS", "SUGSWITHDOTS", "MAXCPDSUGS",
  ]

  /// Reads an affix file's bytes; unknown directives only make it `unsupported`.
  init(_ bytes: [UInt8]) {
    var lines = Lines(bytes)
    var sawBreak = false
    while let line = lines.next() {
      let fields = Self.fields(line)
      guard let first = fields.first, first.first != 0x23 else { continue }
      let directive = String(decoding: first, as: UTF8.self)
      let value = fields.count > 1 ? fields[1] : []
      switch directive {
      case "SET":
        let name = String(decoding: value, as: UTF8.self).uppercased()
        isLatin1 = name == "ISO8859-1"
        if !isLatin1 && name != "UTF-8" { note("SET " + name) }
      case "FLAG":
        switch String(decoding: value, as: UTF8.self) {
        case "long": flagStyle = .long
        case "num": flagStyle = .number
        case "UTF-8": flagStyle = .utf8
        default: note("FLAG")
        }
      case "NOSUGGEST": noSuggest = flags(value).first
      case "NEEDAFFIX", "PSEUDOROOT": needAffix = flags(value).first
      case "ONLYINCOMPOUND": onlyInCompound = flags(value).first
      case "COMPOUNDRULE": hasOrdinalRules = true
      case "BREAK":
        if !sawBreak {
          breaks = []
          sawBreak = true
        } else {
          breaks.append(text(value))
        }
      case "REP":
        if fields.count > 2 { replacements.append((text(value), text(fields[2]))) }
      case "PFX", "SFX": readClass(header: fields, from: &lines, isPrefix: directive == "PFX")
      default: if !Self.understood.contains(directive) { note(directive) }
      }
    }
  }

  private mutating func note(_ directive: String) {
    // Only directives look like this; anything else is a stray line that libhunspell skips too.
    guard directive.utf8.allSatisfy({ $0 &- 0x41 < 26 || $0 == 0x20 || $0 == 0x2D }) else { return }
    if unsupported == nil { unsupported = directive }
  }

  private mutating func readClass(header: [[UInt8]], from lines: inout Lines, isPrefix: Bool) {
    guard header.count >= 4, let flag = flags(header[1]).first,
      let count = Int(String(decoding: header[3], as: UTF8.self))
    else { return }
    var group = AffixClass(flag: flag, crosses: header[2].first == 0x59, rules: [])
    for _ in 0..<max(0, count) {
      guard let line = lines.next() else { break }
      let fields = Self.fields(line)
      guard fields.count >= 4, flags(fields[1]).first == flag else { break }
      let affix = fields[3].split(separator: 0x2F, maxSplits: 1, omittingEmptySubsequences: false)
      let continuation = affix.count > 1 ? flags(Array(affix[1])) : []
      group.rules.append(
        AffixRule(
          strip: letters(fields[2][...]), append: letters(affix[0]),
          condition: AffixCondition(fields.count > 4 ? text(fields[4]) : [0x2E]),
          continuation: continuation))
    }
    if isPrefix {
      prefixIndex[Int(flag)] = Int16(clamping: prefixes.count)
      prefixes.append(group)
    } else {
      suffixIndex[Int(flag)] = Int16(clamping: suffixes.count)
      suffixes.append(group)
    }
  }

  private func letters(_ field: ArraySlice<UInt8>) -> [UInt8] {
    field.elementsEqual([0x30]) ? [] : text(Array(field))
  }

  /// A field of the file as UTF-8.
  func text(_ bytes: [UInt8]) -> [UInt8] {
    guard isLatin1 else { return bytes }
    var output: [UInt8] = []
    for byte in bytes { UTF8Scan.append(UInt32(byte), to: &output) }
    return output
  }

  /// The flags of a flag field, in the style of the file.
  func flags(_ field: [UInt8]) -> [UInt16] {
    switch flagStyle {
    case .byte: return field.map(UInt16.init)
    case .long:
      return stride(from: 0, to: field.count - 1, by: 2)
        .map { UInt16(field[$0]) << 8 | UInt16(field[$0 + 1]) }
    case .number:
      return field.split(separator: 0x2C).compactMap { UInt16(String(decoding: $0, as: UTF8.self)) }
    case .utf8: return EditDistance.scalars(field).map { UInt16(truncatingIfNeeded: $0) }
    }
  }

  /// Splits at spaces and tabs.
  static func fields(_ line: ArraySlice<UInt8>) -> [[UInt8]] {
    line.split { $0 == 0x20 || $0 == 0x09 }.map(Array.init)
  }
}

/// The lines of a file's bytes, without their ends and without a byte order mark.
struct Lines {
  private let bytes: [UInt8]
  private var index: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  mutating func next() -> ArraySlice<UInt8>? {
    guard index < bytes.count else { return nil }
    let start = index
    let newline = bytes.withUnsafeBufferPointer { buffer in
      var i = start
      while i < buffer.count, buffer[i] != 0x0A { i += 1 }
      return i
    }
    index = newline + 1
    var end = newline
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return bytes[start..<end]
  }
}
