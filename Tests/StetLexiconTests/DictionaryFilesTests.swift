import Foundation
import Testing

/// The lists of `dictionaries/` as people edit them: each fault is named by file and line.
struct DictionaryFilesTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("dictionaries/en", isDirectory: true)

  private static let paths: [String] = {
    let walk = FileManager.default.enumerator(atPath: folder.path)
    var names: [String] = []
    while let name = walk?.nextObject() as? String {
      // Counts are of corpora as they stand, with tests of their own.
      if ["contexts.tsv", "frequencies.tsv", "pairs.tsv"].contains(name) { continue }
      if name.hasSuffix(".txt") || name.hasSuffix(".tsv") { names.append(name) }
    }
    return names.sorted()
  }()

  private struct Entry {
    let line: Int
    let fields: [Substring]
    let text: Substring
  }

  private static func read(_ name: String) throws -> (head: [Substring], entries: [Entry]) {
    let data = try Data(contentsOf: folder.appendingPathComponent(name))
    let text = try #require(String(data: data, encoding: .utf8), "\(name) is not UTF-8")
    #expect(
      text.utf8.last == 0x0A && !text.utf8.contains(0x0D), "\(name) must end its lines with LF")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    let head = Array(lines.prefix { $0.hasPrefix("#") })
    let entries = lines.enumerated().dropFirst(head.count).map {
      Entry(
        line: $0.offset + 1,
        fields: $0.element.split(separator: "\t", omittingEmptySubsequences: false),
        text: $0.element)
    }
    return (head, entries)
  }

  private static func column(_ name: String, _ index: Int = 0) throws -> [String] {
    try read(name).entries.map { String($0.fields[index]) }
  }

  @Test func thereAreLists() {
    #expect(Self.paths.count >= 30)
  }

  @Test(arguments: paths)
  func isInOrder(_ name: String) throws {
    let (head, entries) = try Self.read(name)
    let columns = head.first { $0.hasPrefix("# columns:") }?.split(separator: " ").dropFirst(2)
    let width = columns?.count ?? 1
    var previous: Substring?
    for entry in entries {
      var place: String { "\(name):\(entry.line): '\(entry.text)'" }
      if entry.fields.count != width {
        Issue.record("\(place) has \(entry.fields.count) columns, not \(width)")
      }
      if entry.fields.contains(where: { $0.isEmpty || $0.first == " " || $0.last == " " }) {
        Issue.record("\(place) has an empty or unclean field")
      }
      if let previous, !previous.utf8.lexicographicallyPrecedes(entry.text.utf8) {
        Issue.record("\(place) does not follow '\(previous)' in byte order")
      }
      if entry.text.utf8.contains(where: { $0 > 0x7F }) {
        let composed = String(entry.text).precomposedStringWithCanonicalMapping
        if !composed.utf8.elementsEqual(entry.text.utf8) {
          Issue.record("\(place) is not in NFC")
        }
      }
      previous = entry.text
    }
  }

  @Test func noMisspellingIsAWord() throws {
    var words = Set<String>()
    for list in [
      "news-words.txt", "foreign-words.txt", "derived/scowl-words.txt", "derived/rare-words.txt",
    ] {
      words.formUnion(try Self.column(list))
    }
    for wrong in try Self.column("misspellings.tsv") where words.contains(wrong) {
      Issue.record("'\(wrong)' is both a misspelling and a word")
    }
  }

  @Test func noMisspeltNameIsAName() throws {
    var names = Set<String>()
    for list in ["newsmakers.txt", "derived/newsmakers.tsv", "places.txt", "organisations.txt"] {
      names.formUnion(try Self.column(list))
    }
    for wrong in try Self.column("misspelt-names.tsv") where names.contains(wrong) {
      Issue.record("'\(wrong)' is both a misspelt name and a name")
    }
  }

  @Test func formsOfNamesHaveAScope() throws {
    for row in try Self.read("name-variants.tsv").entries {
      #expect(["word", "phrase", "many"].contains(row.fields[1]), "\(row.text)")
      #expect(Set(row.fields[0].split(separator: "|")).count > 1, "\(row.text)")
    }
  }

  @Test func dialectPairsDiffer() throws {
    for name in ["variants.tsv", "derived/variants.tsv", "variants-sense.tsv"] {
      for entry in try Self.read(name).entries where entry.fields[0] == entry.fields[1] {
        Issue.record("\(name):\(entry.line): both spellings are '\(entry.fields[0])'")
      }
    }
  }
}
