import StetDocument
import StetText

/// Turns runs of capitalised words into persons.
///
/// Two passes: full names and titled names first, then single words, each by one look-up. Linear
/// in the number of runs.
struct PeopleBuilder {
  let parser: NameParser
  let quotations: Quotations
  var names: [ParsedName] = []
  var drafts: [PersonDraft] = []
  /// Persons by full name, forename, middle name and surname; the last one with it, earlier ones hang behind it.
  var index: KeyIndex

  /// A person while references are being gathered.
  struct PersonDraft {
    var fullest: Int
    var surname: UInt64
    var forename: UInt64
    /// Whether the first word may be the surname: the culture's names are on the list.
    var maySwap = false
    /// How many references there are, and how many of them are single: by the first and by the last word of the
    /// name.
    var references = 0
    var byFirst = 0
    var byLast = 0
    var isSurnameFirst: Bool { maySwap && byFirst > byLast }
    /// Whether an earlier person has the forename.
    var followsForename = false
    var sharesSurname = false
    /// 1 for Mr, 2 for Mrs, Ms or Miss.
    var sexes: UInt8 = 0
    var evidence: PersonEvidence = []
  }

  init(parser: NameParser, quotations: Quotations) {
    self.parser = parser
    self.quotations = quotations
    index = KeyIndex(capacity: parser.runs.count / 2)
  }

  /// Gathers all names into persons.
  mutating func build() {
    drafts.reserveCapacity(16)
    let parser = parser
    names = [ParsedName](unsafeUninitializedCapacity: parser.runs.count) { names, count in
      for run in parser.runs.indices {
        guard let name = parser.parse(run) else { continue }
        names.initializeElement(at: count, to: name)
        count &+= 1
      }
    }
    for name in names.indices where names[name].count == 2 { addFullName(name) }
    for name in names.indices where names[name].count > 2 { addFullName(name) }
    markCouples()
    for name in names.indices where names[name].count == 1 && names[name].kind != nil {
      addTitledName(name)
    }
    for name in names.indices where names[name].count == 1 && names[name].kind == nil {
      addBareName(name)
    }
    settleSurnames()
    markGenerations()
  }
}
