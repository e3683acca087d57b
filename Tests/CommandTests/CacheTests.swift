import Foundation
import Testing

@Suite struct CacheTests {
  let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    for index in 0..<12 {
      let fault = index % 3 == 0 ? "It was was so.\n" : ""
      let mark = index % 4 == 0 ? "\nThe cat cat sat. <!-- stet -->\n" : ""
      try folder.write("f/\(index).md", "Story \(index) is here.\n\n\(fault)\(mark)")
    }
  }

  private var results: Set<String> {
    let folder = Command.caches + "/stet"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return Set(names.filter { $0.hasPrefix("results-") }.map { folder + "/" + $0 })
  }

  private func lint(_ format: String, _ more: String...) throws -> String {
    let arguments = ["lint", "f", "--format", format] + more
    return try Command.raw(
      Command.stet, arguments, in: folder.path, input: nil, environment: [:]
    ).output
  }

  @Test func coldAndWarmGiveTheSame() throws {
    for format in ["text", "gcc", "json", "sarif", "html", "junit"] {
      let plain = try lint(format)
      #expect(try lint(format, "--cache") == plain)
      #expect(try lint(format, "--cache") == plain)
      #expect(try lint(format, "--cache", "--jobs", "8") == plain)
    }
  }

  @Test func whatHasChangedIsLintedAgain() throws {
    _ = try lint("gcc", "--cache")
    try folder.write("f/1.md", "It was was so.\n")
    #expect(try lint("gcc", "--cache").contains("f/1.md:1:4"))
    try folder.write(".stet.yml", "rules: {repeated-word: error}\n")
    #expect(try lint("gcc", "--cache").contains("f/1.md:1:4: error: "))
    try folder.write(".stet.yml", "rules: {repeated-word: off}\n")
    #expect(try !lint("gcc", "--cache").contains("[repeated-word]"))
    #expect(try lint("gcc", "--cache", "--no-config").contains("f/1.md:1:4: warning: "))
  }

  @Test func aDamagedCacheIsIgnored() throws {
    // Other tests write caches of their own meanwhile: this one's is found by what it holds.
    let plain = try lint("json")
    _ = try lint("json", "--cache")
    let own = results.first { path in
      (try? Data(contentsOf: URL(fileURLWithPath: path)))
        .map { $0.range(of: Data(folder.path.utf8)) != nil } ?? false
    }
    let path = try #require(own)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    var flipped = whole
    flipped[whole.count / 2] ^= 0xFF
    for damaged in [Data(), whole.prefix(whole.count / 2), flipped, Data("nonsense".utf8)] {
      try damaged.write(to: URL(fileURLWithPath: path))
      #expect(try lint("json", "--cache") == plain)
    }
  }
}

@Suite struct WatchTests {
  @Test func aChangeIsLinted() throws {
    let folder = try TestFolder()
    try folder.write("a.txt", "Fine.\n")
    try folder.write("out", "")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Command.stet)
    process.arguments = ["lint", "--watch", "--format", "gcc", "a.txt"]
    process.currentDirectoryURL = folder.url("")
    process.standardOutput = try FileHandle(forWritingTo: folder.url("out"))
    process.standardError = FileHandle.nullDevice
    try process.run()
    defer {
      // Not `terminate`: a process started from a worker thread has that signal blocked.
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    // Long waits only where the machine is busy: the test goes on as soon as it can.
    func wait(_ isDone: () throws -> Bool) throws {
      for _ in 0..<300 {
        if try isDone() { return }
        usleep(100_000)
      }
    }
    usleep(1_000_000)
    var turn = 0
    try wait {
      turn += 1
      try folder.write("a.txt", "It was was so.\(String(repeating: "\n", count: turn % 2 + 1))")
      usleep(500_000)
      return try folder.read("out").contains("a.txt:1:4")
    }
    #expect(try folder.read("out").contains("a.txt:1:4: warning"))
    #expect(process.isRunning)
  }
}
