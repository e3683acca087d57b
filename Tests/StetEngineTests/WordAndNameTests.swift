import Foundation
import StetDocument
import StetRules
import Testing

@testable import StetEngine

/// Words and names in the company that decides about them, with the lexicon of the checkout.
@Suite struct WordAndNameTests {
  private static let linter = Result {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return try Resources(data: root.path).linter(Settings())
  }

  /// What the rules on words report at error or warning level, as `rule: words`.
  private func findings(_ text: String, path: String = "story.txt") throws -> [String] {
    let rules: Set<String> = [
      "misspelling", "misspelt-name", "joined-words", "split-word", "repeated-word",
      "inconsistent-name",
    ]
    let result = try Self.linter.get().lint(SourceFile(path: path, text: text))
    return result.diagnostics.filter { $0.severity > .advice && rules.contains($0.rule) }
      .map { "\($0.rule): \(result.document.string($0.range))" }
  }

  @Test(arguments: [
    // Coinages, dialect and foreign words, made of parts or far from any common word.
    "The band played a set of skronkcore in a former abattoir.",
    "She sells unwaxable jackets and re-waxed ones.",
    "Most get-togethers were off, and the high-fiving stopped.",
    "They danced the gavotka, the zhozha and the plimka until dawn.",
    "He rode a zemi zemi to the market and paid for the zemi zemis.",
    "Arturo dela Paz and Bint Hassan bint Omar gave evidence.",
    "Researchers in Seoul led by Nam Dong-wouk agreed.",
    "The quickfix was no blindspot, the engineers said.",
    "The forecastability of mediumweight gliders and the underdelivering of parts annoyed them.",
    // Names near other names.
    "Andrii Melnychuk met Andrei Petrescu in Vilnius on Monday.",
    "They prayed at Zantar Mantar, and Zantar Mantar was full.",
    "The Wanamakers own it. “We sold it to a Wanamaker,” said Joan Wanamaker.",
    "Police in Lower Tamblington said that Petar Stanchev was safe.",
    // One name in two transliterations, far from each other in fame.
    "The leader of the Tamil Maanila Congress met Saaed Tamrin on Monday.",
    "The band Congers played. Two Hamasis and the Airbuses left.",
    // A namesake, or nearly one, of somebody famous with a common forename; another transliteration; a family.
    "Lord John Kerr drafted the article with Michael Jordon.",
    "President Hamid Karzay met them.",
    "The Beckhams and the Osbornes came.",
    // Two words that belong together.
    "The Parliamentary Budget Office moved. The Parliamentary Budget Officer stayed.",
    "The Minuteman is a missile. There are four hundred Minutemen in three states.",
    // Words of listed names; who works at a firm and what it calls its goods.
    "Ms Singh left. Mr Singh stayed. The Rashtriya Swayamsevak Sangh thanked Mr Singh.",
    "Google grew. Google hired. A former Googler said that Google made iGoogle.",
    // Compounds of known parts.
    "The dialysis devicemaker began a selfregulation of speed.",
    // Words that a line once broke.
    "The Con- gress party told the adminis- tration to wait.",
    // Sounds, and what somebody says three times.
    "“Pssht,” he said. “Hmph.” “Folks folks folks, please.”",
    "She asked for la salle de bains in vain.",
    // Doubled words of other languages.
    "They drank chin chin and ate moi moi.",
  ])
  func goodCopyIsLeftAlone(_ text: String) throws {
    #expect(try findings(text) == [])
  }

