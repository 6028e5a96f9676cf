import ArgumentParser
import Identifiers
import MunicipalNode

/// Which tenant is meant.
struct TenantOption: ParsableArguments {
    @Option(help: "The tenant; not needed when there is only one.")
    var tenant: TenantID?
}

/// Options of commands that change something.
struct ChangeOptions: ParsableArguments {
    @Flag(help: "Check everything and change nothing.")
    var dryRun = false

    @Flag(name: [.customLong("yes"), .customShort("y")], help: "Do not ask; for scripts.")
    var yes = false

    /// Asks before something that cannot be undone. Throws when nobody can be asked.
    func confirm(_ question: String) throws {
        if yes || dryRun { return }
        guard try Prompt().yes(question, else: "Add --yes to do it without being asked.") else {
            throw AdministrationError("not-done", "Nothing was changed.", exit: .negative)
        }
    }

    /// What to add to a sentence about what was done.
    var note: String { dryRun ? " (dry run: nothing was changed)" : "" }
}
