import ArgumentParser
import Foundation
import StetAnalysis
import StetDocument
import StetEngine
import StetRules
import StetText

/// Plants faults of titles, names and figures in clean stories and counts how many are found.
struct PlantTitles: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plant-titles",
    abstract: "Plant title faults in clean stories and state the recall of each kind.",
    discussion: """
      One fault a story and kind, at a place drawn with a fixed seed: a courtesy title dropped, a \
      courtesy title changed, the case of an office swapped, one of three references to a name \
      misspelt, an age changed; and each number of the headline changed, to three others in turn. \
      The places are found by plain expressions over the text, not by the model that the rules read. \
      A fault counts as found when a finding of error or warning level lies on it, or shows it as the \
      other place; places where the clean story has one are left out.
      """)

  @OptionGroup var corpus: CorpusOptions

  @Option(help: "The seed of the places.")
  var seed: UInt64 = 1

  @Flag(help: "List the faults that were not found.")
  var missed = false

  func run() throws {
    let names = try corpus.names()
    let linter = Linter(settings: Settings(), lexicon: try DevLexicon.open())
    var tally: [TitleFault.Kind: (planted: Int, found: Int, suggested: Int)] = [:]
    for (index, name) in names.enumerated() {
      let clean = try corpus.source(name)
      var random = SeededNumbers(seed: seed &+ UInt64(index) &* 7919)
      let faults = TitlePlanter(clean).faults(&random)
      guard !faults.isEmpty else { continue }
      let before = linter.lint(clean).diagnostics.filter { $0.severity != .advice }
      for fault in faults where !before.contains(where: { $0.range.overlaps(fault.edit.range) }) {
        let found = linter.lint(fault.applied(to: clean)).diagnostics.filter {
          $0.severity != .advice
            && ($0.range.overlaps(fault.place)
              || $0.related.contains { $0.range.overlaps(fault.place) })
        }
        tally[fault.kind, default: (0, 0, 0)].planted += 1
        if found.isEmpty {
          if missed {
            print(
              "\(fault.kind.rawValue)\t\(name)\t\(fault.edit.range.start)\t\(fault.was)"
                + "\t\(fault.edit.replacement)")
          }
          continue
        }
        tally[fault.kind, default: (0, 0, 0)].found += 1
        if found.contains(where: { $0.suggestions.first.map { fault.right.contains($0) } ?? false })
        {
          tally[fault.kind, default: (0, 0, 0)].suggested += 1
        }
      }
    }
    print("kind\tplanted\tfound\trecall\tright first")
    for kind in TitleFault.Kind.allCases {
      guard let row = tally[kind] else { continue }
      let recall = String(format: "%.3f", Double(row.found) / Double(row.planted))
      print("\(kind.rawValue)\t\(row.planted)\t\(row.found)\t\(recall)\t\(row.suggested)")
    }
  }
}

/// A fault to plant: one edit of the clean text.
struct TitleFault {
  /// What kind of fault it is.
  enum Kind: String, CaseIterable {
    case droppedHonorific = "dropped-honorific"
    case changedTitle = "changed-title"
    case swappedCase = "swapped-case"
    case misspeltReference = "misspelt-reference"
    case changedAge = "changed-age"
    case headlineNumber = "headline-number"
  }

  var kind: Kind
  var edit: TextEdit
  /// Where the fault stands in the faulty text.
  var place: TextRange
  /// What stood there.
  var was: String
  /// Suggestions that mend it.
  var right: [String]

  /// The story with the fault in it.
  func applied(to file: SourceFile) -> SourceFile {
    var bytes = file.bytes
    bytes.replaceSubrange(edit.range.indices, with: edit.replacement.utf8)
    return SourceFile(path: file.path, text: String(decoding: bytes, as: UTF8.self))
  }
}

/// A small generator of numbers with a fixed seed: the same faults on every machine.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
