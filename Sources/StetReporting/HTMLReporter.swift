import StetDocument
import StetRules
import StetText

/// One self-contained page: each file's copy as a newspaper column with marks on the words, what
/// was found beside it, and a chart of the counts by rule. It holds no script and loads nothing.
///
/// The counts stand first, so the page is kept until the run ends.
struct HTMLReporter: Reporter {
  private struct RuleCount {
    var errors = 0
    var warnings = 0
    var advice = 0
    var all: Int { errors + warnings + advice }
  }

  private let options: RenderOptions
  private var version = ""
  private var summaries: [String: String] = [:]
  private var counts: [String: RuleCount] = [:]
  private var contents: [(path: String, anchor: String, findings: Int)] = []
  private var body = ReportOutput()
  private var clean: [String] = []
  private var number = 0

  init(_ options: RenderOptions) { self.options = options }

  mutating func begin(_ run: RunInfo, to output: inout ReportOutput) {
    version = run.version
    for rule in run.rules { summaries[rule.id] = rule.summary }
  }

  mutating func add(_ file: FileReport, to output: inout ReportOutput) {
    guard !file.diagnostics.isEmpty || !file.problems.isEmpty else {
      clean.append(file.path)
      return
    }
    let anchor = "file-\(contents.count + 1)"
    contents.append((file.path, anchor, file.diagnostics.count + file.problems.count))
    body.write(
      "<section class=\"file\" id=\"\(anchor)\" aria-labelledby=\"\(anchor)-name\">\n"
        + "<h2 id=\"\(anchor)-name\"><bdi>\(Self.escape(file.path))</bdi></h2>\n")
    for problem in file.problems {
      let place = problem.place.map { " Line \($0.line), column \($0.column)." } ?? ""
      body.write(
        "<p class=\"problem\"><strong>Not checked:</strong> \(Self.escape(problem.message))."
          + "\(place)</p>\n")
    }
    if let document = file.document, !file.diagnostics.isEmpty {
      for diagnostic in file.diagnostics { count(diagnostic) }
      var locator = Locator(document, unit: options.columnUnit)
      let notes = file.diagnostics.enumerated().map { index, diagnostic in
        HTMLNote(number: number + index + 1, diagnostic: diagnostic)
      }
      number += notes.count
      HTMLCopy.write(document, notes, &locator, to: &body)
    }
    body.write("</section>\n")
  }

  mutating func finish(_ summary: RunSummary, to output: inout ReportOutput) {
    let line = SummaryText.line(summary, Paint(isOn: false))
    output.write(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src \
      'unsafe-inline'">
      <meta name="color-scheme" content="light dark">
      <meta name="generator" content="stet \(Self.escape(version))">
      <title>Stet: \(Self.escape(line))</title>
      <style>
      \(HTMLStyle.sheet)</style>
      </head>
      <body>
      <a class="skip" href="#copy">Skip to the copy</a>
      <header>
      <h1>Stet</h1>
      <p class="summary">\(Self.escape(Self.sentence(line)))</p>
      </header>

      """)
    writeChart(to: &output)
    writeContents(to: &output)
    output.write("<main id=\"copy\">\n")
    output.write(bytes: body.take())
    output.write("</main>\n")
    writeClean(to: &output)
    output.write("</body>\n</html>\n")
  }

  private mutating func count(_ diagnostic: Diagnostic) {
    var count = counts[diagnostic.rule] ?? RuleCount()
    switch diagnostic.severity {
    case .error: count.errors += 1
    case .warning: count.warnings += 1
    case .advice: count.advice += 1
    }
    counts[diagnostic.rule] = count
  }

  private func writeChart(to output: inout ReportOutput) {
    let rows = counts.sorted { ($1.value.all, $0.key) < ($0.value.all, $1.key) }
    guard let most = rows.first?.value.all else { return }
    output.write(
      "<section class=\"chart\" aria-labelledby=\"by-rule\">\n<h2 id=\"by-rule\">By rule</h2>\n"
        + "<table>\n<thead class=\"quiet\"><tr><th scope=\"col\">Rule</th>"
        + "<th scope=\"col\">Findings</th><th scope=\"col\">Kinds</th></tr></thead>\n<tbody>\n")
    for (rule, count) in rows {
      let title = summaries[rule].map { " title=\"\(Self.escape($0))\"" } ?? ""
      var bar = ""
      var kinds: [String] = []
      for (value, name) in [
        (count.errors, "error"), (count.warnings, "warning"), (count.advice, "advice"),
      ] where value > 0 {
        bar += "<span class=\"\(name)\" style=\"width:\(Self.percent(value, of: most))%\"></span>"
        kinds.append(name == "advice" ? "\(value) advice" : SummaryText.counted(value, name))
      }
      output.write(
        "<tr><th scope=\"row\"\(title)>\(Self.escape(rule))</th><td>\(count.all)</td>"
          + "<td><span class=\"bar\" aria-hidden=\"true\">\(bar)</span>"
          + "<span class=\"quiet\">\(kinds.joined(separator: ", "))</span></td></tr>\n")
    }
    output.write("</tbody>\n</table>\n")
    output.write("<fieldset class=\"filter\"><legend class=\"quiet\">Show</legend>\n")
    for (name, label) in [("error", "errors"), ("warning", "warnings"), ("advice", "advice")] {
      output.write(
        "<label><input type=\"checkbox\" id=\"show-\(name)\" checked> "
          + "<span class=\"key \(name)\" aria-hidden=\"true\"></span>\(label)</label>\n")
    }
    output.write("</fieldset>\n</section>\n")
  }

  private func writeContents(to output: inout ReportOutput) {
    guard contents.count > 1 else { return }
    output.write("<nav aria-label=\"Files\">\n<h2>Files</h2>\n<ol>\n")
    for entry in contents {
      output.write(
        "<li><a href=\"#\(entry.anchor)\"><bdi>\(Self.escape(entry.path))</bdi></a> "
          + "<span class=\"count\">\(entry.findings)</span></li>\n")
    }
    output.write("</ol>\n</nav>\n")
  }

  private func writeClean(to output: inout ReportOutput) {
    guard !clean.isEmpty else { return }
    output.write(
      "<footer>\n<details><summary>\(SummaryText.counted(clean.count, "file")) without findings"
        + "</summary>\n<ul>\n")
    for path in clean { output.write("<li><bdi>\(Self.escape(path))</bdi></li>\n") }
    output.write("</ul>\n</details>\n</footer>\n")
  }

  /// A share of the longest bar in hundredths, with one decimal.
  private static func percent(_ value: Int, of most: Int) -> String {
    let tenths = value * 1000 / max(1, most)
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func sentence(_ line: String) -> String {
    line.prefix(1).uppercased() + line.dropFirst() + "."
  }

  /// Text for the page, with what a browser would obey or hide made visible.
  static func escape(_ text: String) -> String { XMLText.escape(Visible.text(text)) }
}
