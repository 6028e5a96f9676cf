import ArgumentParser
import CommandOutcome
import Commands
import ControlSocket
import Foundation
import ServiceCommands
import TrusteeNode

/// Makes what a new installation needs.
struct InitCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make the master key and the store of a new installation.",
        discussion: "Nothing that exists is replaced. Keep a copy of the master key apart from copies of the data.")
    static let examples = [
        Example("budstikke-trustee init --config trustee.yaml", "master key and store"),
        Example("budstikke-trustee init --json", "for a script"),
    ]
    @OptionGroup var options: TrusteeOptions

    private struct Reply: Encodable {
        let dataDirectory: String
        let masterKeyFile: String
        let masterKeyMade: Bool
    }

    func run() async throws {
        let configuration = try options.load()
        let isNew = try await TrusteeSetup.begin(configuration, by: .current, now: Date())
        let reply = Reply(
            dataDirectory: configuration.dataDirectory, masterKeyFile: configuration.masterKeyFile,
            masterKeyMade: isNew)
        let key = isNew ? "A new master key lies in" : "The master key is"
        try options.output.show(
            reply, text: "\(key) \(reply.masterKeyFile). The store is ready in \(reply.dataDirectory).\n")
    }
}
