import Foundation

/// What a run of a program gave.
struct RunOutcome {
  var status: Int32
  var output: String
  var errors: String
}

/// A folder of a test's own, gone when the test is over.
final class TestFolder: Sendable {
  let path: String

  init() throws {
    let name = "stet-test-\(UUID().uuidString)"
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    // Without links, so that paths which a program prints compare equal.
    path = url.resolvingSymlinksInPath().path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func url(_ name: String) -> URL { URL(fileURLWithPath: path + "/" + name) }

  func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

  func write(_ name: String, _ data: Data) throws {
    try FileManager.default.createDirectory(
      at: url(name).deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url(name))
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: url(name)), as: UTF8.self)
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }
}

/// Runs programs as a user does.
enum Command {
  /// The checkout.
  static let root: String = {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { url.deleteLastPathComponent() }
    return url.path
  }()

  /// The built programs stand beside the tests.
  static func built(_ name: String) -> String {
    let beside = Bundle.main.bundleURL.deletingLastPathComponent()
    let places = [
      Bundle.main.bundlePath + "/" + name, beside.path + "/" + name,
      URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path + "/" + name,
      root + "/.build/debug/" + name,
    ]
    return places.first { FileManager.default.isExecutableFile(atPath: $0) } ?? name
  }

  static let stet = built("stet")

  /// Where runs keep their caches: not among the user's own, and kept, so that the lexicon is compiled once.
  static let caches = root + "/.build/test-caches"

  /// The variables that runs start from: none that would make them differ.
  static func environment(_ more: [String: String]) -> [String: String] {
    var variables = ProcessInfo.processInfo.environment
    for name in variables.keys where name.hasPrefix("GIT_") || name.hasPrefix("STET_") {
      variables[name] = nil
    }
    for name in ["NO_COLOR", "CLICOLOR_FORCE"] { variables[name] = nil }
    variables["XDG_CACHE_HOME"] = caches
    variables["GIT_CONFIG_GLOBAL"] = "/dev/null"
    variables["GIT_CONFIG_NOSYSTEM"] = "1"
    for role in ["AUTHOR", "COMMITTER"] {
      variables["GIT_\(role)_NAME"] = "Tester"
      variables["GIT_\(role)_EMAIL"] = "tester@example.org"
    }
    variables.merge(more) { $1 }
    return variables
  }

  /// Compiles the lexicon once, before tests ask for it side by side: until a run has nothing to say of it.
  private static let isWarm: Bool = {
    for _ in 0..<5 {
      let outcome = try? run(
        stet, ["lint", "-", "--no-config"], in: "/", input: Data("Fine.\n".utf8), environment: [:]
      )
      if outcome?.status == 0, outcome?.errors == "" { return true }
    }
    return false
  }()

  /// Runs `stet`.
  static func stet(
    _ arguments: String..., in folder: TestFolder, input: String? = nil,
    environment: [String: String] = [:]
  ) throws -> RunOutcome {
    try stet(arguments, in: folder, input: input, environment: environment)
  }

  /// The same for arguments in a list.
  static func stet(
    _ arguments: [String], in folder: TestFolder, input: String? = nil,
    environment: [String: String] = [:]
  ) throws -> RunOutcome {
    try raw(
      stet, arguments, in: folder.path, input: input.map { Data($0.utf8) }, environment: environment
    )
  }

  /// Runs `git` and expects it to work.
  @discardableResult
  static func git(_ arguments: String..., in folder: TestFolder) throws -> String {
    let outcome = try raw(
      "/usr/bin/env", ["git"] + arguments, in: folder.path, input: nil, environment: [:])
    if outcome.status != 0 {
      throw CommandFailure(text: "git \(arguments) gave \(outcome.status): \(outcome.errors)")
    }
    return outcome.output
  }

  /// Runs a script of the shell, with `stet` for the command.
  static func shell(
    _ script: String, in folder: TestFolder, environment: [String: String] = [:]
  ) throws -> RunOutcome {
    try raw(
      "/bin/sh", ["-c", "stet='\(stet)'; \(script)"], in: folder.path, input: nil,
      environment: environment)
  }

  static func raw(
    _ program: String, _ arguments: [String], in folder: String, input: Data?,
    environment more: [String: String]
  ) throws -> RunOutcome {
    _ = isWarm
    return try run(program, arguments, in: folder, input: input, environment: more)
  }

  private static func run(
    _ program: String, _ arguments: [String], in folder: String, input: Data?,
    environment more: [String: String]
  ) throws -> RunOutcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = environment(more)
    // Files rather than pipes: nothing has to be read while the program runs.
    let scratch = try TestFolder()
    for name in ["in", "out", "err"] {
      try scratch.write(name, name == "in" ? input ?? Data() : Data())
    }
    process.standardInput = try FileHandle(forReadingFrom: scratch.url("in"))
    process.standardOutput = try FileHandle(forWritingTo: scratch.url("out"))
    process.standardError = try FileHandle(forWritingTo: scratch.url("err"))
    try process.run()
    process.waitUntilExit()
    return RunOutcome(
      status: process.terminationStatus, output: try scratch.read("out"),
      errors: try scratch.read("err"))
  }
}

/// A program that should have worked.
struct CommandFailure: Error, CustomStringConvertible {
  var text: String
  var description: String { text }
}
