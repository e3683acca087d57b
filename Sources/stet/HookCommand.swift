import ArgumentParser
import StetEngine

/// Installs and removes hooks of plain Git.
struct HookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hook",
    abstract: "Install or remove a Git hook that lints what is committed.",
    discussion: """
      The hook lints what is in the index; it only reads. A hook that is there already is kept and \
      runs first. core.hooksPath and worktrees are respected. For the pre-commit framework, see \
      .pre-commit-hooks.yaml instead.

      EXAMPLES
        stet hook install
        stet hook install --changed-lines --fail-on error
        stet hook install --message
        stet hook uninstall
      """,
    subcommands: [Install.self, Uninstall.self])

  /// Installs a hook.
  struct Install: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Install a hook.")

    @Flag(help: "Lint commit messages, too.")
    var message = false

    @Flag(help: "Report only what the change is answerable for.")
    var changedLines = false

    @Option(help: "The least severity that stops a commit.")
    var failOn: FailOn?

    func run() throws {
      var options: [String] = []
      if let failOn { options += ["--fail-on", failOn.rawValue] }
      for kind in message ? Hook.Kind.allCases : [.preCommit] {
        let hook = try HookCommand.hook(kind)
        var all = options
        if changedLines, kind == .preCommit { all.append("--changed-lines=HEAD") }
        do throws(FileError) {
          let isKept = try hook.install(options: all)
          Terminal.write("installed \(hook.path)\n")
          if isKept { Terminal.write("kept the hook that was there; it runs first\n") }
        } catch {
          throw Complaint(error)
        }
      }
    }
  }

  /// Removes the hooks.
  struct Uninstall: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Remove the hooks.")

    func run() throws {
      var isGone = false
      for kind in Hook.Kind.allCases {
        let hook = try HookCommand.hook(kind)
        do throws(FileError) {
          if try hook.uninstall() {
            Terminal.write("removed \(hook.path)\n")
            isGone = true
          }
        } catch {
          throw Complaint(error)
        }
      }
      if !isGone { Terminal.write("there is no hook of Stet's\n") }
    }
  }

  private static func hook(_ kind: Hook.Kind) throws -> Hook {
    do throws(GitError) {
      return try Hook(kind)
    } catch {
      throw Complaint(error.message)
    }
  }
}