  @Test(arguments: [
    // A slip, although parts could be seen in it.
    ("She left the room without knowning why.", ["misspelling: knowning"]),
    ("The judge realIy said so.", ["misspelling: realIy"]),
    ("Police alloweded the march to go ahead.", ["misspelling: alloweded"]),
    // Two forms that nobody knows, once each: one of them is wrong.
    (
      "Ilse Vranckelbos chairs the board. “We are proud,” said Vranckelbso on Monday.",
      ["misspelt-name: Vranckelbso"]
    ),
    // Names that end in a hiss have no plural in -s; a name of three letters may be a slip, too.
    (
      "Police said that Hamas fighters fled. Hamass denied it, and Hamas rejoiced.",
      ["misspelt-name: Hamass"]
    ),
    (
      "Frank Lovv and Ann Lovv came. Later Frank Lov left and Lovv stayed.",
      ["misspelt-name: Lov"]
    ),
    // Another first letter, but the same company.
    (
      "Chief Edward Dennehaw spoke. Chief Edward Rennehaw left. Dennehaw stayed, said Dennehaw.",
      ["misspelt-name: Rennehaw"]
    ),
    // Places that copy from elsewhere hardly has.
    ("The chief minister of Mharashtra resigned on Monday.", ["misspelt-name: Mharashtra"]),
    // Two words that copy doesn't have side by side, and that are no compound.
    ("They saw it as a vast system ofinternment.", ["joined-words: ofinternment"]),
    ("He was totallyinsulted by the plan.", ["joined-words: totallyinsulted"]),
    ("She presented the actionplan on Monday.", ["joined-words: actionplan"]),
    // As long as it is, it is no compound; function words never are one.
    ("They lost all their supportengineering positions.", ["joined-words: supportengineering"]),
    ("It was the excellence andthe performance that won.", ["joined-words: andthe"]),
    // A quotation mark behind it clips nothing.
    (
      "It was neither ‘donation’ nor ‘voluntary conrtibution’ to him.",
      ["misspelling: conrtibution"]
    ),
    // A space in a word that is not among the commonest.
    ("They cleared the rub ble of the house.", ["split-word: rub ble"]),
    // A name or a foreign word that copy hardly has in small letters is no excuse.
    ("General Reed knows frist hand how it is.", ["misspelling: frist"]),
    ("They hope to bild a house there.", ["misspelling: bild"]),
    // Known words in the place of names.
    (
      "Sen. John Miller spoke. Voters like Miller. “I like John Miler,” said one.",
      ["misspelt-name: Miler"]
    ),
    ("The leader, Boris Jonson, said so on Monday.", ["misspelt-name: Jonson"]),
    // A common word in the company of a name.
    ("The Suez Cabal was shut for days.", ["misspelt-name: Cabal"]),
    // What would make a listed name is no family.
    ("They moved to Los Angelas in May.", ["misspelt-name: Angelas"]),
    ("They flew to Addis Abbaa on Monday.", ["misspelt-name: Abbaa"]),
    ("The party rules Uttar Pardesh alone.", ["misspelt-name: Pardesh"]),
    // One slip of the space explains both words.
    ("They did all that was humanl ypossible.", ["split-word: humanl ypossible"]),
    // A name beside a slash or a plus sign.
    (
      "Disney rose. Disney shares are up, and Dinsey+ has Disney’s films.",
      ["misspelt-name: Dinsey"]
    ),
    // Emphasis parts no words.
    ("She said *the* the plan was dead.", ["repeated-word: the* the"]),
  ])
  func slipsAreFound(_ text: String, expected: [String]) throws {
    #expect(try findings(text, path: "story.md") == expected)
  }

  @Test func aNameThatOpensASentenceIsComparedWithTheOneBefore() throws {
    let text = "Jonathan Reed spoke. The mayor, Jonathan Reed, left. Jonathon Reed slept."
    #expect(try findings(text) == ["inconsistent-name: Jonathon"])
  }

  /// Each form is right; a story keeps to one.
  @Test(arguments: [
    ("Mr Zelensky spoke. Zelensky left. Later Mr Zelenskiy slept.", ["Zelenskiy"]),
    ("Mr Zelenskyy spoke. Zelenskyy’s car left. Mr Zelensky’s train did not.", ["Zelensky"]),
    ("President Abdel Fattah al-Sisi spoke. Later el-Sissi left.", ["el-Sissi"]),
    ("Kim Jong-un came. The crowd cheered. Then Kim Jong Un left.", ["Kim Jong Un"]),
    ("The Qur'an lay there. He read the Qur’an. She closed the Koran.", ["Koran"]),
    ("Yasser Arafat died in Paris. Yasir Arafat was president.", ["Yasir Arafat"]),
    ("In Kyiv it rained. From Kyiv they fled. Later Kiev-based firms closed.", ["Kiev"]),
    // A capital at the beginning of a sentence, a word of a longer name, one sentence with both.
    ("The men of al-Qaida fled. Al-Qaida lost. They left al-Qaida.", []),
    ("Kyiv was quiet. Dynamo Kiev won. The Kiev Camera Club met. Chicken Kiev is a dish.", []),
    ("Kyiv was quiet. Kyiv, which was Kiev in those days, slept.", []),
    ("Kyiv was quiet. Kyiv slept. “We left Kiev in May,” the note said.", []),
    ("Kim Jong-un left. Later Kim Jong-un slept. The Kim Jong Unification Fund closed.", []),
    // Alone, and mixed where many bear the name.
    ("Col Muammar Gadafi died in Sirte.", []),
    ("Police named Usama bin Laden in the indictment.", []),
    ("Mohammed Reza came. Later Muhammad Omari left. Mohamed Sadi stayed.", []),
  ])
  func formsOfOneNameAreNotMixed(_ text: String, expected: [String]) throws {
    #expect(try findings(text) == expected.map { "inconsistent-name: \($0)" })
  }

  /// The story has the singular, the slip is one of the plural.
  @Test func theNearerFormOfANameIsOfferedFirst() throws {
    let text = "A Republican won. Later the Republican thanked all Repubicans for it."
    let result = try Self.linter.get().lint(SourceFile(path: "story.txt", text: text))
    let found = result.diagnostics.filter { $0.rule == "misspelt-name" }
    #expect(found.map { result.document.string($0.range) } == ["Repubicans"])
    #expect(found.first?.suggestions.first == "Republicans")
  }

  @Test func codeBetweenTwoWordsPartsThem() throws {
    #expect(try findings("Write the `x` the other way.", path: "story.md") == [])
  }
}
