/// What a word can be in and around a person's name, judged without its surroundings.
///
/// The words are compared in lower case; whether the word stood with a capital is the caller's
/// question.
struct WordTraits: OptionSet, Sendable {
  let rawValue: UInt64

  /// Mr, Mrs, Ms, Miss, Mx.
  static let courtesy = WordTraits(rawValue: 1 << 0)
  /// Dr, Professor.
  static let academic = WordTraits(rawValue: 1 << 1)
  /// Sir, Dame: stand before a forename.
  static let knighthood = WordTraits(rawValue: 1 << 2)
  /// Lord, Lady, Baroness and the other ranks of the peerage.
  static let peerage = WordTraits(rawValue: 1 << 3)
  /// Bishop, Rev, Rabbi.
  static let clergy = WordTraits(rawValue: 1 << 4)
  /// Judge, Justice.
  static let judicial = WordTraits(rawValue: 1 << 5)
  /// King, Prince, Sheikh.
  static let royal = WordTraits(rawValue: 1 << 6)
  /// Ranks of the armed forces and the police.
  static let rank = WordTraits(rawValue: 1 << 7)
  /// Offices that stand before a name: President, Chancellor, Senator.
  static let office = WordTraits(rawValue: 1 << 8)
  /// Words that qualify an office: Prime, Deputy, Foreign.
  static let modifier = WordTraits(rawValue: 1 << 9)
  /// Titles in the plural, which a list of bare names follows: Messrs, Presidents.
  static let plural = WordTraits(rawValue: 1 << 10)
  /// Parts of names in small letters: van, de, al.
  static let particle = WordTraits(rawValue: 1 << 11)
  /// Jr, Sr, II.
  static let suffix = WordTraits(rawValue: 1 << 12)
  /// Words that make a run of capitals an organisation, a place or a work.
  static let thing = WordTraits(rawValue: 1 << 13)
  /// Function words: with a capital they open a sentence or belong to a heading.
  static let function = WordTraits(rawValue: 1 << 14)
  /// Days and months.
  static let calendar = WordTraits(rawValue: 1 << 15)
  /// Verbs of saying and doing that a person is the subject of.
  static let saying = WordTraits(rawValue: 1 << 16)
  /// Nouns that a bare surname before them merely describes: administration, family, era.
  static let attributed = WordTraits(rawValue: 1 << 17)
  /// a, the, his: before a bare surname they make it a description.
  static let determiner = WordTraits(rawValue: 1 << 18)
  /// Prepositions that stand before months and places.
  static let preposition = WordTraits(rawValue: 1 << 19)
  /// Family names that stand first in Chinese, Korean and Vietnamese names.
  static let surnameFirst = WordTraits(rawValue: 1 << 20)
  /// Sportspeople, artists, criminals: houses that use courtesy titles drop them here.
  static let untitledRole = WordTraits(rawValue: 1 << 21)
  /// Titles that other countries use: Herr, Signora, Datuk.
  static let foreign = WordTraits(rawValue: 1 << 22)
  /// he, him, his.
  static let masculine = WordTraits(rawValue: 1 << 23)
  /// she, her, hers.
  static let feminine = WordTraits(rawValue: 1 << 24)
  /// Words that say the person is dead: late, died.
  static let death = WordTraits(rawValue: 1 << 25)
  /// Nationalities and parties, which stand before an office or a name and belong to neither.
  static let affiliation = WordTraits(rawValue: 1 << 26)
  /// A title that is never a name: consumed even where nothing but a surname follows.
  static let abbreviated = WordTraits(rawValue: 1 << 27)

  /// Roles that stand right before a bare surname: candidate Trump.
  static let candidate = WordTraits(rawValue: 1 << 28)

  /// KC, OBE: letters behind a name that make it no other name.
  static let postnominal = WordTraits(rawValue: 1 << 29)
  /// elder, younger: two people share the name.
  static let generation = WordTraits(rawValue: 1 << 30)

  /// The last word of an office whose capital houses argue about.
  static let officeHead = WordTraits(rawValue: 1 << 31)
  /// An office only with a word before it: attorney general, chief executive.
  static let needsModifier = WordTraits(rawValue: 1 << 32)

