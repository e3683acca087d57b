import StetLexicon

/// How likely it is that a form is a slip of another, as a log of odds.
///
/// Each question has its own evidence, named in a struct, and one weight a term. The weights are
/// logistic regressions over published stories and the same stories with planted errors, fitted
/// without the recorded misspellings, checked by leaving stories out, and rounded. Zero is not the
/// threshold: each caller says how sure it wants to be.
enum SlipModel {
  /// What speaks for and against an unknown lower-case word being a slip of the best suggestion.
  struct WordEvidence {
    /// The score of the best suggestion (log of likelihood, see `Suggestion.score`).
    var score = 0.0
    /// What the slip costs, in nats.
    var cost = 0.0
    /// How much better the best suggestion is than the next.
    var lead = 0.0
    /// The score of the best single slip in its context.
    var slip = 0.0
    /// Whether lists of rare words have it.
    var isRare = false
    /// Whether the best suggestion is written with a capital.
    var isCapital = false
    /// Whether the word parts into two words that are met beside each other.
    var isJoined = false
    /// Whether it is made of known parts: a productive prefix or suffix.
    var isDerived = false
    /// Whether it is a regular inflection of a known word.
    var isInflected = false
    /// Whether it is two known words written as one.
    var isCompound = false
    /// The log of one plus how often copy has it in small letters.
    var commonness = 0.0
    /// The log of one plus how often copy has it with a capital: a name typed small.
    var nameCommonness = 0.0
    /// How often the story has it, beyond the first.
    var repeats = 0.0
    /// How many other unknown words stand near: foreign phrases, lists of plants.
    var strangers = 0.0
    /// Whether a hyphen touches it.
    var isHyphened = false
    /// Whether it stands alone between quotation marks: a term that the writer holds up.
    var isHeldUp = false
    /// Whether it looks like the second word of a Latin name.
    var isSpecies = false
  }

  /// The odds for an unknown lower-case word.
  static func odds(_ e: WordEvidence) -> Double {
    var odds = 9.85 + 0.56 * e.score + 0.22 * e.cost + 0.23 * e.lead + 0.03 * e.slip
    odds += -1.05 * e.commonness - 0.35 * e.nameCommonness - 1.75 * e.repeats - 1.7 * e.strangers
    odds += (e.isRare ? -2.4 : 0) + (e.isCapital ? -3.5 : 0) + (e.isJoined ? 1.7 : 0)
    odds += (e.isDerived ? -0.7 : 0) + (e.isInflected ? -0.6 : 0) + (e.isCompound ? -1.2 : 0)
    odds += (e.isHyphened ? -2 : 0) + (e.isHeldUp ? -1.7 : 0) + (e.isSpecies ? -2.5 : 0)
    return odds
  }

  /// What speaks for and against an unknown name being a slip of one that the world knows.
  struct WorldEvidence {
    /// The log of one plus the candidate's frequency.
    var commonness = 0.0
    /// What the slip costs, in nats.
    var cost = 0.0
    /// Letters of the word, at most ten.
    var letters = 0.0
    /// The log of one plus how often copy has the candidate behind the name before it.
    var fitAfterName = 0.0
    /// The same behind any other word.
    var fitAfterWord = 0.0
    /// The same before a name.
    var fitBeforeName = 0.0
    /// The same before any other word.
    var fitBeforeWord = 0.0
    /// The log of one plus how often copy has the word itself.
    var ownCommonness = 0.0
    /// Whether the candidate is a name, not a word at a sentence's start.
    var isName = false
    /// Whether it is a word, and the sentence opens here.
    var isOpeningWord = false
    /// How well the world knows the candidate, 0 to 1.
    var fame = 0.0
    /// How much more plausible the candidate's letters are, in nats, for equal length.
    var letterGain = 0.0
    /// Whether the candidate makes a name of several words that lists have: `Los Angelas`.
    var makesListedName = false
    /// How much it says that the story itself has the candidate.
    var story = 0.0
    /// How often the story has the word, beyond the first; at most three.
    var repeats = 0.0
    /// A name stands after it that the candidate never stands before.
    var isStrangeBefore = false
    /// A name stands before it that the candidate never stands behind.
    var isStrangeAfter = false
    /// That name is a forename.
    var isStrangeAfterForename = false
    /// A hyphen stands before it.
    var isHyphened = false
    /// Whether the candidate is a forename or surname and nothing else, of no one in particular.
    var isPersonal = false
    /// Whether the two may be one name in two transliterations.
    var isTransliteration = false
  }

