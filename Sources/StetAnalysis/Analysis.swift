import StetDocument
import StetLexicon
import StetText

/// What the models of all documents share: resolved once a run, immutable.
public struct AnalysisResources: Sendable {
  /// The compiled lexicon; without it the models that need one stay silent.
  public var lexicon: Lexicon?
  /// The dialect that is asked for; empty when none is.
  public var preferred: Dialects
  /// The project's own words.
  public var own: OwnWords
  /// The small words inside names.
  let particles: Particles
  /// What common words can be around names.
  let traits: TraitMemo?

  /// Gathers resources.
  public init(lexicon: Lexicon? = nil, preferred: Dialects = [], own: OwnWords = OwnWords()) {
    self.lexicon = lexicon
    self.preferred = preferred
    self.own = own
    particles = Particles(lexicon)
    traits = lexicon == nil ? nil : TraitMemo()
  }
}

/// The models over one document: one model a subject, each built once, on first use.
///
/// Belongs to the worker that lints the document; not shared between threads.
public final class Analysis {
  /// The document that the models describe.
  public let document: Document
  /// What is shared between documents.
  public let resources: AnalysisResources

  /// Starts with no model built.
  public init(document: Document, resources: AnalysisResources = AnalysisResources()) {
    self.document = document
    self.resources = resources
  }

  /// What the lexicon says of each distinct word; nil without a lexicon.
  public private(set) lazy var vocabulary: Vocabulary? = resources.lexicon.map {
    Vocabulary(document, lexicon: $0, own: resources.own)
  }

  /// The capitalised words and how often each stands.
  public private(set) lazy var nameForms = NameForms(document)

  /// Who is speaking: quotations, their marks and the faults of them.
  public private(set) lazy var quotations = Quotations(document)

  /// Who is in the story.
  public private(set) lazy var people = People(
    document, quotations: quotations, forms: nameForms, vocabulary: vocabulary,
    memo: resources.traits)

  /// The names that the story writes in more than one of the forms that news knows.
  public private(set) lazy var mixedNames: [MixedName] = {
    guard let lexicon = resources.lexicon, let vocabulary else { return [] }
    return MixedName.all(in: document, vocabulary, lexicon) { token in
      quotations.isQuoted(token: token, of: document)
    }
  }()

  /// The titles that stand in front of capitalised words.
  public private(set) lazy var titleWords = people.titleWords(in: document)

  /// Every name of the story, for people to check.
  public private(set) lazy var nameTable = NameTable(
    document, people: people, vocabulary: vocabulary, forms: nameForms)

  /// British and American spellings; nil without a lexicon.
  public private(set) lazy var dialectUse: DialectUse? = {
    guard let lexicon = resources.lexicon, let vocabulary else { return nil }
    return DialectUse(document, vocabulary: vocabulary, lexicon: lexicon) { token in
      quotations.isQuoted(token: token, of: document)
    }
  }()

  /// The offices that the reporter names, with a capital or without.
  public private(set) lazy var offices = Offices(
    document, quotations: quotations, people: people)

  /// The words and names that are wrong; nil without a lexicon.
  public private(set) lazy var spelling: Spelling? = {
    guard let lexicon = resources.lexicon, let vocabulary else { return nil }
    return Spelling(
      SpellingContext(
        document: document, lexicon: lexicon, vocabulary: vocabulary, forms: nameForms,
        particles: resources.particles))
  }()
}
