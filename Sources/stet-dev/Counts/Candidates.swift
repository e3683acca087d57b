import ArgumentParser
import Foundation
import StetLexicon

/// Lists the words that a rule says may be written for one another: a slip of the finger apart, of the same letters, or
/// alike in sound.
struct Candidates: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List words that may be written for one another: derived/confusable.tsv.",
    discussion: """
      Candidates are words of small letters that the dictionaries accept: one letter dropped, added, replaced or swapped \
      with its neighbour; the same letters in another order; or the same sounds. "stet-dev confusions" says which of them \
      can be told apart.
      """)

  @Option(help: "Folder with frequencies.tsv; the list goes to its folder derived.")
  var out: String

  @Option(help: "The CMU Pronouncing Dictionary, as cmudict.dict.")
  var pronunciations: String?

  @Option(help: "How often the commoner word stands in a hundred million words, at least.")
  var commoner = 450

  @Option(help: "How often the rarer word does.")
  var rarer = 100

  func run() throws {
    let lexicon = try DevLexicon.open()
    let rates = Self.rates(try Self.rows(out + "/frequencies.tsv", separator: "\t"), rarer) {
      !lexicon.accepting(Array($0.utf8)).isEmpty
    }
    var pairs = CandidatePairs(rates: rates, commoner: commoner)
    if let pronunciations {
      pairs.addHomophones(try Self.rows(pronunciations, separator: " ").map(Self.sounds))
    }
    let path = out + "/derived/confusable.tsv"
    let lines = ["# columns: first second kind", "# unique: first second"] + pairs.lines
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: path, atomically: true, encoding: .utf8)
    print("\(path): \(pairs.lines.count) pairs of \(rates.count) words")
  }

  /// How often each word stands that may be confused: those of small letters that stand `least` times and that
  /// `accepts` knows. The rows are those of `frequencies.tsv`.
  static func rates(
    _ rows: [[String]], _ least: Int, accepts: (String) -> Bool
  ) -> [String: Int] {
    var rates: [String: Int] = [:]
    for columns in rows where columns.count == 3 {
      guard let rate = Int(columns[1]), rate >= least, let capitals = Int(columns[2]),
        capitals < CandidatePairs.mostCapitals, CandidatePairs.isPlain(columns[0]),
        accepts(columns[0])
      else { continue }
      rates[columns[0]] = rate
    }
    return rates
  }

  /// A word and its sounds. Further pronunciations are marked (2), (3) …; stress is no matter, nor is a remark.
  static func sounds(_ columns: [String]) -> (word: String, sounds: String) {
    let word = columns.first?.split(separator: "(").first.map(String.init) ?? ""
    let sounds = columns.dropFirst().prefix { $0 != "#" }.map { $0.filter(\.isLetter) }
    return (word, sounds.joined(separator: " "))
  }

  private static func rows(_ path: String, separator: Character) throws -> [[String]] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: separator).map(String.init) }
  }
}

/// Pairs of words that may be written for one another.
struct CandidatePairs {
  /// From this share of capitals on (in per cent) a word is not looked at.
  static let mostCapitals = 50

  private let rates: [String: Int]
  private let commoner: Int
  private var kinds: [String: ConfusionCorpus.Pair.Kind] = [:]

  /// Finds the pairs by spelling. `rates` says how often each word stands; of a pair, one word stands at
  /// least `commoner` times.
  init(rates: [String: Int], commoner: Int) {
    self.rates = rates
    self.commoner = commoner
    var near: [String: [String]] = [:]
    var letters: [[UInt8]: [String]] = [:]
    for word in rates.keys.sorted() {
      letters[word.utf8.sorted(), default: []].append(word)
      for form in Set([word] + word.indices.map { Self.dropping($0, word) }) {
        near[form, default: []].append(word)
      }
    }
    // Words one edit apart, and some two apart, share a form with a letter dropped.
    for words in near.values { addEach(words) { Self.edit($0, $1) } }
    for words in letters.values { addEach(words) { _, _ in .far } }
  }

  /// Whether a word is of small letters of English alone, and more than one.
  static func isPlain(_ word: String) -> Bool {
    word.utf8.count > 1 && word.utf8.allSatisfy { (0x61...0x7A).contains($0) }
  }

  /// Adds the words that sound alike.
  mutating func addHomophones(_ list: [(word: String, sounds: String)]) {
    var words: [String: Set<String>] = [:]
    for entry in list where rates[entry.word] != nil {
      words[entry.sounds, default: []].insert(entry.word)
    }
    for group in words.values { addEach(group.sorted()) { _, _ in .sound } }
  }

  /// `first TAB second TAB kind`, in code point order.
  var lines: [String] {
    kinds.map { "\($0.key)\t\($0.value.rawValue)" }.sortedByCodePoint()
  }

  private mutating func addEach(
    _ words: [String], _ kind: (String, String) -> ConfusionCorpus.Pair.Kind?
  ) {
    for (i, first) in words.enumerated() {
      for second in words[(i + 1)...] {
        guard max(rates[first] ?? 0, rates[second] ?? 0) >= commoner,
          let kind = kind(first, second)
        else { continue }
        let key = "\(first)\t\(second)"
        // What sounds alike and looks alike is listed for the sound.
        if kind == .far, kinds[key] != nil { continue }
        kinds[key] = kind
      }
    }
  }

  private static func dropping(_ i: String.Index, _ word: String) -> String {
    var word = word
    word.remove(at: i)
    return word
  }

  /// What slip of one letter makes one word of the other, `near` or `far`; nil when it takes more.
  static func edit(_ first: String, _ second: String) -> ConfusionCorpus.Pair.Kind? {
    let (a, b) =
      first.utf8.count <= second.utf8.count
      ? (Array(first.utf8), Array(second.utf8)) : (Array(second.utf8), Array(first.utf8))
    var start = 0
    while start < a.count, a[start] == b[start] { start += 1 }
    var end = 0
    while end < a.count - start, a[a.count - 1 - end] == b[b.count - 1 - end] { end += 1 }
    let left = (a.count - start - end, b.count - start - end)
    switch left {
    case (0, 1):
      let isDoubled =
        start > 0 && b[start] == b[start - 1] || end > 0 && b[start] == b[start + 1]
      return isDoubled || start > 0 && end > 0 ? .near : .far
    case (1, 1):
      let vowels = Array("aeiouy".utf8)
      return vowels.contains(a[start]) && vowels.contains(b[start]) ? .near : .far
    case (2, 2):
      return a[start] == b[start + 1] && a[start + 1] == b[start] ? .near : nil
    default:
      return nil
    }
  }
}
