import Foundation
import Testing

@Suite struct DataLocationTests {
  let folder: TestFolder
  init() throws {
    folder = try TestFolder()
    try folder.write("a.txt", "An ATM machine was was there.\n")
  }

  /// Copies the program, and links data beside it.
  private func install(_ program: String, data: String?) throws -> String {
    let path = folder.path + "/" + program
    let files = FileManager.default
    try files.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try files.copyItem(atPath: Command.stet, toPath: path)
    if let data {
      let place = folder.path + "/" + data
      try files.createDirectory(atPath: place, withIntermediateDirectories: true)
      for name in ["dictionaries", "rules"] {
        try files.createSymbolicLink(
          atPath: place + "/" + name, withDestinationPath: Command.root + "/" + name)
      }
    }
    return path
  }

  private func run(
    _ program: String, _ arguments: [String] = [], environment: [String: String] = [:]
  ) throws -> RunOutcome {
    try Command.raw(
      program, ["lint", "a.txt", "--verbose", "--format", "gcc"] + arguments, in: folder.path,
      input: nil, environment: environment)
  }

  @Test func aBuildFindsItsCheckout() throws {
    let outcome = try run(Command.stet)
    #expect(outcome.errors.contains("(the checkout)"))
    #expect(outcome.status == 1)
  }

  @Test func anInstalledProgramFindsItsShare() throws {
    let program = try install("prefix/bin/stet", data: "prefix/share/stet")
    let outcome = try run(program)
    #expect(outcome.errors.contains("stet: data in \(folder.path)/prefix/share/stet"))
    #expect(outcome.status == 1)
    // Also by way of a link in another folder.
    try FileManager.default.createDirectory(
      atPath: folder.path + "/elsewhere", withIntermediateDirectories: true)
    let link = folder.path + "/elsewhere/stet"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: program)
    #expect(try run(link).errors.contains("prefix/share/stet"))
  }

  @Test func dataBesideTheProgramIsFound() throws {
    let program = try install("flat/stet", data: "flat")
    #expect(try run(program).errors.contains("(beside the program)"))
  }

  @Test func aBuildOfThePreCommitFrameworkFindsItsClone() throws {
    let program = try install(
      "clone/swift_env-default/.build/x86_64-unknown-linux-gnu/release/stet", data: "clone")
    try folder.write("clone/Package.swift", "")
    #expect(try run(program).errors.contains("stet: data in \(folder.path)/clone "))
  }

  @Test func dataCanBeNamed() throws {
    let program = try install("bare/stet", data: nil)
    let none = try run(program)
    #expect(none.status == 2)
    #expect(none.errors.contains("--data"))
    #expect(none.errors.contains("bare"))
    #expect(try run(program, environment: ["STET_DATA": Command.root]).status == 1)
    #expect(try run(program, ["--data", Command.root]).status == 1)
    let wrong = try run(program, ["--data", folder.path])
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains(folder.path))
    #expect(
      try run(program, ["--data", Command.root], environment: ["STET_DATA": "/none"]).status == 1)
  }
}
