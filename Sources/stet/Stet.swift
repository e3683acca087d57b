import ArgumentParser
import CAllocator
import StetEngine

/// The command.
@main
struct Stet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stet",
    abstract: "Find misspellings, misspelt names, lost quotation marks and more in news copy.",
    discussion: """
      EXAMPLES
        stet draft.txt                 lint a story; short for "stet lint draft.txt"
        stet stories/                  lint a folder, respecting .gitignore
        pbpaste | stet -               lint what comes in
        stet --format gcc draft.md     for editors: path:line:column: severity: message
        stet explain misspelt-name     what a rule finds, and why

      A file that is called like a command is linted with its folder: stet ./rules

      EXIT STATUS
        0  nothing at or above --fail-on, which is "warning" unless set
        1  findings
        2  wrong usage, a file that could not be read, a configuration that can't be used
      """,
    version: StetVersion.current,
    subcommands: [
      Lint.self, FixCommand.self, BaselineCommand.self, HookCommand.self, Rules.self, Explain.self,
      Init.self, Config.self, Accept.self,
      Names.self, Why.self,
    ],
    defaultSubcommand: Lint.self)

  /// Whether the first argument is no path.
  private static func isCommand(_ argument: String) -> Bool {
    // No command's name has a dot or a slash, and to list the names takes half a millisecond.
    if argument.utf8.contains(where: { $0 == 0x2E || $0 == 0x2F }) { return false }
    return argument == "help" || configuration.subcommands.contains { $0._commandName == argument }
  }

  /// What a command line asks for. Of many paths to lint the parser is shown a few: its time grows with their square, and
  /// of 2,000 would be as long as the run's.
  private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    let shown = ManyPaths.shown(of: arguments)
    if shown < arguments.count, var lint = try? parseAsRoot(Array(arguments[..<shown])) as? Lint {
      lint.paths += arguments[shown...]
      return lint
    }
    return try parseAsRoot(arguments)
  }

  static func main() {
    // The tables of one document make room for those of the next: pages that went back to the system between the two would
    // be asked for again.
    stet_keep_memory(32 << 20, 4 << 20)
    let arguments = Revisions.given(Array(CommandLine.arguments.dropFirst()))
    do {
      if let request = LintRequest(plain: arguments, isCommand: isCommand) {
        try request.run()
      } else {
        var command = try parsed(arguments)
        try command.run()
      }
      Terminal.flush()
    } catch let exit as RunStatus {
      Terminal.flush()
      Terminal.exit(exit.rawValue)
    } catch let complaint as Complaint {
      Terminal.flush()
      Terminal.complain("\(complaint)\n")
      Terminal.exit(RunStatus.failed.rawValue)
    } catch {
      Terminal.flush()
      let status = exitCode(for: error)
      let message = fullMessage(for: error)
      if status == .success {
        Terminal.write(message + "\n")
        Terminal.flush()
        Terminal.exit(0)
      }
      // The parser's own status for wrong usage is 64.
      if !message.isEmpty { Terminal.complain(message + "\n") }
      Terminal.exit(status == .validationFailure ? RunStatus.failed.rawValue : status.rawValue)
    }
  }
}

/// How a run ends.
enum RunStatus: Int32, Error {
  /// Nothing at or above `--fail-on`.
  case clean = 0
  /// Findings.
  case findings = 1
  /// Something could not be done.
  case failed = 2
}

/// Command lines that end with many paths.
enum ManyPaths {
  /// How many of the arguments have to be parsed: all, or fewer when many paths stand at the end. The first of these may
  /// be the value of an option, and whether there is more than one path is asked for: so the rest changes nothing.
  static func shown(of arguments: [String]) -> Int {
    let last = arguments.lastIndex { $0.isEmpty || $0.utf8.first == 0x2D } ?? -1
    return arguments.count - last - 1 < many ? arguments.count : last + 1 + needed
  }

  private static let many = 16
  private static let needed = 3
}

/// Options that take a revision or none.
enum Revisions {
  private static let options: Set<String> = ["--changed", "--changed-lines"]

  /// The arguments with `HEAD` where such an option stands alone: at the end, before another
  /// option, or before a path that exists (`--changed=REV` is never taken for a path).
  static func given(_ arguments: [String]) -> [String] {
    // Where the flag takes no value.
    if arguments.first == HookCommand.configuration.commandName { return arguments }
    var output: [String] = []
    for (index, argument) in arguments.enumerated() {
      output.append(argument)
      guard argument.utf8.first == 0x2D, options.contains(argument) else { continue }
      let next = index + 1 < arguments.count ? arguments[index + 1] : "--"
      if next.utf8.first == 0x2D || FileSystem.status(next) != nil { output.append("HEAD") }
    }
    return output
  }
}
