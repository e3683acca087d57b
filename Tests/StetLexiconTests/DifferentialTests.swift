import StetText
import Testing

@testable import StetLexicon

/// The compiled lexicon against libhunspell, over the dictionaries that are installed.
///
/// `STET_DIFFERENTIAL=1000000` sets the number of random strings; the default runs in seconds.
@Suite("Differential")
struct DifferentialTests {
  private static let search = DictionarySearch.system()
  private static let installed = Dialects.dictionaries.compactMap { name, dialect in
    search.files(named: name).map { (files: $0, dialect: dialect) }
  }
  static let hasDictionaries = !installed.isEmpty
  private static let randomCount =
    SystemFile.environment("STET_DIFFERENTIAL").flatMap { Int($0) } ?? 8_000

  private static func words() -> [[UInt8]] {
    var words: [[UInt8]] = []
    for name in ["british-english-huge", "american-english-huge"] {
      let bytes = (try? SystemFile.read("/usr/share/dict/" + name)) ?? []
      words += bytes.split(separator: 0x0A).map(Array.init)
    }
    if !words.isEmpty { return words }
    // Without the large lists, the dictionaries' own roots do.
    for (files, _) in installed {
      let bytes = (try? SystemFile.read(files.wordPath)) ?? []
      words += bytes.split(separator: 0x0A).map { line in
        Array(line.prefix { $0 != 0x2F && $0 != 0x09 && $0 != 0x0D })
      }
    }
    return words
  }

  // Compiled and loaded once for all tests: a debug build takes its time over it.
  private static let compiled = Result {
    try Lexicon(bytes: LexiconBuilder(dictionaries: installed).build())
  }
  private static let spellers = installed.map {
    (dialect: $0.dialect, speller: Speller($0.files))
  }

  private func differences(_ words: some Sequence<[UInt8]>) throws -> [String] {
    let lexicon = try Self.compiled.get()
    var different: [String] = []
    for word in words {
      let accepting = lexicon.accepting(word)
      for (dialect, speller) in Self.spellers {
        let expected = try speller.accepts(word)
        if accepting.contains(dialect) != expected {
          different.append("\(String(decoding: word, as: UTF8.self)) \(dialect.tags) \(expected)")
        }
      }
    }
    return different
  }

  @Test(
    "Listed words in every case, and possessives",
    .enabled(if: hasDictionaries, "no English hunspell dictionary is installed"))
  func listed() throws {
    let words = Self.words()
    let step = max(1, words.count / max(1, Self.randomCount / 2))
    let forms = stride(from: 0, to: words.count, by: step).lazy.flatMap { index in
      let word = words[index]
      let possessive = word + utf8("'s")
      return [
        word, CaseFolding.capitalised(word), CaseFolding.uppered(word), possessive,
        CaseFolding.uppered(possessive), CaseFolding.lowered(word),
      ]
    }
    #expect(try differences(forms).prefix(20) == [])
  }

  @Test(
    "Random strings and slips",
    .enabled(if: hasDictionaries, "no English hunspell dictionary is installed"))
  func random() throws {
    let words = Self.words()
    let letters = utf8("abcdefghijklmnopqrstuvwxyzetaoinshrdluABCDETSX''--..019,")
    let joins = ["-", "'", "", ".", "--", "–", "-a-", "’"].map(utf8)
    let endings = ["st", "nd", "rd", "th", "ST", "'s", "-th", "s", ".5", ",0", "St", "K"].map(utf8)
    var numbers = SeededNumbers(seed: 88_172_645_463_325_252)
    var strings: [[UInt8]] = []
    for round in 0..<Self.randomCount {
      var word: [UInt8] = []
      switch round % 4 {
      case 0:
        for _ in 0...numbers.below(7) { word.append(letters[numbers.below(letters.count)]) }
      case 1:
        word = words[numbers.below(words.count)]
        let place = numbers.below(max(1, word.count))
        word.insert(letters[numbers.below(letters.count)], at: place)
        if numbers.below(2) == 0 { word.remove(at: numbers.below(word.count)) }
      case 2:
        word = words[numbers.below(words.count)] + joins[numbers.below(joins.count)]
        word += CaseFolding.capitalised(words[numbers.below(words.count)])
        if numbers.below(4) == 0 { word = CaseFolding.uppered(word) }
      default:
        for _ in 0...numbers.below(4) { word.append(UInt8(0x30 + numbers.below(10))) }
        word += endings[numbers.below(endings.count)]
      }
      let isValid = word.withUnsafeBufferPointer { UTF8Scan.firstInvalidByte($0) == nil }
      if isValid { strings.append(word) }
    }
    #expect(try differences(strings).prefix(20) == [])
  }

  @Test(
    "A compounding language is asked through libhunspell",
    .enabled(if: search.files(named: "de_DE") != nil, "hunspell-de-de is not installed"))
  func german() throws {
    let files = try Self.search.require("de_DE")
    let speller = Speller(files)
    #expect(try speller.accepts(utf8("Straßenbahn")))
    #expect(try speller.accepts(utf8("Wetterbericht")))
    #expect(try !speller.accepts(utf8("Wetterbericcht")))
    #expect(AffixFile(try SystemFile.read(files.affixPath)).unsupported != nil)
    #expect(throws: LexiconError.self) {
      try LexiconBuilder(dictionaries: [(files, .britain)]).build()
    }
  }

  @Test("A missing dictionary is named, with the folders and the command")
  func missing() {
    let search = DictionarySearch(folders: ["/nonexistent/a", "/nonexistent/b"])
    #expect(throws: LexiconError.self) { try search.require("en_GB") }
    do {
      _ = try LexiconBuilder(search: search)
      Issue.record("no error")
    } catch {
      #expect("\(error)".contains("en_GB") && "\(error)".contains("/nonexistent/b"))
      #expect("\(error)".contains("apt-get install hunspell-en-gb"))
    }
  }
}
