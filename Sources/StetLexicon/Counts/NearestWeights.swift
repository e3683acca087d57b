/// What the nearest neighbours say for and against all rivals of one confusable word, so that one look-up answers
/// for all of them: most words of a text are cleared by these sums alone.
///
/// Layout: a row of what the neighbours must say for each rival to bring it in sight; for each side (before, after) one row a
/// class, then one row a class of endings for words that are listed by themselves all the same; then a hash table of
/// neighbours that are listed by themselves: 4 bytes for side and number + 1, or 0, then the row, all of it 0 where no
/// neighbour is. A row is one weight of 2 bytes for each rival.
struct NearestWeights {
  /// Weights in favour of a rival, by its place among the rivals.
  typealias Row = [Int16]

  /// Which side of the word a neighbour stands on.
  enum Side: Int { case before, after }

  private let rivals: Int
  private let classes: Int
  private var dense: [Int16]
  private var single: [UInt32: Row] = [:]

  init(rivals: Int, classes: Int) {
    self.rivals = rivals
    self.classes = classes
    dense = [Int16](repeating: 0, count: Self.denseRows(classes) * rivals)
  }

  /// Rows of classes on one side.
  static func rows(_ classes: Int) -> Int { classes + Int(Neighbour.firstGroup) }

  /// Rows of classes, both sides together.
  private static func denseRows(_ classes: Int) -> Int { 2 * rows(classes) }

  /// Bytes of the rows before the hash table, given the rows of one side.
  static func denseSize(rivals: Int, rows: Int) -> Int {
    // Both are numbers of 32 bits at most.
    (1 &+ 2 &* rows) &* rivals &* 2
  }

  /// Bytes of a slot of the hash table.
  static func slotSize(rivals: Int) -> Int { 4 &+ 2 &* rivals }

  /// The row of a neighbour that is a class of its own, or (`isMember`) of the class that a neighbour belongs to.
  static func denseRow(_ kind: UInt16, isMember: Bool, _ side: Side, classes: Int) -> Int {
    let first = side == .before ? 0 : rows(classes)
    // Only classes of endings have members and stand for themselves as well.
    return first + Int(kind) + (isMember && kind < Neighbour.firstGroup ? classes : 0)
  }

  /// What a slot holds for a neighbour, never 0.
  static func mark(_ number: UInt16, _ side: Side) -> UInt32 {
    (UInt32(number) << 1 | UInt32(side.rawValue)) + 1
  }

  /// Where a mark belongs among so many places.
  static func place(_ mark: UInt32, _ places: Int) -> Int {
    Int((UInt64(mark &* 0x9E37_79B1) &* UInt64(places)) >> 32)
  }

  /// Adds the weight of a neighbour that is listed by itself (a member of a class).
  mutating func add(_ weight: Int16, member number: UInt16, _ side: Side, rival: Int) {
    single[Self.mark(number, side), default: Row(repeating: 0, count: rivals)][rival] &+= weight
  }

  /// Adds the weight of a neighbour that is a class of its own.
  mutating func add(_ weight: Int16, own kind: UInt16, _ side: Side, rival: Int) {
    addDense(weight, kind, isMember: false, side, rival)
  }

  /// Adds the weight of a class: it counts for the one neighbour that is the class, or for every member.
  mutating func add(_ weight: Int16, kind: UInt16, _ side: Side, rival: Int) {
    addDense(weight, kind, isMember: false, side, rival)
    if kind < Neighbour.firstGroup { addDense(weight, kind, isMember: true, side, rival) }
  }

  private mutating func addDense(
    _ weight: Int16, _ kind: UInt16, isMember: Bool, _ side: Side, _ rival: Int
  ) {
    guard Int(kind) < classes else { return }
    let row = Self.denseRow(kind, isMember: isMember, side, classes: classes)
    dense[row * rivals + rival] &+= weight
  }

  /// The bytes, and the number of places of the hash table (0 when nothing is listed by itself).
  func bytes(lacking: [Int]) -> (bytes: [UInt8], places: Int) {
    var sink = ByteSink()
    for amount in lacking { sink.put(Int16(clamping: amount)) }
    sink.put(dense)
    guard !single.isEmpty else { return (sink.bytes, 0) }
    // Half are free: most searches are in vain, and end at the first free one.
    let places = single.count * 2 + 1
    var slots = [UInt32](repeating: 0, count: places)
    for mark in single.keys.sorted() {
      var place = Self.place(mark, places)
      while place < slots.count, slots[place] != 0 { place += 1 }
      if place == slots.count { slots.append(0) }
      slots[place] = mark
    }
    // The empty slot at the end stops every search.
    let none = Row(repeating: 0, count: rivals)
    for mark in slots + [0] {
      sink.put(mark)
      sink.put(mark == 0 ? none : single[mark] ?? none)
    }
    return (sink.bytes, places)
  }

  /// The word's `CompanyBounds`.
  ///
  /// - Parameters:
  ///   - lacking: what the neighbours must say for each rival to bring it in sight.
  ///   - kind: the class of a listed neighbour, given how many numbers it is above `Neighbour.firstWord`.
  func bounds(lacking: [Int], kind: (UInt16) -> UInt16) -> [UInt8] {
    let rows = Self.denseRows(classes)
    guard rivals > 0 else { return [UInt8](repeating: CompanyBounds.byte(.min / 2), count: rows) }
    func bound(_ row: Int, _ more: Row?) -> Int {
      (0..<rivals).lazy.map { i in
        Int(dense[row * rivals + i]) + Int(more?[i] ?? 0) - (row < rows / 2 ? lacking[i] : 0)
      }.max() ?? .min / 2
    }
    var bounds = (0..<rows).map { bound($0, nil) }
    for (mark, row) in single {
      let number = UInt16(truncatingIfNeeded: (mark - 1) >> 1)
      let side = (mark - 1) & 1 == 0 ? Side.before : .after
      let place = Self.denseRow(
        kind(number - Neighbour.firstWord), isMember: true, side, classes: classes)
      bounds[place] = max(bounds[place], bound(place, row))
    }
    return bounds.map(CompanyBounds.byte)
  }
}
