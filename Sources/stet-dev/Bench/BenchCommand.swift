import ArgumentParser
import Foundation

/// Times whole runs of the command beside its peers.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "command",
    abstract: "Time whole runs of stet beside other checkers found in PATH.",
    discussion: """
      One story, then all files of a folder: every program in turn, round after round, so that all meet the same load; medians \
      are shown, and of memory the most. Programs that take seconds for a thousand stories are timed on one story only. A \
      program that is started by a script is timed with its script. On Linux a program's memory counts \
      as at least what this one holds ("<=").
      """)

  @Option(help: "The program to measure.")
  var stet = ".build/release/stet"

  @Option(help: "One story.")
  var story = "examples/flood-inquiry.txt"

  @Option(help: "A folder of copy; all its .txt and .md files are read.")
  var copy: String

  @Option(help: "Rounds over one story.")
  var storyRounds = 40

  @Option(help: "Rounds over many files.")
  var rounds = 7

  func run() throws {
    let names = try CorpusFiles.names(root: copy, list: nil, dir: ".").map { copy + "/" + $0 }
    guard !names.isEmpty else { throw ValidationError("\(copy) holds no .txt or .md file") }
    let stream = FileManager.default.temporaryDirectory
      .appendingPathComponent("stet-bench-\(ProcessInfo.processInfo.processIdentifier).txt")
    defer { try? FileManager.default.removeItem(at: stream) }
    let bytes = try Self.join(names, to: stream)

    var absent: [String] = []
    print("One story, \(story), median of \(storyRounds) rounds")
    try measure(
      Self.peers(stet, files: [story], folder: nil, stream: story, absent: &absent), storyRounds)

    let size = String(format: "%.1f MB", Double(bytes) / 1e6)
    print("\n\(names.count) files, \(size), median of \(rounds) rounds")
    try measure(
      Self.peers(stet, files: names, folder: copy, stream: stream.path, absent: &absent), rounds)
    if !absent.isEmpty { print("\nNot found in PATH: \(absent.joined(separator: ", "))") }
  }

  /// Writes all files into one, for programs that read a stream; returns its size in bytes.
  private static func join(_ names: [String], to stream: URL) throws -> Int {
    try Data().write(to: stream)
    let file = try FileHandle(forWritingTo: stream)
    var size = 0
    for name in names {
      let data = try Data(contentsOf: URL(fileURLWithPath: name))
      try file.write(contentsOf: data)
      size += data.count
    }
    try file.close()
    return size
  }

  /// The programs to time over the same copy; this one first.
  ///
  /// - Parameters:
  ///   - files: The files by name, as a hook gives them.
  ///   - folder: The folder that holds just them; nil for one story, where slow programs are asked, too.
  ///   - stream: The file that holds all their text.
  ///   - absent: Takes the names of peers that are not there.
  private static func peers(
    _ stet: String, files: [String], folder: String?, stream: String, absent: inout [String]
  ) -> [TimedProgram] {
    var programs = [TimedProgram(name: "stet", arguments: [stet] + files)]
    func add(
      _ name: String, _ label: String, _ arguments: [String], input: String = "/dev/null",
      statuses: Set<Int32> = [0, 1]
    ) {
      if let path = TimedProgram.find(name) {
        // A script that starts the program takes time of its own: whoever reads the table is told.
        let label = TimedProgram.isScript(path) ? label + " (script)" : label
        programs.append(
          TimedProgram(
            name: label, arguments: [path] + arguments, input: input, statuses: statuses))
      } else if !absent.contains(name) {
        absent.append(name)
      }
    }
    if let folder {
      programs.append(TimedProgram(name: "stet, folder", arguments: [stet, folder]))
      programs.append(
        TimedProgram(name: "stet --cache, unchanged", arguments: [stet, "--cache", folder]))
    }
    add("typos", "typos", files, statuses: [0, 2])
    if let folder { add("typos", "typos, folder", [folder], statuses: [0, 2]) }
    add("aspell", "aspell list", ["list", "--lang=en"], input: stream)
    add("codespell", "codespell", files, statuses: [0, 65])
    if folder == nil {
      add("hunspell", "hunspell -l", ["-l", "-d", "en_GB"], input: stream)
      add("harper-cli", "harper-cli", ["lint"] + files)
    }
    return programs
  }

  /// Runs all programs in turn, round after round, and prints a line for each.
  private func measure(_ programs: [TimedProgram], _ rounds: Int) throws {
    var runs = Array(repeating: [TimedProgram.Run](), count: programs.count)
    // The first round warms what is compiled or cached, and is not counted.
    for round in 0...max(1, rounds) {
      for (index, program) in programs.enumerated() {
        let run = try program.run()
        if round > 0 { runs[index].append(run) }
      }
    }
    func middle(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
    let own = middle(runs[0].map(\.wall))
    let floor = TimedProgram.ownMemory
    for (program, runs) in zip(programs, runs) {
      let wall = middle(runs.map(\.wall))
      let memory = runs.map(\.memory).max() ?? 0
      let line = [
        program.name.padding(toLength: 24, withPad: " ", startingAt: 0),
        String(format: "%8.1f ms wall", wall * 1000),
        String(format: "%8.1f ms processor", middle(runs.map(\.processor)) * 1000),
        (memory <= floor ? "  <=" : "    ") + String(format: "%6.1f MB", Double(memory) / 1e6),
        String(format: "%7.2f times stet", wall / own),
      ]
      print(line.joined(separator: " "))
    }
  }
}
