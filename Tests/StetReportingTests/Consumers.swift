import Foundation

@testable import StetReporting

/// Programs that read reports, for tests that hand them one. A test that needs one that is not
/// installed is skipped and says which.
enum Consumer {
  /// What a program said.
  struct Outcome {
    var status: Int32
    var output: String
  }

  /// Where to look: what `make test` sets up in the build folder, then the path.
  private static let folders: [String] = {
    let tools = root.appendingPathComponent(".build/tools/bin").path
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    return [tools] + path.split(separator: ":").map(String.init)
  }()

  /// The checkout.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The folder of published schemas.
  static let schemas = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Schemas")

  /// The full path of a program, or nil.
  static func find(_ name: String) -> String? {
    folders.map { $0 + "/" + name }.first(where: FileManager.default.isExecutableFile(atPath:))
  }

  /// Whether a program is installed.
  static func has(_ name: String) -> Bool { find(name) != nil }

  /// A Python that has the `jsonschema` package (Debian: python3-jsonschema), or nil.
  static let pythonWithSchemas: String? = {
    let candidates = folders.map { $0 + "/python3" } + ["/usr/bin/python3"]
    return candidates.first {
      FileManager.default.isExecutableFile(atPath: $0)
        && (try? run($0, ["-c", "import jsonschema"]).status) == 0
    }
  }()

  /// Runs a program to its end, with an input if given.
  static func run(
    _ program: String, _ arguments: [String], input: String? = nil, in folder: URL? = nil
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    let source = Pipe()
    process.standardInput = input == nil ? FileHandle.nullDevice : source
    try process.run()
    if let input {
      source.fileHandleForWriting.write(Data(input.utf8))
      try source.fileHandleForWriting.close()
    }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: String(decoding: data, as: UTF8.self))
  }

  /// Calls a body with a new folder, and removes the folder.
  static func withFolder<T>(_ body: (URL) throws -> T) throws -> T {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("stet-reports-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  /// What is wrong with a JSON text by a schema of the schemas' folder; empty when nothing is.
  static func schemaFaults(_ json: String, _ schema: String, lines: Bool = false) throws -> String {
    guard let python = pythonWithSchemas else { return "no Python with jsonschema" }
    let script = """
      import json, sys
      from jsonschema.validators import validator_for
      schema = json.load(open(sys.argv[1]))
      kind = validator_for(schema)
      checker = kind(schema, format_checker=kind.FORMAT_CHECKER if hasattr(kind, 'FORMAT_CHECKER') else None)
      text = sys.stdin.read()
      for document in (text.splitlines() if sys.argv[2] == 'lines' else [text]):
          for error in checker.iter_errors(json.loads(document)):
              print(list(error.absolute_path), error.message[:300])
      """
    let path = schemas.appendingPathComponent(schema).path
    return try run(python, ["-c", script, path, lines ? "lines" : "one"], input: json).output
  }
}
