import StetAnalysis
import StetDocument
import StetText

/// Reports a person whose title changes within a story.
struct ChangedTitle: Rule {
  static let info = RuleInfo(
    id: "changed-title",
    category: .people,
    summary: "A person's title changes within the story.",
    rationale: """
      "Dr Reed" and "Ms Reed", "Mrs Hall" and "Miss Hall", "Sir Tom Hall" and "Mr Hall" in one story \
      are either a slip or two people. Changes that usage asks for are no findings: a rank that is \
      shortened after the first mention (Lt Gen, then Gen), a baroness who is Lady afterwards, clergy \
      and officers who become Mr or Ms, "Professor" that becomes "Prof", offices of every kind. Where \
      several people share a surname, only a "Dr" or "Prof" among several "Mr" is reported, when the \
      story names no doctor or professor of that surname in full.
      """,
    severity: .warning,
    severityReason: "Two people may share a surname without the story saying so.",
    fixSafety: .unsafe,
    quoted: .skip,
    findings: [
      Example(
        "Ann Reed spoke. Ms Reed was tired. Ms Reed sat down. Then ⟦Mrs Reed⟧ went home.",
        fixed: "Ann Reed spoke. Ms Reed was tired. Ms Reed sat down. Then Ms Reed went home."),
      Example(
        "Dr Ann Reed spoke. Dr Reed was tired. Then ⟦Ms Reed⟧ went home.",
        fixed: "Dr Ann Reed spoke. Dr Reed was tired. Then Dr Reed went home."),
      Example(
        "Sir Tom Hall spoke. Then ⟦Mr Hall⟧ went home.",
        fixed: "Sir Tom Hall spoke. Then Sir Tom went home."),
    ],
    silent: [
      Example(
        "Professor Ann Reed spoke. Prof Reed was tired. Baroness Hall of Leeds met Lady Hall."),
      Example("Lt Gen Tom Hall spoke. Gen Hall was tired. Det Insp Reed met Mr Reed."),
      Example("Tom Hall and his wife, Ann Hall, came. Mr Hall spoke. Mrs Hall was tired."),
      Example(
        "President Ann Reed spoke. Ms Reed was tired. The Rev Tom Hall left. Mr Hall was tired."),
    ])

  func check(_ context: inout RuleContext) {
    let document = context.document
    let people = context.analysis.people
    guard people.hasPersonalTitles else { return }
    for index in people.persons.indices where people.persons[index].references.count > 1 {
      if people.persons[index].sharesSurname {
        checkFamily(index, &context)
        continue
      }
      let titled = people.references(of: index).filter {
        Self.class(of: $0.titleForm) != nil && $0.isNarrated(in: document)
      }
      guard titled.count > 1 else { continue }
      var counts: [Int] = Array(repeating: 0, count: Self.classCount)
      for reference in titled { counts[Self.classOf(reference)] += 1 }
      guard counts.count(where: { $0 > 0 }) > 1 else { continue }
      // Most mentions win; of two alike, the first.
      let winner = Self.winner(titled, counts)
      guard let like = titled.first(where: { Self.classOf($0) == winner }) else { continue }
      for wrong in titled where Self.classOf(wrong) != winner {
        report(wrong, like, &context)
      }
    }
  }

  /// `Dr Reed` among several `Mr Reed`, in a story with other Reeds: nobody of that name is a doctor.
  private func checkFamily(_ index: Int, _ context: inout RuleContext) {
    let people = context.analysis.people
    let titled = people.references(of: index).filter {
      $0.form == .surname && $0.isNarrated(in: context.document)
    }
    let men = titled.filter { $0.titleForm == .mr }
    let learned = titled.filter { Self.learned.contains($0.titleForm) }
    guard men.count >= 2, learned.count == 1, let wrong = learned.first, let like = men.first else {
      return
    }
    let surname = people.persons[index].surnameKey
    let isNamed = people.references.contains {
      $0.form == .full && Self.learned.contains($0.titleForm)
        && people.persons[$0.person].surnameKey == surname
    }
    if !isNamed { report(wrong, like, &context) }
  }

  private static let learned: Set<TitleForm> = [.dr, .prof, .professor]

  /// Titles of one class may stand for each other.
  private static func `class`(of form: TitleForm) -> Int? {
    switch form {
    case .none, .other: return nil
    case .mr: return 0
    case .mrs: return 1
    case .ms: return 2
    case .miss: return 3
    case .mx: return 4
    case .dr: return 5
    case .prof, .professor: return 6
    case .sir, .dame: return 7
    case .lord: return 8
    case .baroness, .lady: return 9
    }
  }
  private static let classCount = 10

  private static func classOf(_ reference: PersonReference) -> Int {
    `class`(of: reference.titleForm) ?? 0
  }

  private static func winner(_ titled: [PersonReference], _ counts: [Int]) -> Int {
    var best = classOf(titled[0])
    for candidate in counts.indices where counts[candidate] > counts[best] { best = candidate }
    // A knighthood is a fact, "Mr" a habit.
    if best == 0, counts[7] > 0, counts[7] * 3 >= counts[0] { best = 7 }
    return best
  }

  private func report(
    _ wrong: PersonReference, _ like: PersonReference, _ context: inout RuleContext
  ) {
    let document = context.document
    let written = document.string(wrong.range)
    let shown = document.string(like.range)
    let title = document.string(TextRange(like.range.start, like.nameRange.start))
    let person = context.analysis.people.persons[wrong.person]
    let name: String
    if like.title == .knighthood, wrong.form == .surname {
      name = String(person.name(in: document).prefix { $0 != " " })
    } else {
      name = document.string(wrong.nameRange)
    }
    context.report(
      wrong.range, "\"\(written)\" here, \"\(shown)\" elsewhere",
      notes: ["A person keeps one title throughout a story."],
      related: [RelatedRange(like.range, "\"\(shown)\" here")],
      fixes: [.replace(wrong.range, with: title + name, .unsafe)])
  }
}
