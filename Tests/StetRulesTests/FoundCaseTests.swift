import Testing

@testable import StetRules

/// A replacement has the capitals of what it is for.
@Suite struct FoundCaseTests {
  @Test(arguments: [
    ("minister", "minster", "minister"),
    ("foreign minister", "foreign minster", "foreign minister"),
    ("foreign minister", "Foreign minster", "Foreign minister"),
    ("foreign minister", "Foreign Minster", "Foreign Minister"),
    ("foreign minister", "foreign Minster", "foreign Minister"),
    ("foreign minister", "FOREIGN MINSTER", "FOREIGN MINISTER"),
    ("foreign minister", "Foreign\nMinster", "Foreign Minister"),
    ("foreign minister", "FOREIGN  MINSTER", "FOREIGN MINISTER"),
    ("5 percent", "5 PERCNT", "5 PERCENT"),
    // One word in capitals may be an abbreviation; only its first letter tells.
    ("dollars", "USD", "Dollars"),
    ("dollars", "US Dollar", "Dollars"),
    ("with regard to", "Regarding", "With regard to"),
    // What the rule writes in capitals stays so.
    ("Chelsea manager", "Chelsea manger", "Chelsea manager"),
    ("NATO allies", "nato alleys", "NATO allies"),
    ("élan vital", "Elan vital", "Élan vital"),
    ("", "Very", ""),
    ("5 per cent", "5 Percent", "5 per cent"),
  ])
  func capitalsAreThoseOfTheWordsFound(replacement: String, found: String, expected: String) {
    #expect(FoundCase.dressed(replacement, like: found) == expected)
  }
}
