import ArgumentParser
import Foundation

/// Writes copy to measure with where there is none at hand.
struct BenchMadeCopy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "made-copy",
    abstract: "Write files of words that follow each other as in news, but make no sense.")

  @Option(help: "The folder to write to; made when it is not there.")
  var out: String

  @Option(help: "How many files, of about 750 words each.")
  var files = 2000

  func run() throws {
    let folder = URL(fileURLWithPath: out, isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var made = try MadeCopy(root: DevLexicon.root)
    for number in 1...max(1, files) {
      let file = folder.appendingPathComponent("story-\(number).txt")
      try Data(made.story(words: 750).utf8).write(to: file)
    }
  }
}

/// Copy for benchmarks where no news copy is at hand: words that follow each other as often as they do in news, and
/// therefore as many different words, names and numbers; but no sense.
///
/// A walk over the word pairs of `dictionaries/en/pairs.tsv`, by their counts.
struct MadeCopy {
  private struct Next {
    var words: [String] = []
    /// Sums of the counts up to each word.
    var sums: [Int] = []
  }

  private var following: [String: Next] = [:]
  private var capitals: Set<String> = []
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// Reads the word pairs of a checkout.
  init(root: URL) throws {
    let lists = root.appendingPathComponent("dictionaries/en")
    for line in try Self.lines(lists.appendingPathComponent("pairs.tsv")) {
      let columns = line.split(separator: "\t")
      guard columns.count == 3, let count = Int(columns[2]) else { continue }
      var next = following[String(columns[0])] ?? Next()
      next.words.append(String(columns[1]))
      next.sums.append((next.sums.last ?? 0) + count)
      following[String(columns[0])] = next
    }
    for line in try Self.lines(lists.appendingPathComponent("frequencies.tsv")) {
      let columns = line.split(separator: "\t")
      if columns.count == 3, let share = Int(columns[2]), share > 50 {
        capitals.insert(String(columns[0]))
      }
    }
  }

  private static func lines(_ url: URL) throws -> [Substring] {
    try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
  }

  /// A number below a bound, the same in every run (xorshift, Marsaglia 2003).
  private mutating func random(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(max(1, bound)))
  }

  /// One story of at least as many words as asked for: a headline and paragraphs of two sentences.
  mutating func story(words count: Int) -> String {
    var text = ""
    var written = 0
    var sentences = 0
    while written < count {
      var word = "<s>"
      var isFirst = true
      for _ in 0..<40 {
        guard let next = following[word], let sum = next.sums.last else { break }
        let point = random(sum)
        word = next.words[next.sums.firstIndex { $0 > point } ?? 0]
        if word == "<s>" { break }
        let shown = word == "<n>" ? String(2 + random(900)) : word
        text += isFirst ? "" : " "
        text +=
          isFirst || capitals.contains(word)
          ? shown.prefix(1).uppercased() + shown.dropFirst() : shown
        isFirst = false
        written += 1
      }
      if isFirst { continue }
      sentences += 1
      if sentences == 1 {
        text += "\n\n"
      } else {
        text += sentences % 2 == 1 ? ".\n\n" : ". "
      }
    }
    return text + "\n"
  }
}
