import StetDocument
import StetText

/// Turns runs of capitalised words into persons.
///
/// Two passes: full names and titled names first, then single words, each by one look-up. Linear
/// in the number of runs.
struct PeopleBuilder {
  let document: Document
  let scanner: NameScanner
  let quotations: Quotations
  let vocabulary: Vocabulary?

  var names: [ParsedName] = []
  var drafts: [PersonDraft] = []
  var byFullName: [UInt64: Int] = [:]
  /// The last person with this surname or forename; earlier ones hang behind it.
  var bySurname: [UInt64: Int] = [:]
  var byForename: [UInt64: Int] = [:]
  var byMiddle: [UInt64: Int] = [:]

  /// A person while references are being gathered.
  struct PersonDraft {
    var fullest: Int
    var surname: UInt64
    var forename: UInt64
    /// Whether the first word may be the surname: the culture's names are on the list.
    var maySwap = false
    /// Single references by the first and by the last word of the name.
    var byFirst = 0
    var byLast = 0
    var isSurnameFirst: Bool { maySwap && byFirst > byLast }
    var nextWithSurname: Int?
    var nextWithForename: Int?
    var sharesSurname = false
    /// 1 for Mr, 2 for Mrs, Ms or Miss.
    var sexes: UInt8 = 0
    var evidence: PersonEvidence = []
    var references: [Int] = []
  }

  /// A run taken apart into a title and a name.
  struct ParsedName {
    var run: Int
    var title: Int?
    var kind: TitleKind?
    /// The elements of the name, particles included.
    var elements: Range<Int>
    /// How many of them are no particles.
    var count: Int
    var first: UInt64
    var last: UInt64
    var person: Int?
    var form: ReferenceForm = .full
  }

  init(document: Document, scanner: NameScanner, quotations: Quotations, vocabulary: Vocabulary?) {
    self.document = document
    self.scanner = scanner
    self.quotations = quotations
    self.vocabulary = vocabulary
  }

  mutating func build() -> People {
    names.reserveCapacity(scanner.runs.count)
    drafts.reserveCapacity(scanner.runs.count / 2)
    byFullName.reserveCapacity(scanner.runs.count / 2)
    bySurname.reserveCapacity(scanner.runs.count / 2)
    byForename.reserveCapacity(scanner.runs.count / 2)
    for run in scanner.runs.indices {
      if let name = parse(run) { names.append(name) }
    }
    for index in names.indices where names[index].count == 2 { addFullName(index) }
    for index in names.indices where names[index].count > 2 { addFullName(index) }
    markCouples()
    for index in names.indices where names[index].count == 1 && names[index].kind != nil {
      addTitledName(index)
    }
    for index in names.indices where names[index].count == 1 && names[index].kind == nil {
      addBareName(index)
    }
    return finish()
  }
}
