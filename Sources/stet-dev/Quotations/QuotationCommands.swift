import ArgumentParser
import Foundation
import StetAnalysis
import StetDocument
import StetText

/// Trials of the model of quotations.
struct QuotationCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quotations", abstract: "Trials of the model of quotations.",
    subcommands: [DeleteMarks.self, PlantLostMarks.self])
}

/// Deletes every mark of every sound story, one at a time, and counts what the model then says.
struct DeleteMarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Delete each mark of stories without faults and count the faults reported.")

  @OptionGroup var corpus: CorpusOptions

  @Option(help: "Leave out documents whose name holds one of these texts, separated by commas.")
  var without: String?

  @Option(help: "Write a row for every deletion that did not give one fault in place.")
  var exceptions: String?

  func run() throws {
    let skipped = (without ?? "").split(separator: ",").map(String.init)
    var tally = DeletionTally()
    for name in try corpus.names() {
      if skipped.contains(where: { name.contains($0) }) { continue }
      let file = try corpus.source(name)
      tally.add(file, name: name)
    }
    tally.print()
    if let exceptions {
      try tally.rows.joined().write(toFile: exceptions, atomically: true, encoding: .utf8)
    }
  }
}

/// What deletions led to.
struct DeletionTally {
  private struct Count {
    var all = 0
    var held = 0
    var legitimate = 0
    var silent = 0
    var several = 0
    var elsewhere = 0
  }

  private var counts: [String: Count] = [:]
  private var stories = 0
  private var faulty = 0
  /// Rows of document, offset, kind, outcome.
  private(set) var rows: [String] = []

  /// Tries every mark of one story.
  mutating func add(_ file: SourceFile, name: String) {
    let document = Document(file)
    let model = Quotations(document)
    guard model.faults.isEmpty else {
      faulty += 1
      return
    }
    stories += 1
    for (index, mark) in model.marks.enumerated() {
      guard mark.partner >= 0, mark.glyph.isDouble || mark.glyph.isSingle else { continue }
      let outcome = LostMark(document, model, index).outcome
      var level = mark.glyph.isDouble ? "double" : "single"
      if document.blocks[mark.block].kind == .headline { level += " headline" }
      let key = "\(level) \(mark.role)"
      counts[key, default: Count()].all += 1
      switch outcome {
      case .held: counts[key]?.held += 1
      case .legitimate: counts[key]?.legitimate += 1
      case .silent: counts[key]?.silent += 1
      case .several: counts[key]?.several += 1
      case .elsewhere: counts[key]?.elsewhere += 1
      }
      if outcome != .held, outcome != .legitimate {
        rows.append("\(name)\t\(mark.range.start)\t\(key)\t\(outcome)\n")
      }
    }
  }

  /// Prints the table.
  func print() {
    Swift.print("\(stories) stories without faults tried, \(faulty) with faults left out")
    let head = ["mark", "deleted", "one fault", "share", "legitimate", "silent", "several", "away"]
    Swift.print(head.joined(separator: "\t"))
    for (key, c) in counts.sorted(by: { $0.key < $1.key }) { printRow(key, c) }
    for level in ["double", "single"] {
      var sum = Count()
      for (key, c) in counts where key.hasPrefix(level) {
        sum.all += c.all
        sum.held += c.held
        sum.legitimate += c.legitimate
        sum.silent += c.silent
        sum.several += c.several
        sum.elsewhere += c.elsewhere
      }
      printRow("all " + level, sum)
    }
  }

  private func printRow(_ key: String, _ c: Count) {
    let share = Double(c.held) / Double(max(1, c.all - c.legitimate))
    Swift.print(
      "\(key)\t\(c.all)\t\(c.held)\t\(String(format: "%.4f", share))"
        + "\t\(c.legitimate)\t\(c.silent)\t\(c.several)\t\(c.elsewhere)")
  }
}

/// A story with one mark taken out.
struct LostMark {
  enum Outcome {
    /// One fault, in the mark's paragraph or where its quotation has another end.
    case held
    /// No fault, and the story without the mark is right: a running quotation.
    case legitimate
    /// No fault.
    case silent
    /// More faults than one.
    case several
    /// One fault in another place.
    case elsewhere
  }

  let outcome: Outcome

  init(_ document: Document, _ model: Quotations, _ index: Int) {
    let mark = model.marks[index]
    var bytes = document.file.bytes
    bytes.removeSubrange(mark.range.indices)
    let text = String(decoding: bytes, as: UTF8.self)
    let file = SourceFile(
      path: document.file.path, text: text, format: document.file.format)
    let copy = Document(file)
    let after = Quotations(copy)
    guard let fault = after.faults.first else {
      outcome = Self.isLegitimate(document, model, index) ? .legitimate : .silent
      return
    }
    if after.faults.count > 1 {
      outcome = .several
      return
    }
    // Blocks keep their numbers: taking out one mark empties none that holds a quotation.
    var ends: Set<Int> = [mark.block]
    let opener = mark.role == .opener ? index : mark.partner
    for other in model.marks.indices {
      let candidate = model.marks[other]
      if other == opener || candidate.partner == opener { ends.insert(candidate.block) }
    }
    outcome = ends.contains(after.marks[fault.mark].block) ? .held : .elsewhere
  }

  /// Whether the story reads as a running quotation without the mark: its last closer in a block
  /// is gone and the next block opens, or the opener of a quotation that the next block continues.
  private static func isLegitimate(_ document: Document, _ model: Quotations, _ index: Int) -> Bool
  {
    let mark = model.marks[index]
    let isLast = !model.marks[(index + 1)...].prefix { $0.block == mark.block }
      .contains {
        $0.glyph.isDouble == mark.glyph.isDouble && ($0.role == .opener || $0.role == .closer)
      }
    guard isLast else { return false }
    let next = model.marks[(index + 1)...].first {
      $0.block > mark.block && ($0.role == .opener || $0.role == .continuer)
    }
    guard let next else { return false }
    return next.range.start == document.blocks[next.block].range.start
  }
}
