import ArgumentParser
import Commands
import MunicipalNode

/// Lets the running server read its configuration anew.
struct ReloadCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "reload", abstract: "Let the running server read its configuration and files anew.",
        discussion: "All of it is checked first: when anything is faulty nothing changes, and the command says why. "
            + "SIGHUP to the server does the same, with the answer in its log.")
    static let examples = [
        Example("budstikke reload", "take what was changed into use"),
        Example("budstikke reload --dry-run", "only check it, as the server sees it"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var change: ChangeOptions

    func run() async throws {
        let reply = try await global.ask(NodeReload(), dryRun: change.dryRun)
        for remark in reply.remarks { global.output.say("Note: \(remark)") }
        try global.output.show(reply, dryRun: change.dryRun, text: ReloadText.text(reply, note: change.note))
    }
}

/// What came of a reload, in words.
enum ReloadText {
    static func text(_ reply: NodeReload.Reply, note: String) -> String {
        var lines = [
            reply.changed.isEmpty
                ? "No setting was changed; the files they name were read anew\(note)."
                : "Taken into use: \(reply.changed.joined(separator: ", "))\(note)."
        ]
        if !reply.needRestart.isEmpty {
            lines.append("Has no effect before a restart: \(reply.needRestart.joined(separator: ", ")).")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
