import StetRules

/// Colours, written only when told to.
struct Paint {
  /// What a piece of text is.
  enum Role: String {
    /// The path and place of a finding.
    case place = "1"
    /// Frame, rule ids and other furniture.
    case frame = "2"
    /// A suggestion.
    case suggestion = "32"
    /// An error.
    case error = "1;31"
    /// A warning.
    case warning = "1;33"
    /// Advice, and related places.
    case advice = "36"
    /// The message.
    case message = "1;39"
  }

  /// Whether colours are written at all.
  let isOn: Bool

  /// The text in its colour.
  func callAsFunction(_ role: Role, _ text: String) -> String {
    isOn && !text.isEmpty ? "\(start(role))\(text)\(end)" : text
  }

  /// What stands before text of a colour.
  func start(_ role: Role) -> String { isOn ? "\u{1B}[\(role.rawValue)m" : "" }

  /// What stands behind it.
  var end: String { isOn ? "\u{1B}[0m" : "" }

  /// The colour of a severity.
  static func role(_ severity: Severity) -> Role {
    switch severity {
    case .error: return .error
    case .warning: return .warning
    case .advice: return .advice
    }
  }
}