  /// Words of guilt: houses drop courtesy titles on conviction.
  static let crime = WordTraits(rawValue: 1 << 36)
  /// Offices of state.
  static let political = WordTraits(rawValue: 1 << 37)
  /// and, or.
  static let conjunction = WordTraits(rawValue: 1 << 33)
  /// the.
  static let definite = WordTraits(rawValue: 1 << 34)
  /// aged, old, year, late: words of age and death, each looked at by its letters.
  static let age = WordTraits(rawValue: 1 << 35)

  /// Anything that can stand before a name as a title.
  static let anyTitle: WordTraits = [
    .courtesy, .academic, .knighthood, .peerage, .clergy, .judicial, .royal, .rank, .office,
    .foreign,
  ]
}

/// Traits by hash, in open addressing: asked once for each distinct word of a document.
struct TraitTable: Sendable {
  private var keys: [UInt64]
  private var values: [WordTraits]
  private let mask: Int

  /// Makes an empty table for up to 2,000 words.
  init() {
    let size = 4096
    keys = [UInt64](repeating: 0, count: size)
    values = [WordTraits](repeating: [], count: size)
    mask = size - 1
  }

  /// Adds to the traits of the word with a hash.
  mutating func add(_ key: UInt64, _ traits: WordTraits) {
    var slot = Int(truncatingIfNeeded: key) & mask
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
    keys[slot] = key
    values[slot].formUnion(traits)
  }

  /// The traits of the word with a hash; none for a word that is not listed.
  subscript(_ key: UInt64) -> WordTraits {
    var slot = Int(truncatingIfNeeded: key) & mask
    while keys[slot] != 0 {
      if keys[slot] == key { return values[slot] }
      slot = (slot + 1) & mask
    }
    return []
  }
}

/// Closed lists of titles and of the words around names, folded to lower case.
///
/// `dictionaries/en` holds the full lists for readers; these are the forms that a single word
/// decides. Sources: the ranks and styles that British and American style guides list.
enum TitleTables {
  /// The traits of a word by the hash of its lower-case bytes.
  static let traits: TraitTable = {
    var table = TraitTable()
    for (traits, words) in rows {
      var key = firstHash
      var isInside = false
      for byte in words.utf8 {
        if byte != 0x20, byte != 0x0A {
          key = (key ^ UInt64(byte)) &* factor
          isInside = true
        } else if isInside {
          table.add(key, traits)
          key = firstHash
          isInside = false
        }
      }
      if isInside { table.add(key, traits) }
    }
    return table
  }()

  private static let firstHash: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let factor: UInt64 = 0x0000_0100_0000_01B3

