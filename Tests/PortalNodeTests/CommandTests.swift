import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import TestSupport
import Testing

@testable import budstikke_portal

@Suite("budstikke-portal")
struct CommandTests {
    private static let commands = CommandTree.all(from: BudstikkePortal.self)

    @Test("U-40 the verbs are there, and each one's help begins with two examples that are understood")
    func tree() throws {
        #expect(
            BudstikkePortal.configuration.subcommands.map(CommandTree.name) == [
                "init", "serve", "config", "unit", "account", "mail", "doctor", "audit",
            ])
        for command in Self.commands {
            let exampled = try #require(command as? any ExampledCommand.Type, "\(command)")
            #expect(exampled.examples.count == 2, "\(command)")
            for example in exampled.examples {
                let words = example.line.split { $0 == "|" || $0 == ">" }[0].split(separator: " ").map(String.init)
                #expect(words.first == "budstikke-portal")
                #expect(throws: Never.self, "\(example.line)") {
                    try BudstikkePortal.parseAsRoot(Array(words.dropFirst()))
                }
            }
        }
    }

    @Test("U-41 U-44 every command has --json, and no option takes a secret")
    func options() {
        for command in Self.commands where command.configuration.subcommands.isEmpty {
            let help = BudstikkePortal.helpMessage(for: command)
            #expect(help.contains("--json") || CommandTree.name(of: command) == "serve", "\(command)")
            #expect(!help.contains("--password") && !help.contains("--passphrase "), "\(command)")
        }
    }

    @Test("a new installation from nothing, through the program itself")
    func program() async throws {
        let scratch = try ScratchDirectory()
        let configuration = scratch.path("p/portal.yaml")
        func run(_ arguments: String...) async throws -> Command.Outcome {
            try await Command.run(BuiltProgram.path("budstikke-portal"), arguments)
        }
        let begun = try await run("init", scratch.path("p"), "--json")
        #expect(begun.status == 0 && begun.text.contains(#""schemaVersion":1"#))
        let again = try await run("init", scratch.path("p"), "--json")
        #expect(again.status == 0 && again.text.contains(#""made":[]"#))
        for file in ["p/master.key", "p/portal.yaml"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: scratch.path(file))
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
        #expect(try await run("config", "check", "-c", configuration).status == 0)
        let shown = try await run("config", "show", "-c", configuration)
        #expect(shown.status == 0 && shown.text.contains("# contents hidden"))
        let units = try await run("unit", "list", "-c", configuration)
        #expect(units.status == 0 && units.text.contains("There are none"))
        #expect(try await run("account", "list", "--json", "-c", configuration).status == 0)
        #expect(try await run("mail", "list", "--to", "nobody", "-c", configuration).status == 64)
        let verified = try await run("audit", "verify", "-c", configuration)
        #expect(verified.status == 0 && verified.text.contains("Records: 0"))
        // Nothing lies in tls yet.
        let doctor = try await run("doctor", "--offline", "-c", configuration, "--json")
        #expect(doctor.status == 2 && doctor.text.contains(#""verdict":"error""#))
        let served = try await run("serve", "-c", configuration)
        #expect(served.status == 78 && served.errorText.contains("register.pem"))
        try scratch.write(Array("origin: x\n".utf8), to: "p/portal.yaml")
        let wrong = try await run("config", "check", "-c", configuration)
        #expect(wrong.status == 78 && wrong.text.contains("portal.yaml:1:9: origin"))
        #expect(try await run("unit", "list", "-c", scratch.path("none.yaml")).status == 78)
        #expect(try await run("unti").status == 64)
    }
}
