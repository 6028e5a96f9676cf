import ArgumentParser
import CommandOutcome

/// Options of commands that change something.
package struct ChangeOptions: ParsableArguments {
    @Flag(help: "Check everything and change nothing.")
    package var dryRun = false

    @Flag(name: [.customLong("yes"), .customShort("y")], help: "Do not ask; for scripts.")
    package var yes = false

    package init() {}

    /// Asks before something that cannot be undone. Throws when nobody can be asked.
    package func confirm(_ question: String) throws {
        if yes || dryRun { return }
        guard try Prompt().yes(question, else: "Add --yes to do it without being asked.") else {
            throw AdministrationError("not-done", "Nothing was changed.", exit: .negative)
        }
    }

    /// What to add to a sentence about what was done.
    package var note: String { dryRun ? " (dry run: nothing was changed)" : "" }
}
