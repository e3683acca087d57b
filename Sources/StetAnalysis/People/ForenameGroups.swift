/// Forenames that are taken for each other, by sound or by spelling.
///
/// Source: British and American style guides' warnings; the words are common knowledge.
public enum ForenameGroups {
  /// The group of a forename in lower case, nil when it has none.
  public static func group(of forename: String) -> Int? { table[forename] }

  /// Whether two forenames in lower case are one name spelled two ways.
  public static func areConfusable(_ a: String, _ b: String) -> Bool {
    guard let first = table[a], let second = table[b] else { return false }
    return first == second
  }

  private static let table: [String: Int] = {
    var table: [String: Int] = [:]
    for (index, row) in rows.split(separator: "\n").enumerated() {
      for word in row.split(separator: " ") { table[String(word)] = index }
    }
    return table
  }()

  private static let rows = """
    lindsay lindsey
    hilary hillary
    stephen steven
    philip phillip
    ann anne
    catherine katherine kathryn katharine
    sara sarah
    jon john
    geoff jeff
    geoffrey jeffrey
    marc mark
    brian bryan
    alan allan allen alun
    clare claire clair
    graham graeme grahame
    stuart stewart
    neil neal niall
    sean shaun shawn seán
    deborah debra
    teresa theresa
    rachel rachael
    rebecca rebekah
    jonathan jonathon johnathan
    matthew mathew
    nicolas nicholas
    isabel isobel isabelle
    lesley leslie
    elizabeth elisabeth
    frances francis
    michele michelle
    aaron arron
    kristen kristin kirsten
    lawrence laurence
    louis lewis
    phil phill
    gillian jillian
    jeremy jeremey
    dominic dominick
    gerard gerrard
    derek derrick
    terence terrence
    vivian vivien vivienne
    yvonne evonne
    zoe zoë
    chloe chloë
    zachary zackary zachery
    gareth garth
    brendan brendon
    christian kristian
    christina kristina
    sophie sofie
    sofia sophia
    mohammed mohammad mohamed muhammad mohamad
    sergei sergey
    dmitry dmitri dmitriy
    yulia yuliia
    aleksandr alexander aleksander
    erik eric
    karl carl
    kate cate
    toby tobey
    tony toni
    katie katy
    lucy luci
    ian iain
    keir kier
    megan meghan meaghan
    tracy tracey
    stacy stacey
    ashley ashleigh
    caroline carolyn karoline
    jacqueline jacquelyn
    cory corey
    darren darran
    keith kieth
    ross ros
    simon symon
    """
}