  /// FNV-1a, 64 bits.
  static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var h = firstHash
    for b in bytes { h = (h ^ UInt64(b)) &* factor }
    return h
  }

  private static let rows: [(WordTraits, String)] = [
    ([.courtesy, .abbreviated], "mr mrs ms mx"), (.courtesy, "miss"),
    ([.academic, .abbreviated], "dr prof"), (.academic, "professor doctor"),
    ([.knighthood, .abbreviated], "sir dame"),
    (
      .peerage,
      """
      lord lady baroness baron viscount viscountess earl countess marquess marquis marchioness duke \
      duchess
      """
    ),
    (
      .clergy,
      """
      rev revd reverend fr father sister mgr msgr monsignor canon archdeacon bishop archbishop \
      cardinal pope patriarch abbot dean rabbi imam ayatollah mullah mufti maulana lama swami pastor \
      deacon
      """
    ),
    (.judicial, "judge justice recorder magistrate hhj"),
    (
      .royal,
      """
      king queen prince princess sheikh sheikha sultan emir emperor empress shah tsar tsarina
      """
    ),
    (
      .rank,
      """
      general gen brigadier brig colonel col major maj captain capt lieutenant lieut lt sergeant sgt \
      serjeant corporal cpl private pte pvt pfc spc admiral adm adml commodore cdre commander cdr \
      cmdr marshal constable pc dc ds di dci inspector insp superintendent supt detective det \
      wpc pcso sqn wg airman gunner sapper guardsman rifleman trooper bombardier fusilier ensign \
      midshipman commissioner seaman acc dcc avm
      """
    ),
    (
      .office,
      """
      president minister secretary chancellor premier taoiseach tánaiste senator sen rep \
      representative congressman congresswoman gov governor mayor speaker ambassador sheriff mp msp \
      mep mla td councillor cllr alderman ald councilman councilwoman provost coroner envoy \
      vice-president chairman chairwoman amb adviser advisor director editor correspondent
      reporter analyst manager spokesman spokeswoman spokesperson leader executive treasurer
      """
    ),
    (
      .modifier,
      """
      prime deputy vice first foreign home health education defence defense justice business \
      transport environment culture energy housing science trade interior finance labor labour \
      commerce agriculture treasury transportation attorney solicitor advocate lieutenant chief \
      crown grand supreme assistant acting former shadow cabinet permanent press homeland security \
      state exchequer lord high field air group wing flight squadron rear staff colour master lance \
      second detective police major brigadier supreme party opposition majority minority senior \
      junior district superior right honourable honorable hon most very
      """
    ),
    (
      .plural,
      """
      messrs mesdames drs profs professors presidents ministers senators sens reps lords ladies sirs \
      dames generals judges justices premiers chancellors secretaries governors kings queens princes \
      popes councillors cllrs detectives inspectors constables pcs sergeants
      """
    ),
    (
      .particle,
      """
      de del della dela di da dos das du van der den von zu zum zur bin ibn bint al el abu ben ter ten \
      la le los las san y ul ap ua ní
      """
    ),
    (
      .officeHead,
      """
      president vice-president minister secretary chancellor premier governor mayor senator \
      ambassador chairman chairwoman commissioner congressman congresswoman professor taoiseach
      """
    ), ([.officeHead, .needsModifier], "general executive"),
    (
      .political,
      """
      president vice-president minister secretary chancellor premier governor senator taoiseach \
      congressman congresswoman
      """
    ),
    (.suffix, "jr sr ii iii iv"), ([.suffix, .postnominal], "kc qc cbe obe mbe phd"),
    (.generation, "elder younger senior junior"),
    (
      .thing,
      """
      ltd limited plc inc corp corporation co company group holdings partners associates \
      university college school academy hospital infirmary clinic church cathedral chapel abbey mosque \
      synagogue temple council county city town borough village district province region street road \
      avenue lane drive square park gardens garden place court house hall palace castle tower towers \
      bridge station airport port harbour harbor river lake mountain mount valley hill hills beach \
      bay island islands isle isles sea ocean coast forest desert north south east west northern \
      southern eastern western central upper lower new great united party committee commission \
      department ministry agency authority office bureau service services foundation trust fund \
      institute institution society association federation union league club team fc afc rfc united \
      rovers wanderers athletic albion rangers cup championship championships championship open \
      trophy prize award awards festival stadium arena bank insurance airlines airways motors \
      industries international global national royal federal republic kingdom states emirates \
      parliament congress senate assembly commons army navy force forces police guard \
      television radio news times telegraph guardian post mail herald tribune journal express star \
      mirror sun standard observer independent gazette magazine press media studios records \
      pictures films theatre theater museum gallery library orchestra opera ballet band \
      act bill law treaty accord agreement report inquiry review plan project programme program \
      campaign movement organization organisation organizations organisations council councils \
      center centre point plaza mall market stores store hotel inn restaurant cafe pub bar arms \
      zoo farm mill mine pier dock docks wharf quay canal railway rail line tunnel highway freeway \
      route interstate way crescent terrace close grove row mews hurricane storm typhoon cyclone \
      operation battle war award day week month year eve christmas easter ramadan summit games olympics \
      olympic paralympics conference forum alliance coalition network systems technologies technology \
      software solutions capital investments investment asset management consulting security \
      administration government family medal cross order st saint
      """
    ),
    (
      .function,
      """
      the a an and or but nor so yet if when while as after before because since although though \
      unless until once in on at by for from to of with without about against among between during \
      through over under above below near off out up down into onto upon within across behind beyond \
      despite except inside outside toward towards he she it they we you i him her them us me his its \
      their our your my this that these those there here who whom whose which what where why how is \
      are was were be been being am do does did has have had can could would shall should may \
      might must not no yes all any both each either every few many more most much neither none \
      one two three four five six seven eight nine ten some such other another same also again \
      already always never now then still even just only however meanwhile moreover nevertheless \
      therefore instead later earlier today yesterday tomorrow tonight last next according asked \
      speaking writing responding referring following including like unlike than too very well \
      perhaps maybe indeed please thank thanks ex anti pro pre post non via per versus vs let \
      former ahead amid like despite elsewhere overall finally recently separately additionally \
      nearly almost about around several various hundreds thousands dozens nobody everyone someone \
      nothing everything something because whether whoever whatever
      """
    ),
    // The months that are forenames, too, may open a name.
    (.calendar, "april may june august"),
    (
      .function,
      """
      monday tuesday wednesday thursday friday saturday sunday january february march july september \
      october november december jan feb mar apr jun jul aug sept sep oct nov dec
      """
    ),
    (
      .saying,
      """
      said says say told tells added adds asked asks argued argues claimed claims insisted insists \
      warned warns admitted admits denied denies announced announces explained explains believes \
      believed wrote writes tweeted replied replies confirmed confirms described describes called \
      calls urged urges accused accuses recalled recalls continued suggested suggests noted notes \
      stressed vowed vows pledged promised declared revealed reveals acknowledged conceded thinks \
      thought hopes hoped wants wanted became becomes resigned defended rejected criticised \
      criticized praised thanked joined led won lost died
      """
    ),
    (
      .attributed,
      """
      administration government family era campaign team camp cabinet presidency premiership \
      supporters supporter voters voter aides aide allies ally spokesman spokeswoman spokesperson \
      officials official case trial murder inquiry report reform plan rally \
      doctrine years estate foundation brothers brother sisters sister legacy loyalists loyalist \
      critics critic adviser advisers advisor advisors lawyers lawyer attorneys attorney email \
      ticket tax tariffs tariff bill law act memo dossier investigation impeachment \
      appointee appointees nominee nominees candidate candidates backers backer fan regime \
      household residence home children twins siblings clan dynasty name brand effect factor style \
      biography book film movie album memoir speech interview deal policy policies white wing faction \
      transition donor donors insider insiders associate associates victims victim killings shooting \
      scandal affair saga verdict hearing trial execution base store products strategist staffer staff surrogate pollster committee \
      ministry coalition leadership agenda territory country camp memos budget method theory test scale prize lecture institute
      """
    ),
    (
      .determiner,
      """
      the a an this that these those his her its their our my your any every each another no some \
      one's whose former new old anti pro
      """
    ),
    (
      .preposition,
      """
      in on at since until till by from of last next early late mid this every during through \
      between before after to
      """
    ),
    (
      .surnameFirst,
      """
      xi li wang zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo lin luo zheng liang xie \
      tang cao deng feng peng zeng xiao pan yuan jiang bo wen hua lai tsai ai kim lee park choi jung \
      kang cho yoon moon ban roh han nguyen pham tran phan bui trinh vo to kwon shin hwang song \
      bao qin ding gao he jia lou meng miao qiao ren shi shen tian wei yan ye yin yu zuo
      """
    ),
    (
      .untitledRole,
      """
      striker midfielder defender goalkeeper winger footballer captain skipper manager coach player \
      batsman bowler batter cricketer golfer tennis sprinter athlete champion boxer jockey cyclist \
      swimmer rower driver fly-half scrum-half hooker prop quarterback pitcher singer songwriter \
      musician rapper guitarist drummer bassist vocalist band actor actress star comedian film-maker \
      filmmaker director novelist poet playwright author painter artist sculptor composer conductor \
      pianist violinist dancer choreographer model designer presenter dj murderer killer rapist \
      paedophile pedophile gunman fraudster burglar robber attacker fugitive serial terrorist bomber philosopher explorer inventor
      """
    ),
    (.foreign, "herr frau señor señora monsieur madame mme mlle signor signora datuk don doña"),
    (
      .candidate, "candidate nominee contender rival president-elect frontrunner businessman fellow"
    ),
    (.crime, "convict convicted jailed sentenced guilty conviction inmate"),
    (.conjunction, "and or"), (.definite, "the"), (.age, "aged old year late"),
    (.masculine, "he him his himself husband father brother son man"),
    (.feminine, "she her hers herself wife mother sister daughter woman"),
    (.death, "died deceased dead posthumous posthumously"),
    (
      .affiliation,
      """
      british english scottish welsh irish american us uk french german italian spanish russian \
      ukrainian chinese japanese indian pakistani iranian iraqi syrian israeli palestinian turkish \
      greek dutch belgian swedish norwegian danish finnish polish hungarian austrian swiss \
      portuguese brazilian mexican canadian australian egyptian saudi afghan african european asian \
      korean vietnamese thai indonesian nigerian kenyan tory conservative labour democrat democratic \
      republican liberal lib dem ukip snp plaid dup green
      """
    ),
  ]
}
