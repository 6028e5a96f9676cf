import ArgumentParser
import Commands
import MunicipalNode

/// What the roles of accounts may: the access matrix (M-102).
struct RoleCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "role", abstract: "What the roles of accounts may.", subcommands: [RoleListCommand.self])
    static let examples = [
        Example("budstikke role list", "the access matrix"),
        Example("budstikke role list --json", "for a risk assessment, or a script"),
    ]
}

struct RoleListCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The access matrix: each role, and whether it has each right.",
        discussion:
            "look: see messages and matters. act: send again, take and close matters. extract, seal, send, fetch: "
            + "the yearly report. review: see who has an account. people: administer accounts.")
    static let examples = [
        Example("budstikke role list", "a table"), Example("budstikke role list --json", "a line for each role"),
    ]
    @OptionGroup var global: GlobalOptions

    /// One line of the matrix.
    struct Row: Encodable {
        let role: AccountRole
        let rights: [String: Bool]
    }

    func run() async throws {
        let rows = AccountRole.allCases.map { role in
            Row(
                role: role,
                rights: Dictionary(
                    uniqueKeysWithValues: AccountRole.allRights.map { ($0, role.rights.contains($0)) }))
        }
        try global.output.show(lines: rows, text: AccountText.matrix)
    }
}
