import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import TrusteeNode

/// Makes what a new installation needs.
struct InitCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make the master key and the store of a new installation.",
        discussion: "Nothing that exists is replaced. Keep a copy of the master key apart from copies of the data.")
    static let examples = [
        Example("budstikke-trustee init --print > trustee.yaml", "a configuration to start from"),
        Example("budstikke-trustee init --config trustee.yaml", "master key and store"),
    ]
    @OptionGroup var options: TrusteeOptions
    @Flag(help: "Print an example of a configuration and do nothing.") var print = false

    private struct Reply: Encodable {
        let dataDirectory: String
        let masterKeyFile: String
        let masterKeyMade: Bool
    }

    private struct PrintedExample: Encodable {
        let yaml: String
    }

    func run() async throws {
        if print {
            let yaml = TrusteeConfiguration.example
            return try options.output.show(PrintedExample(yaml: yaml), text: yaml)
        }
        let configuration = try options.load()
        let isNew = try await TrusteeAdministration.initialise(configuration, by: Person.name, now: Date())
        let reply = Reply(
            dataDirectory: configuration.dataDirectory, masterKeyFile: configuration.masterKeyFile,
            masterKeyMade: isNew)
        let key = isNew ? "A new master key lies in" : "The master key is"
        try options.output.show(
            reply, text: "\(key) \(reply.masterKeyFile). The store is ready in \(reply.dataDirectory).\n")
    }
}
