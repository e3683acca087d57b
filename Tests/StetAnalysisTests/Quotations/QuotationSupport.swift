import StetAnalysis
import StetDocument

/// Makes the model of plain text.
func quotations(_ text: String, headline: HeadlineSetting = .none) -> Quotations {
  Quotations(Document(SourceFile(path: "story.txt", text: text), headline: headline))
}

/// The text with straight marks for curly ones.
func straightened(_ text: String) -> String {
  String(
    text.map { character in
      switch character {
      case "“", "”": return "\""
      case "‘", "’": return "'"
      default: return character
      }
    })
}

/// Copy in the middle of a story: paragraphs with sound quotations before and after it.
func inStory(_ text: String) -> String {
  let before = """
    The council will close three libraries in the autumn, its leader said on Tuesday.

    “We looked at every other way,” Marion Tell said. “There was none.”

    Campaigners’ petitions had drawn 4,000 names by the ’90s-style march on Saturday.
    """
  let after = """
    Ms Tell told the meeting that the “difficult” choice was hers alone.

    “I know what libraries mean to people.

    “But the roof at Elm Street won’t last another winter,” she said.
    """
  return before + "\n\n" + text + "\n\n" + after + "\n"
}

/// The faults as `kind at text offset`, for comparison.
func faultKinds(_ text: String) -> [QuotationFaultKind] { quotations(text).faults.map(\.kind) }
