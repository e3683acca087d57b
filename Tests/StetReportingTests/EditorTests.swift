import Foundation
import StetDocument
import StetRules
import StetText
import Testing

@testable import StetReporting

/// The gcc format in the editors that it is for.
@Suite struct EditorTests {
  /// Writes a story and its report into a folder; where the findings are, as `line:column`.
  private func write(_ folder: URL, _ unit: ColumnUnit) throws {
    let (document, ranges) = Sample.marked(
      "Head\n\n“Öl” and ⟦goverment⟧ said\nno ⟦no⟧ 😀 ⟦vague⟧ word.\n", path: "a story.txt")
    let severities: [Severity] = [.error, .warning, .advice]
    let diagnostics = zip(ranges, severities).map {
      Diagnostic(rule: "some-rule", severity: $1, range: $0, message: "look: here")
    }
    try Data(document.file.bytes).write(to: folder.appendingPathComponent("a story.txt"))
    let report = Sample.render(
      GccReporter(RenderOptions(columnUnit: unit)),
      [FileReport(document: document, diagnostics: diagnostics)])
    try Data(report.utf8).write(to: folder.appendingPathComponent("report"))
  }

  private static let vim = Consumer.find("vim.nox") ?? Consumer.find("vim")

  @Test(.enabled(if: vim != nil, "needs vim-nox"), arguments: [false, true])
  func vimsQuickfixJumpsThere(withErrorformat: Bool) throws {
    let vim = try #require(Self.vim)
    try Consumer.withFolder { folder in
      try write(folder, .byte)
      // The three words are what `errorformat` needs to tell errors, warnings and notes apart.
      let format =
        "set errorformat=%f:%l:%c:\\ %trror:\\ %m,%f:%l:%c:\\ %tarning:\\ %m,%f:%l:%c:\\ %tote:\\ %m"
      let script = """
        set encoding=utf-8 nomore
        \(withErrorformat ? format : "")
        cgetfile report
        let out = []
        for i in range(1, len(getqflist()))
          exe 'cc' i
          call add(out, expand('%:t') . ' ' . getqflist()[i - 1].type . ' ' . line('.') . ':' . col('.'))
        endfor
        call writefile(out, 'out')
        qall!
        """
      try Data(script.utf8).write(to: folder.appendingPathComponent("s.vim"))
      let outcome = try Consumer.run(
        vim, ["-Nu", "NONE", "-i", "NONE", "-n", "-es", "-S", "s.vim"], in: folder)
      let result = try? String(
        contentsOf: folder.appendingPathComponent("out"), encoding: .utf8)
      let types = withErrorformat ? ["e", "w", "n"] : ["", "", ""]
      let words = zip(types, ["3:15", "4:4", "4:12"]).map { "a story.txt \($0) \($1)\n" }
      #expect(result == words.joined(), "\(outcome.output)")
    }
  }

  @Test(.enabled(if: Consumer.has("emacs"), "needs emacs-nox"))
  func emacsCompilationModeJumpsThere() throws {
    let emacs = try #require(Consumer.find("emacs"))
    try Consumer.withFolder { folder in
      try write(folder, .scalar)
      let script = """
        (require 'compile)
        (setq compilation-skip-threshold 0 compilation-error-screen-columns nil
          next-error-verbose nil)
        (set-language-environment "UTF-8")
        (with-current-buffer (find-file-noselect "report")
          (compilation-mode)
          (setq next-error-last-buffer (current-buffer)))
        (condition-case nil
            (while t
              (next-error (if (boundp 'visited) 1 0))
              (setq visited t)
              (set-buffer (window-buffer (selected-window)))
              (princ (format "%s %d:%d %s\\n" (file-name-nondirectory buffer-file-name)
                (line-number-at-pos) (current-column) (thing-at-point 'word))))
          (error nil))
        (with-current-buffer "report"
          (princ (format "%d %d %d\\n" compilation-num-errors-found
            compilation-num-warnings-found compilation-num-infos-found)))
        """
      try Data(script.utf8).write(to: folder.appendingPathComponent("s.el"))
      let outcome = try Consumer.run(emacs, ["-Q", "--batch", "-l", "s.el"], in: folder)
      let lines = outcome.output.split(separator: "\n")
      #expect(
        lines == [
          "a story.txt 3:9 goverment", "a story.txt 4:3 no", "a story.txt 4:9 vague", "1 1 1",
        ])
    }
  }
}
