import ArgumentParser
import Foundation
import StetAnalysis
import StetDocument
import StetText

/// Writes stories in which one single mark of a pair is missing: nested, or in the headline.
struct PlantLostMarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plant",
    abstract: "Put single marks round words of stories and leave one of each pair out.",
    discussion: """
      Every story gives at most two documents: one with a pair nested in a quotation, one with a \
      pair in its headline. truth.tsv names the paragraph, as the type "quote".
      """)

  @Option(help: "The folder that document names are relative to.")
  var root = "."

  @Option(help: "A file with one document name a line, relative to --root.")
  var list: String

  @Option(help: "Leave out documents whose name holds one of these texts, separated by commas.")
  var without: String?

  @Option(help: "The folder to write to.")
  var out: String

  func run() throws {
    let skipped = (without ?? "").split(separator: ",").map(String.init)
    var truth = "doc\tstart_byte\tend_byte\twrong\tright\ttype\n"
    for name in try CorpusFiles.names(root: root, list: list, dir: nil) {
      if skipped.contains(where: { name.contains($0) }) { continue }
      let document = Document(try CorpusFiles.source(root + "/" + name))
      let model = Quotations(document)
      guard model.faults.isEmpty else { continue }
      var random = SplitMix(seed: name)
      for place in LostSingle.Place.allCases {
        guard let lost = LostSingle(document, model, place, &random) else { continue }
        let parts = name.split(separator: "/").suffix(2)
        let key = "\(place.rawValue)-\(lost.losesOpener ? "opener" : "closer")"
        let file = "\(key)-\(parts.joined(separator: "-"))"
        let folder = URL(fileURLWithPath: out).appendingPathComponent("single")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(lost.bytes).write(to: folder.appendingPathComponent(file))
        truth += "single/\(file)\t\(lost.paragraph.start)\t\(lost.paragraph.end)"
        truth += "\tmissing\t\(lost.mark)\tquote-\(key)\n"
      }
    }
    try truth.write(toFile: out + "/truth.tsv", atomically: true, encoding: .utf8)
  }
}

/// A story with a pair of single marks of which one is left out.
struct LostSingle {
  enum Place: String, CaseIterable {
    case nested, headline
  }

  let bytes: [UInt8]
  let paragraph: TextRange
  let losesOpener: Bool
  let mark: String

  init?(
    _ document: Document, _ model: Quotations, _ place: Place, _ random: inout SplitMix
  ) {
    let phrases = Self.phrases(document, model, place)
    guard !phrases.isEmpty else { return nil }
    let phrase = phrases[random.next(below: phrases.count)]
    let isCurly = model.marks.contains { $0.glyph == .curlyDoubleOpen }
    losesOpener = random.next(below: 2) == 0
    let kept: String
    if losesOpener {
      kept = isCurly ? "’" : "'"
      mark = isCurly ? "‘" : "'"
    } else {
      kept = isCurly ? "‘" : "'"
      mark = isCurly ? "’" : "'"
    }
    let at = Int(losesOpener ? phrase.range.end : phrase.range.start)
    var text = document.file.bytes
    text.insert(contentsOf: Array(kept.utf8), at: at)
    bytes = text
    let block = document.blocks[phrase.block].range
    paragraph = TextRange(Int(block.start), Int(block.end) + kept.utf8.count)
  }

  private struct Phrase {
    let range: TextRange
    let block: Int
  }

  /// Two to four words between spaces, inside a double quotation or in the headline.
  private static func phrases(_ document: Document, _ model: Quotations, _ place: Place)
    -> [Phrase]
  {
    var found: [Phrase] = []
    for (index, block) in document.blocks.enumerated() {
      guard (block.kind == .headline) == (place == .headline) else { continue }
      for token in block.tokens {
        guard isSpace(document, token - 1, block) || token == block.tokens.lowerBound else {
          continue
        }
        for words in 2...4 {
          let last = token + 2 * (words - 1)
          guard last < block.tokens.upperBound, isPhrase(document, token...last),
            isSpace(document, last + 1, block)
          else { break }
          let range = document.tokens.range(token).union(document.tokens.range(last))
          let isInside = model.depth(at: Int(range.start)) == 1 && model.isQuoted(range)
          guard place == .headline ? model.depth(at: Int(range.start)) == 0 : isInside else {
            break
          }
          found.append(Phrase(range: range, block: index))
        }
      }
    }
    return found
  }

  private static func isSpace(_ document: Document, _ token: Int, _ block: Block) -> Bool {
    block.tokens.contains(token) && document.tokens.kinds[token] == .space
  }

  private static func isPhrase(_ document: Document, _ tokens: ClosedRange<Int>) -> Bool {
    for (step, token) in tokens.enumerated() {
      let kind = document.tokens.kinds[token]
      guard step % 2 == 0 ? kind == .word : kind == .space else { return false }
    }
    return true
  }
}

/// Random numbers that are the same on every machine (SplitMix64, public domain).
struct SplitMix {
  private var state: UInt64

  /// Starts from a text.
  init(seed: String) {
    state = seed.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }

  /// The next number below a bound above 0.
  mutating func next(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(bound))
  }
}
