import ArgumentParser
import StetEngine
import StetRules

/// Lists the rules.
struct Rules: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the rules.",
    discussion: "\"stet explain RULE\" tells more about one.")

  @Option(help: ArgumentHelp("The folder with dictionaries/ and rules/.", valueName: "folder"))
  var data: String?

  func run() throws {
    let infos = try Resources.open(data: data, isLinting: false).catalogue.infos
    let width = infos.map { $0.id.utf8.count }.max() ?? 0
    for category in RuleCategory.allCases {
      let group = infos.filter { $0.category == category }
      if group.isEmpty { continue }
      Terminal.write("\(category.rawValue)\n")
      for info in group {
        let level = info.isOnByDefault ? info.severity.rawValue : "off"
        Terminal.write(
          "  \(pad(info.id, width))  \(pad(level, 7))  \(info.summary)\n")
      }
    }
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.utf8.count))
  }
}

/// Tells what a rule is.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell what a rule finds, why, and how it can be set.",
    discussion: "EXAMPLE\n  stet explain repeated-word")

  @Argument(help: "The rule's id, as \"stet rules\" lists it.")
  var rule: String

  @Option(help: ArgumentHelp("The folder with dictionaries/ and rules/.", valueName: "folder"))
  var data: String?

  func run() throws {
    let catalogue = try Resources.open(data: data, isLinting: false).catalogue
    guard let info = catalogue.info(rule) else {
      throw Complaint(catalogue.unknown(rule) + "; \"stet rules\" lists them all")
    }
    Terminal.write(RuleExplanation.text(info))
  }
}

/// A rule's description for people, made of its `RuleInfo` alone.
enum RuleExplanation {
  private static let width = 90

  static func text(_ info: RuleInfo) -> String {
    var text = "\(info.id) (\(info.category.rawValue))\n\n"
    text += wrap(info.summary, indent: "") + "\n"
    text += wrap(info.rationale, indent: "") + "\n"
    let level = "\(info.severity.rawValue)\(info.isOnByDefault ? "" : ", off unless turned on")"
    text += wrap("Severity: \(level). \(info.severityReason)", indent: "")
    text += "Fix: \(info.fixSafety?.rawValue ?? "none"). In quotations: \(info.quoted.rawValue).\n"
    if !info.aliases.isEmpty { text += "Formerly: \(info.aliases.joined(separator: ", ")).\n" }
    if !info.options.isEmpty {
      text += "\nOptions\n"
      for option in info.options {
        var line = "\(option.name): \(option.summary)"
        if !option.choices.isEmpty { line += " One of \(option.choices.joined(separator: ", "))." }
        text += wrap(line + " Default: \(value(option.defaultValue)).", indent: "  ")
      }
    }
    text += examples("Found", info.findings) + examples("Left alone", info.silent)
    text += "\nTo turn it off, in .stet.yml:\n  rules:\n    \(info.id): off\n"
    return text
  }

  private static func examples(_ title: String, _ examples: [Example]) -> String {
    if examples.isEmpty { return "" }
    var text = "\n\(title)\n"
    for example in examples {
      let lines = example.text.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() {
        text += (index == 0 ? "  - " : "    ") + line + "\n"
      }
    }
    return text
  }

  /// The value of an option as it is written.
  static func value(_ value: OptionValue) -> String {
    switch value {
    case .bool(let value): return value ? "true" : "false"
    case .int(let value): return "\(value)"
    case .string(let value): return value.isEmpty ? "\"\"" : value
    case .list(let values): return values.isEmpty ? "none" : values.joined(separator: ", ")
    }
  }

  /// The text in lines of at most `width` characters.
  private static func wrap(_ text: String, indent: String) -> String {
    var output = ""
    var line = indent
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      if line.count + word.count >= width, line.count > indent.count {
        output += line + "\n"
        line = indent
      }
      if line.count > indent.count { line += " " }
      line += word
    }
    return output + line + "\n"
  }
}
