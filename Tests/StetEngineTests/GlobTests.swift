import Testing

@testable import StetEngine

@Suite struct GlobTests {
  @Test(arguments: [
    // pattern, path, isDirectory, matches
    ("*.log", "a.log", false, true), ("*.log", "x/y/a.log", false, true),
    ("/*.log", "x/a.log", false, false), ("/*.log", "a.log", false, true),
    ("out/", "out", true, true), ("out/", "out", false, false), ("out/", "x/out", true, true),
    ("a/b", "a/b", false, true), ("a/b", "x/a/b", false, false),
    ("**/b", "b", false, true), ("**/b", "x/y/b", false, true),
    ("a/**", "a", true, false), ("a/**", "a/x/y", false, true),
    ("a/**/b", "a/b", false, true), ("a/**/b", "a/x/y/b", false, true),
    ("a/**/b", "ab", false, false), ("a/*/b", "a/x/y/b", false, false),
    ("a?c", "abc", false, true), ("a?c", "a/c", false, false),
    ("[a-c]x", "bx", false, true), ("[!a-c]x", "bx", false, false), ("[^a]x", "bx", false, true),
    ("[]]x", "]x", false, true), ("[ab", "[ab", false, true),
    ("\\*x", "*x", false, true), ("\\*x", "ax", false, false),
    ("\\#x", "#x", false, true), ("a\\ ", "a ", false, true), ("a ", "a", false, true),
    ("*a*b*", "xxaxxbxx", false, true), ("*a*b*", "xxbxxaxx", false, false),
    ("caf*", "café", false, true),
  ])
  func aPatternMatchesAsInGitignore(
    pattern: String, path: String, isDirectory: Bool, matches: Bool
  ) throws {
    let glob = try #require(GlobPattern(pattern))
    #expect(glob.matches(path, isDirectory: isDirectory) == matches)
  }

  @Test func theLastPatternDecides() {
    let list = GlobList(["*.txt", "!keep.txt", "", "# remark", "keep.txt.old"])
    #expect(list.verdict("a.txt", isDirectory: false) == true)
    #expect(list.verdict("keep.txt", isDirectory: false) == false)
    #expect(list.verdict("a.md", isDirectory: false) == nil)
  }

  @Test func aFolderCoversWhatLiesInIt() {
    let list = GlobList(["archive/", "wire/**"])
    #expect(list.covers("archive/2020/a.txt"))
    #expect(list.covers("x/archive/a.txt"))
    #expect(list.covers("wire/a.txt"))
    #expect(!list.covers("archive"))
    #expect(!list.covers("wires/a.txt"))
  }

  @Test func manyStarsAreQuick() throws {
    let glob = try #require(GlobPattern(String(repeating: "*a", count: 40) + "b"))
    #expect(!glob.matches(String(repeating: "a", count: 4000), isDirectory: false))
  }
}

@Suite struct PathTests {
  @Test(arguments: [
    ("a/../b", "/x", "/x/b"), ("./a//b/", "/x", "/x/a/b"), ("/a/./b", "/x", "/a/b"),
    ("../..", "/x", "/"), ("", "/x", "/x"), ("/a/b.txt", "/x", "/a/b.txt"), ("/a//b", "/x", "/a/b"),
    ("/a/b/", "/x", "/a/b"), ("/", "/x", "/"), ("/a/..", "/x", "/"), ("b/.c", "/x", "/x/b/.c"),
    ("c", "/x/", "/x/c"), ("/a/.", "/x", "/a"),
  ])
  func pathsAreMadeAbsoluteByTheirText(path: String, base: String, result: String) {
    #expect(FilePath.absolute(path, from: base) == result)
  }

  @Test(arguments: [
    ("/a/b/c", "/a/b", "c"), ("/a/b", "/a/b", "."), ("/a/x", "/a/b", "../x"),
    ("/x", "/a/b", "../../x"), ("/ab/c", "/a", "../ab/c"),
  ])
  func pathsAreShownFromAFolder(path: String, folder: String, shown: String) {
    #expect(FilePath.shown(path, from: folder) == shown)
  }

  @Test func endingsAndNames() {
    #expect(FilePath.ending("a/b.TXT") == "txt")
    #expect(FilePath.ending("a.d/.hidden") == nil)
    #expect(FilePath.name("a/b") == "b")
    #expect(FilePath.ending("a/straße.md.TXT") == "txt" && FilePath.ending("a/b") == nil)
    #expect(FilePath.name("é/straße.txt") == "straße.txt" && FilePath.name("b") == "b")
    #expect(FilePath.parent("/a") == "/" && FilePath.parent("/é/straße/b") == "/é/straße")
  }
}