  /// The odds for an unknown name beside one that the world knows.
  static func odds(_ e: WorldEvidence) -> Double {
    var odds = -6.3 + 0.39 * e.commonness - 0.79 * e.cost + 0.43 * e.letters
    odds += 0.33 * e.fitAfterName + 0.17 * e.fitAfterWord
    odds += 0.85 * e.fitBeforeName + 0.22 * e.fitBeforeWord - 0.61 * e.ownCommonness
    odds += (e.isName ? 2 : 0) + (e.isOpeningWord ? 2.3 : 0)
    odds += (e.isName ? 1.85 * e.fame : 0) + 0.285 * e.letterGain + 0.75 * e.story
    odds += -2.9 * e.repeats + (e.makesListedName ? 3 : 0)
    odds += (e.isStrangeBefore ? -1.2 : 0) + (e.isStrangeAfter ? -1.1 : 0)
    odds += (e.isStrangeAfterForename ? -1.3 : 0) + (e.isHyphened ? -3.5 : 0)
    if e.isName { odds += (e.isPersonal ? -0.65 : 0) + (e.isTransliteration ? -1.25 : 0) }
    return odds
  }

  /// What speaks for and against a name being a slip of another form of the story.
  struct StoryEvidence {
    /// What the slip costs, in nats.
    var cost = 0.0
    /// How much more plausible the other form's letters are, in nats, for equal length.
    var letterGain = 0.0
    /// Letters of the word, at most ten.
    var letters = 0.0
    /// The log of how often the story has the other form.
    var otherCount = 0.0
    /// The log of how often the story has this one.
    var count = 0.0
    /// Whether any list knows the other form.
    var isOtherKnown = false
    /// The log of one plus how often copy has the other form.
    var otherCommonness = 0.0
    /// The log of one plus how often copy has this one.
    var commonness = 0.0
    /// Whether a name beside this one also stands beside the other.
    var sharesCompany = false
    /// Whether both begin with the same letter.
    var hasSameStart = false
    /// Whether two edits part them.
    var isFar = false
    /// Whether copy has this form beside its neighbours.
    var fits = false
    /// The log of one plus how often copy has the other form here, beside words that say something.
    var tellingFit = 0.0
    /// The same beside any words.
    var fit = 0.0
    /// Whether it opens a sentence.
    var opens = false
    /// Whether both stand once and no list knows the other.
    var isEven = false
    /// Both stand behind forenames, and none is the same.
    var isAnotherPerson = false
    /// Names follow both, and none is the same.
    var isAnotherForename = false
    /// Whether one is a regular inflection of the other.
    var isInflection = false
    /// How often copy writes this form, and the other, with a capital: 0 to 1.
    var capitalShare = 0.0
    var otherCapitalShare = 0.0
    /// Whether the two may be one name in two transliterations.
    var isTransliteration = false
  }

  /// The odds for a form that no list knows, beside another form of the story.
  static func odds(_ e: StoryEvidence) -> Double {
    var odds = 5 - 1.2 * e.cost + 0.255 * e.letterGain + 0.35 * e.letters
    odds += 0.59 * e.otherCount - 3.7 * e.count - (e.isOtherKnown ? 2.1 : 0)
    odds += 0.19 * e.otherCommonness - 0.69 * e.commonness
    odds += (e.hasSameStart ? 0.6 : 0) + (e.isFar ? 1.75 : 0)
    // Another first letter is another name, unless it keeps the same company.
    odds += e.sharesCompany ? (e.hasSameStart ? 0.24 : 4.5) : 0
    odds += (e.fits ? -7 : 0) + 0.42 * e.tellingFit + 0.2 * e.fit + (e.opens ? 0.16 : 0)
    odds += (e.letters < 4 ? 2.8 : 0) + (e.otherCount < 0.5 ? -0.4 : 0)
    odds += e.isAnotherForename && e.otherCount < 2 ? -1.3 : 0
    odds += (e.isEven ? -2.7 : 0) + (e.isTransliteration ? -1.65 : 0)
    return odds
  }

  /// The odds for a form that dictionaries or lists know, beside another form of the story.
  static func oddsOfKnown(_ e: StoryEvidence) -> Double {
    var odds = -0.5 - 0.67 * e.cost + 0.19 * e.letters + 0.58 * e.otherCount
    odds += 0.016 * e.otherCommonness - 0.27 * e.commonness
    odds += -2.2 * e.capitalShare + 2.1 * e.otherCapitalShare + (e.sharesCompany ? 2.4 : 0)
    odds += (e.fits ? -1 : 0) + 0.23 * e.fit + 0.05 * e.tellingFit
    odds += (e.isAnotherPerson ? -1.9 : 0) + (e.isInflection ? -1.8 : 0)
    odds += e.isTransliteration ? -0.8 : 0
    return odds
  }
}
