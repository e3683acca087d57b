import Foundation
import StetDocument
import StetRules
import StetText
import Testing

@testable import StetReporting

@Suite struct HTMLReporterTests {
  private func page(_ files: [FileReport] = Sample.awkward()) -> String {
    Sample.render(HTMLReporter(RenderOptions()), files, run: Sample.run)
  }

  @Test func wordsAreMarkedAndMarkupIsNot() {
    let page = page()
    #expect(page.contains("<mark>goverment</mark><sup>"))
    #expect(page.contains("Headline &lt;b&gt;"))
    #expect(page.contains("100% &lt;“story”&gt;, #1: it's.md"))
    #expect(page.contains("&lt;ESC&gt;"))
    #expect(page.contains("nor a &lt;name&gt;"))
    #expect(!page.contains("<script") && !page.contains("http://") && !page.contains("https://"))
  }

  @Test func overlappingFindingsAreCutIntoRuns() {
    let document = Document(SourceFile(path: "o.txt", text: "One two three four."))
    let diagnostics = [(0, 7), (4, 13), (7, 7)].map { start, end in
      Diagnostic(
        rule: "r", severity: start == 4 ? .error : .advice, range: TextRange(start, end),
        message: "m")
    }
    let page = page([FileReport(document: document, diagnostics: diagnostics)])
    #expect(page.contains("<mark>One </mark>"))
    #expect(page.contains("<mark>two</mark>"))
    #expect(page.contains("<mark> three</mark>"))
    #expect(page.contains("<mark>‸</mark>"))
    for number in 1...3 { #expect(page.contains("id=\"mark-\(number)\"")) }
  }

  @Test func aLargeFileIsCutToWhatMatters() {
    let line = String(repeating: "Word after word after word. ", count: 40_000)
    let text = "Short one.\n\n" + line + "Here bad here.\n\nTail.\n"
    let document = Document(SourceFile(path: "l.txt", text: text))
    let start = 12 + line.utf8.count + 5
    let finding = Diagnostic(
      rule: "r", severity: .error, range: TextRange(start, start + 3), message: "m")
    let page = page([FileReport(document: document, diagnostics: [finding])])
    #expect(page.contains("<mark>bad</mark>"))
    #expect(page.contains("1 paragraph left out"))
    #expect(page.utf8.count < 20_000)
  }

  /// What a browser makes of the page, measured by a script that the test adds to it.
  @Test(
    .enabled(if: Consumer.has("chromium"), "needs chromium"), arguments: [false, true])
  func chromiumShowsIt(dark: Bool) throws {
    let chromium = try #require(Consumer.find("chromium"))
    let probe = """
      <script>
      addEventListener('load', () => {
        const out = [];
        const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
        if (new Set(ids).size != ids.length) out.push('an id stands twice');
        for (const a of document.querySelectorAll('a[href^="#"]'))
          if (!document.getElementById(a.hash.slice(1))) out.push('no target ' + a.hash);
        if (document.documentElement.scrollWidth > innerWidth) out.push('wider than the screen');
        const light = c => { const v = c.match(/[0-9.]+/g).slice(0, 3).map(x => x / 255)
          .map(x => x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
          return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; };
        const ground = e => { for (; e; e = e.parentElement) {
          const c = getComputedStyle(e).backgroundColor;
          if (!/rgba\\(0, 0, 0, 0\\)|transparent/.test(c)) return c; } return 'rgb(255,255,255)'; };
        for (const e of document.querySelectorAll('p, mark, sup, ins, .severity, .number, .where, h2, th')) {
          const a = light(getComputedStyle(e).color), b = light(ground(e));
          const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
          if (ratio < 4.5) out.push('contrast ' + ratio.toFixed(2) + ' of ' + e.tagName + '.' + e.className);
        }
        out.push('dark ' + matchMedia('(prefers-color-scheme: dark)').matches);
        out.push('notes ' + document.querySelectorAll('.note').length);
        document.getElementById('show-advice').click();
        const shown = [...document.querySelectorAll('li.note')]
          .filter(e => getComputedStyle(e).display != 'none').length;
        out.push('shown ' + shown);
        document.body.innerHTML = '<pre>PROBE ' + out.join('; ') + ' END</pre>';
      });
      </script></body>
      """
    let policy = "default-src 'none'; style-src 'unsafe-inline'"
    let source = page()
    #expect(source.contains(policy))
    let probed = source.replacingOccurrences(of: policy, with: "default-src 'unsafe-inline'")
      .replacingOccurrences(of: "</body>", with: probe)
    try Consumer.withFolder { folder in
      try Data(probed.utf8).write(to: folder.appendingPathComponent("page.html"))
      let arguments =
        [
          "--headless", "--no-sandbox", "--disable-gpu", "--window-size=500,900", "--dump-dom",
          "--user-data-dir=\(folder.path)/profile",
        ] + (dark ? ["--blink-settings=preferredColorScheme=0"] : [])
        + ["file://\(folder.path)/page.html"]
      let outcome = try Consumer.run(chromium, arguments)
      #expect(
        outcome.output.contains("PROBE dark \(dark); notes 3; shown 2 END"), "\(outcome.output)")
    }
  }
}
