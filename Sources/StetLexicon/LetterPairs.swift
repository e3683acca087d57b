/// What two letters have to do with each other, and which groups of letters end in them: looked up once for each
/// pair of letters of two words.
final class LetterPairs: Sendable {
  /// Both are vowels.
  static let areVowels: UInt8 = 1
  /// They lie side by side on the keyboard.
  static let areNeighbours: UInt8 = 2
  /// They sound alike.
  static let soundAlike: UInt8 = 4
  /// Groups that sound alike end in them.
  static let endGroups: UInt8 = 8

  /// Up to four letters as the bytes of a number, the last one the lowest.
  fileprivate struct Packed {
    var letters: UInt32 = 0
    var count = 0

    var mask: UInt32 { UInt32(truncatingIfNeeded: 1 << UInt64(8 * count) - 1) }
  }

  /// A group of letters typed for another one; the last letter is the lowest byte.
  struct Group: Sendable {
    let typed: UInt32
    let typedMask: UInt32
    let meant: UInt32
    let meantMask: UInt32
    let typedCount: Int
    let meantCount: Int

    fileprivate init(typed: Packed, meant: Packed) {
      self.typed = typed.letters
      typedMask = typed.mask
      typedCount = typed.count
      self.meant = meant.letters
      meantMask = meant.mask
      meantCount = meant.count
    }

    /// The place of the pair of letters that the two end in.
    var end: Int { LetterPairs.place(typed & 0xFF - 0x61, meant & 0xFF - 0x61) }
  }

  /// The traits of each pair, by `place`.
  let traits: [UInt8]
  /// All groups, by the pairs of letters that they end in.
  let groups: [Group]
  /// Where the groups of each pair begin, and where the last ones end.
  let starts: [UInt8]

  /// Where the traits of two letters stand, given as numbers below 26.
  @inline(__always)
  static func place(_ typed: UInt32, _ meant: UInt32) -> Int { Int(typed << 5 | meant) }

  static let shared = LetterPairs()

  private init() {
    var traits = [UInt8](repeating: 0, count: 26 << 5)
    for a in UInt32(0)..<26 {
      let neighbours = KeyboardLayout.neighbours(a + 0x61)
      for b in UInt32(0)..<26 {
        var bits: UInt8 = 0
        if Self.isVowel(a + 0x61), Self.isVowel(b + 0x61) { bits |= Self.areVowels }
        if neighbours >> b & 1 != 0 { bits |= Self.areNeighbours }
        traits[Self.place(a, b)] = bits
      }
    }
    for pair in Self.words(Self.alike) {
      traits[Self.place(pair.letters >> 8 & 0xFF - 0x61, pair.letters & 0xFF - 0x61)] |=
        Self.soundAlike
      traits[Self.place(pair.letters & 0xFF - 0x61, pair.letters >> 8 & 0xFF - 0x61)] |=
        Self.soundAlike
    }
    var groups: [Group] = []
    let words = Self.words(Self.sounds)
    for i in stride(from: 0, to: words.count - 1, by: 2) {
      groups.append(Group(typed: words[i], meant: words[i + 1]))
      groups.append(Group(typed: words[i + 1], meant: words[i]))
    }
    groups.sort { $0.end < $1.end }
    var starts = [UInt8](repeating: 0, count: traits.count + 1)
    for group in groups {
      traits[group.end] |= Self.endGroups
      starts[group.end + 1] += 1
    }
    for place in traits.indices { starts[place + 1] += starts[place] }
    self.traits = traits
    self.starts = starts
    self.groups = groups
  }

  /// Letters that sound alike.
  private static let alike: StaticString = "cs sz ck fv td gj mn iy kq xs pb ew"

  /// Letter groups that stand for one sound, in pairs; both ways round.
  private static let sounds: StaticString = """
    f ph f gh k ch sh ti sh ci s sc s ps n kn n gn r wr r rh w wh x cc k ck c ck ant ent ance ence \
    able ible tion sion cion tion shun tion er re ei ie ou oo ough uff ee ea ai ei ay ei oo ou u ou \
    or our ar er ceed cede sede cede j dg g dg tch ch qu cq kw qu z s ly lly ley ly ys ies al le \
    el le us ous ite ight aw au y ie ally ly ary ery ise ice ks x eu ue t bt
    """

  /// The words of a text of small letters and spaces.
  private static func words(_ text: StaticString) -> [Packed] {
    text.withUTF8Buffer { text in
      var output: [Packed] = []
      output.reserveCapacity(text.count / 2)
      var word = Packed()
      for byte in text {
        if byte == 0x20 {
          output.append(word)
          word = Packed()
        } else {
          word.letters = word.letters << 8 | UInt32(byte)
          word.count += 1
        }
      }
      output.append(word)
      return output
    }
  }

  /// Whether a small letter is a vowel.
  @inline(__always)
  static func isVowel(_ letter: UInt32) -> Bool {
    switch letter {
    case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: true
    default: false
    }
  }
}
