import StetDocument
import StetText

/// Every name of a story with what a sub-editor checks before publishing: how often it stands, with
/// which titles, whether any list knows it, and which other forms of the story are near it.
public struct NameTable: Sendable {
  /// One name.
  public struct Row: Sendable {
    /// The fullest form, as the story writes it.
    public var name: String
    /// Whether it is a person's.
    public var isPerson: Bool
    /// How often the story mentions it.
    public var count: Int
    /// The titles it stands with, each once, in the order met.
    public var titles: [String]
    /// Whether the dictionaries and lists know every word of it.
    public var isKnown: Bool
    /// Forms of the story one or two edits away from one of its words.
    public var near: [String]
    /// Where it stands first.
    public var first: TextRange
  }

  /// The names, by first mention.
  public let rows: [Row]

  init(
    _ document: Document, people: People, vocabulary: Vocabulary?, forms: NameForms
  ) {
    var collector = Collector(document: document, vocabulary: vocabulary, forms: forms)
    collector.addPersons(people)
    collector.addOthers()
    rows = collector.rows.sorted { $0.first < $1.first }
  }

  private struct Collector {
    let document: Document
    let vocabulary: Vocabulary?
    let forms: NameForms
    var rows: [Row] = []
    private var isTaken: [Bool]

    init(document: Document, vocabulary: Vocabulary?, forms: NameForms) {
      self.document = document
      self.vocabulary = vocabulary
      self.forms = forms
      isTaken = [Bool](repeating: false, count: document.tokens.count)
    }

    mutating func addPersons(_ people: People) {
      for (index, person) in people.persons.enumerated() {
        let references = people.references(of: index)
        guard let first = references.min(by: { $0.range < $1.range }) else { continue }
        var titles: [String] = []
        var tokens: [Int] = []
        for reference in references {
          let title = reference.titleWord(in: document)
          if !title.isEmpty, !titles.contains(title) { titles.append(title) }
          for token in reference.nameTokens {
            isTaken[token] = true
            if document.tokens.kinds[token] == .word { tokens.append(token) }
          }
        }
        rows.append(
          Row(
            name: person.name(in: document), isPerson: true, count: references.count,
            titles: titles,
            isKnown: tokens.allSatisfy(isKnown), near: near(tokens), first: first.nameRange))
      }
    }

    /// Runs of capitalised words that no person has taken.
    mutating func addOthers() {
      var byName: [String: Int] = [:]
      for block in document.blocks where block.kind != .separator {
        var token = block.tokens.lowerBound
        while token < block.tokens.upperBound {
          guard startsName(token) else {
            token += 1
            continue
          }
          var end = token
          while end + 2 < block.tokens.upperBound, document.tokens.kinds[end + 1] == .space,
            isCapitalised(end + 2), !isTaken[end + 2]
          {
            end += 2
          }
          let words = stride(from: token, through: end, by: 2).map { $0 }
          let name = words.map(stem).joined(separator: " ")
          if let row = byName[name] {
            rows[row].count += 1
          } else {
            byName[name] = rows.count
            rows.append(
              Row(
                name: name, isPerson: false, count: 1, titles: [],
                isKnown: words.allSatisfy(isKnown), near: near(words),
                first: document.tokens.range(token)))
          }
          token = end + 1
        }
      }
    }

    /// Capitalised words that are no name by themselves: titles that have lost their person, days,
    /// months.
    private static let notNames: Set<String> = [
      "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "lord", "lady", "rev", "monday",
      "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
      "march", "april", "may", "june", "july", "august", "september", "october", "november",
      "december",
    ]

    private func startsName(_ token: Int) -> Bool {
      guard !isTaken[token], isCapitalised(token) else { return false }
      let word = document.words.folded[Int(document.words.stems[Int(document.tokens.words[token])])]
      if Self.notNames.contains(document.words.string(word)) { return false }
      // At the start of a sentence only a word that is no ordinary one, or one more capital after it.
      if !document.tokens.opensSentence[token] { return true }
      if !isKnown(token) { return true }
      let share = vocabulary?.entries[Int(document.tokens.words[token])]?.capitalisedShare ?? 0
      return share >= 80
    }

    private func isCapitalised(_ token: Int) -> Bool {
      guard document.tokens.kinds[token] == .word else { return false }
      switch document.words.shapes[Int(document.tokens.words[token])] {
      case .capitalised: return document.words.byteCount(document.tokens.words[token]) > 1
      case .upper, .mixed: return true
      case .lower, .caseless: return false
      }
    }

    private func isKnown(_ token: Int) -> Bool {
      vocabulary?.known[Int(document.tokens.words[token])] ?? false
    }

    private func stem(_ token: Int) -> String {
      document.words.string(document.words.stems[Int(document.tokens.words[token])])
    }

    private func near(_ tokens: [Int]) -> [String] {
      var output: [String] = []
      var seen: Set<WordID> = []
      for token in tokens {
        let word = document.words.stems[Int(document.tokens.words[token])]
        guard seen.insert(word).inserted else { continue }
        let letters = EditDistance.scalars(document.words.bytes(word))
        guard letters.count >= 4 else { continue }
        for (form, _) in forms.near(
          folded: letters.map(CaseFolding.lower), limit: letters.count >= 8 ? 2 : 1)
        {
          let text = document.words.string(form.word)
          if !output.contains(text) { output.append(text) }
        }
      }
      return output
    }
  }
}
