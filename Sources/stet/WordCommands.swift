import ArgumentParser
import StetAnalysis
import StetDocument
import StetEngine
import StetLexicon
import StetReporting
import StetText

/// Tells which list or rule makes a word known, or what would be suggested for it.
struct Why: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell why a word is accepted, or what would be suggested for it.",
    discussion: "EXAMPLE\n  stet why robotaxi recieved Starmer")

  @Argument(help: "The words.")
  var words: [String]

  @Option(help: ArgumentHelp("The folder with dictionaries/ and rules/.", valueName: "folder"))
  var data: String?

  func run() throws {
    let resources = try Resources.open(data: data)
    guard let lexicon = resources.lexicon else { return }
    for word in words { Terminal.write(WordExplanation(word, lexicon: lexicon).text) }
  }
}

/// What the lexicon has to say about one word, for people.
struct WordExplanation {
  /// One or more lines.
  let text: String

  init(_ word: String, lexicon: Lexicon) {
    let bytes = Array(word.replacingApostrophes.utf8)
    let entry = lexicon.entry(for: bytes)
    var lines: [String] = []
    let accepting = lexicon.accepting(bytes)
    if accepting.isEmpty {
      lines.append("\(word): in no dictionary and on no list")
      if let entry, entry.isKnownInAnyCase {
        let form = String(decoding: lexicon.surface(entry.index), as: UTF8.self)
        lines.append("  known as \"\(form)\"")
      }
    } else {
      var sources = accepting.tags.map { "the \($0) dictionary" }
      if accepting.contains(.news) { sources.append("the news word lists") }
      if accepting.contains(.names) { sources.append("the name lists") }
      lines.append("\(word): accepted by " + sources.joined(separator: ", "))
    }
    if let entry { lines += Self.details(entry) }
    let corrections = lexicon.attestedCorrections(of: bytes)
    if !corrections.isEmpty {
      let list = corrections.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ", ")
      lines.append("  a recorded misspelling of \(list)")
    }
    for pair in lexicon.variants(of: bytes) where pair.american != pair.british {
      lines.append(
        "  British \(String(decoding: pair.british, as: UTF8.self)),"
          + " American \(String(decoding: pair.american, as: UTF8.self))")
    }
    if accepting.isEmpty {
      let suggestions = Suggester(lexicon).suggestions(for: bytes)
        .map { String(decoding: $0.text, as: UTF8.self) }
      lines.append(
        suggestions.isEmpty
          ? "  nothing is near it" : "  suggestions: " + suggestions.joined(separator: ", "))
    }
    text = lines.joined(separator: "\n") + "\n"
  }

  private static func details(_ entry: LexiconEntry) -> [String] {
    var lines: [String] = []
    let kinds: [(NameKinds, String)] = [
      (.forename, "forename"), (.surname, "surname"), (.place, "place"),
      (.organisation, "organisation"), (.newsmaker, "newsmaker"), (.demonym, "demonym"),
      (.brand, "brand"), (.acronym, "acronym"), (.other, "other name"),
    ]
    let names = kinds.filter { entry.names.contains($0.0) }.map(\.1)
    if !names.isEmpty { lines.append("  name lists have it as: " + names.joined(separator: ", ")) }
    if entry.flags.contains(.rare) { lines.append("  on the list of rare words") }
    if entry.frequency > 0 {
      lines.append(
        "  \(entry.frequency) in 100 million words of news,"
          + " \(entry.capitalisedShare)% capitalised inside a sentence")
    }
    return lines
  }
}

extension String {
  /// The text with curly apostrophes made straight, as the lexicon wants it.
  fileprivate var replacingApostrophes: String {
    String(map { $0 == "\u{2019}" ? "'" : $0 })
  }
}

/// Lists every name of a story, for a last check before publishing.
struct Names: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the names in a story: how often, with what titles, known or not, near forms.",
    discussion: "EXAMPLE\n  stet names draft.txt")

  /// How the list is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    /// A table for people.
    case table
    /// One JSON object a file, documented in docs/json.md.
    case json
  }

  @Argument(help: "The files.")
  var files: [String]

  @Option(help: "How to write the list: table or json.")
  var format = Format.table

  @Option(help: ArgumentHelp("The folder with dictionaries/ and rules/.", valueName: "folder"))
  var data: String?

  func run() throws {
    let resources = try Resources.open(data: data)
    var reports: [NameReport] = []
    for path in files { reports.append(try report(path, resources)) }
    switch format {
    case .table:
      for report in reports {
        if reports.count > 1 { Terminal.write("\(report.path)\n") }
        Terminal.write(report.table)
      }
    case .json: Terminal.write(String(decoding: NameReport.json(reports), as: UTF8.self))
    }
  }

  private func report(_ path: String, _ resources: Resources) throws -> NameReport {
    let document: Document
    do {
      document = Document(try SourceFile(path: path, fileBytes: FileSystem.read(path)))
    } catch let error as FileError {
      throw Complaint(error)
    } catch let error as SourceError {
      throw Complaint(FileError(path: path, reason: FileFailure(error).message))
    }
    let analysis = Analysis(
      document: document, resources: AnalysisResources(lexicon: resources.lexicon))
    let lines = LineIndex(document.file.bytes)
    let rows = analysis.nameTable.rows.map { row in
      NameReport.Row(
        name: row.name, isPerson: row.isPerson, count: row.count, titles: row.titles,
        isKnown: row.isKnown, near: row.near,
        place: lines.position(of: Int(document.map.fileRange(row.first).start)))
    }
    return NameReport(path: path, rows: rows)
  }
}
