import StetDocument
import StetText

/// Turns runs of capitalised words into persons.
///
/// Two passes: full names and titled names first, then single words, each by one look-up. Linear
/// in the number of runs.
struct PeopleBuilder {
  let parser: NameParser
  let quotations: Quotations
  /// The names that the runs hold.
  private(set) var names: UnsafeMutableBufferPointer<ParsedName>
  /// The persons: room for one a name, and how many there are.
  let drafts: UnsafeMutableBufferPointer<PersonDraft>
  private(set) var draftCount = 0
  /// Persons by full name, forename, middle name and surname; the last one with it, earlier ones hang behind it.
  var index: KeyIndex

  /// A person while references are being gathered. Kept small: there are dozens in a story.
  struct PersonDraft {
    private var fullestName: UInt32
    let surname: UInt64
    var forename: UInt64
    /// How many references there are, and how many of them are single: by the first and by the last word of the
    /// name.
    var references: UInt32 = 0
    var byFirst: UInt32 = 0
    var byLast: UInt32 = 0
    /// Whether the first word may be the surname: the culture's names are on the list.
    var maySwap = false
    var isSurnameFirst: Bool { maySwap && byFirst > byLast }
    /// Whether an earlier person has the forename.
    var followsForename = false
    var sharesSurname = false
    /// 1 for Mr, 2 for Mrs, Ms or Miss.
    var sexes: UInt8 = 0
    var evidence: PersonEvidence = []

    init(fullest: Int, surname: UInt64, forename: UInt64) {
      fullestName = UInt32(truncatingIfNeeded: fullest)
      self.surname = surname
      self.forename = forename
    }

    /// The place of the fullest name.
    var fullest: Int {
      get { Int(fullestName) }
      set { fullestName = UInt32(truncatingIfNeeded: newValue) }
    }
  }

  /// - Parameters:
  ///   - names: room for as many names as there are runs, for as long as the builder is used.
  ///   - drafts: the same for persons.
  init(
    parser: NameParser, quotations: Quotations, _ names: UnsafeMutableBufferPointer<ParsedName>,
    _ drafts: UnsafeMutableBufferPointer<PersonDraft>
  ) {
    self.parser = parser
    self.quotations = quotations
    self.names = names
    self.drafts = drafts
    index = KeyIndex(capacity: parser.runs.count / 2)
  }

  /// Gathers all names into persons.
  mutating func build() {
    defer { index.deallocate() }
    let hasLong = parse()
    if hasLong {
      for name in names.indices where names[name].count > 2 { addFullName(name) }
    }
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

  /// Reads the names, and gathers those of two words; whether there are longer ones.
  private mutating func parse() -> Bool {
    let parser = parser
    var count = 0
    var hasLong = false
    for run in parser.runs.indices {
      guard let name = parser.parse(run) else { continue }
      names.initializeElement(at: count, to: name)
      if name.count == 2 { addFullName(count) }
      if name.count > 2 { hasLong = true }
      count &+= 1
    }
    names = UnsafeMutableBufferPointer(rebasing: names[..<count])
    return hasLong
  }

  /// Adds a person; returns its number.
  @inline(__always)
  mutating func add(_ draft: PersonDraft) -> Int {
    drafts.initializeElement(at: draftCount, to: draft)
    draftCount &+= 1
    return draftCount &- 1
  }
}
