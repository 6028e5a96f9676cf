import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import TestSupport
import Testing

@testable import budstikke_register

@Suite("budstikke-register")
struct CommandTests {
    private static let commands = CommandTree.all(from: BudstikkeRegister.self)

    @Test("U-40 the verbs are there, and each one's help begins with two examples that are understood")
    func tree() throws {
        #expect(
            BudstikkeRegister.configuration.subcommands.map(CommandTree.name) == [
                "init", "serve", "config", "keys", "municipality", "provider", "address", "season", "status", "portal",
                "release", "resend", "messages", "doctor", "audit",
            ])
        for command in Self.commands {
            let exampled = try #require(command as? any ExampledCommand.Type, "\(command)")
            #expect(exampled.examples.count == 2, "\(command)")
            for example in exampled.examples {
                let words = example.line.split { $0 == "|" || $0 == ">" }[0].split(separator: " ").map(String.init)
                #expect(words.first == "budstikke-register")
                #expect(throws: Never.self, "\(example.line)") {
                    try BudstikkeRegister.parseAsRoot(Array(words.dropFirst()))
                }
            }
        }
    }

    @Test("U-41 U-44 every command has --json, and no option takes a secret")
    func options() {
        for command in Self.commands where command.configuration.subcommands.isEmpty {
            let help = BudstikkeRegister.helpMessage(for: command)
            #expect(help.contains("--json") || CommandTree.name(of: command) == "serve", "\(command)")
            #expect(!help.contains("--password") && !help.contains("--passphrase "), "\(command)")
        }
    }

    @Test("a new installation from nothing to its first season, through the program itself")
    func program() async throws {
        let scratch = try ScratchDirectory()
        let configuration = scratch.path("r/register.yaml")
        func run(_ arguments: String...) async throws -> Command.Outcome {
            try await Command.run(BuiltProgram.path("budstikke-register"), arguments)
        }
        let begun = try await run("init", scratch.path("r"), "--json")
        #expect(begun.status == 0 && begun.text.contains(#""schemaVersion":1"#))
        let again = try await run("init", scratch.path("r"), "--json")
        #expect(again.status == 0 && again.text.contains(#""made":[]"#))
        let beside = try await Command.run(BuiltProgram.path("budstikke-register"), ["init", "i"], in: scratch)
        #expect(beside.status == 0 && FileManager.default.fileExists(atPath: scratch.path("i/register.yaml")))
        let attributes = try FileManager.default.attributesOfItem(atPath: scratch.path("r/master.key"))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let list = try scratch.write(
            Array("municipality;name;organisationNumber;sharedAddress\n9901;A;999700004;a@a.example\n".utf8),
            to: "l.csv")
        let imported = try await run("municipality", "import", list, "-c", configuration, "--json")
        #expect(
            imported.status == 0 && imported.text.contains(#""added":[{"district":"00","municipality":"9901"}]"#),
            "\(imported.errorText)")
        let providers = try scratch.write(
            Array("municipality;organisationNumber\n9901;999700004\n9901;999700012\n9999;999700012\n".utf8), to: "p.csv"
        )
        let dry = try await run(
            "provider", "import", providers, "--dated", "2016-12-01", "--dry-run", "-c", configuration, "--json")
        #expect(dry.status == 0 && dry.text.contains(#""dryRun":true"#) && dry.text.contains(#""unknown":["9999"]"#))
        #expect(try await run("provider", "-c", configuration).text.contains("no list: nothing is compared"))
        #expect(try await run("provider", "import", providers, "--dated", "i dag", "-c", configuration).status == 64)
        #expect(try await run("provider", "import", list, "--dated", "2016-12-01", "-c", configuration).status == 65)
        let taken = try await run("provider", "import", providers, "--dated", "2016-12-01", "-c", configuration)
        #expect(taken.status == 0 && taken.text.contains("9901-00  2 numbers: 2 new, 0 gone"), "\(taken.text)")
        #expect(try await run("provider", "list", "-c", configuration).text.contains("01.12.2016"))
        #expect(try await run("config", "check", "-c", configuration).status == 0)
        let shown = try await run("config", "show", "-c", configuration)
        #expect(shown.status == 0 && shown.text.contains("master.key  # contents hidden"))
        let wrong = try scratch.write(Array("register: x\n".utf8), to: "wrong.yaml")
        let checked = try await run("config", "check", "-c", wrong, "--json")
        #expect(checked.status == 78 && checked.text.contains(#""ok":false"#))
        let example = try await run("config", "example")
        #expect(example.status == 0 && example.text.hasPrefix("# Budstikke, the register"))
        let dates = try await run("season", "usual", "2016")
        let season = try scratch.write(dates.output, to: "s.json")
        #expect(try await run("season", "set", season, "-c", configuration).status == 0)
        let status = try await run("status", "-c", configuration, "--json")
        #expect(status.status == 0 && status.text.contains(#""standing":"notSent""#))
        let request = try await run("keys", "new", "--year", "2016", "-c", configuration)
        #expect(request.text.hasPrefix("-----BEGIN CERTIFICATE REQUEST-----"))
        #expect(try await run("keys", "new", "--year", "2016", "-c", configuration).status == 73)
        #expect(try await run("keys", "publish", "--year", "2016", "--output", "x", "-c", configuration).status == 66)
        #expect(try await run("audit", "verify", "-c", configuration).status == 0)
        let doctor = try await run("doctor", "--offline", "-c", configuration, "--json")
        #expect(doctor.status == 2 && doctor.text.contains(#""verdict":"error""#))
        #expect(try await run("resend", "x@y", "-c", configuration).status == 66)
        #expect(try await run("status", "-c", scratch.path("none.yaml")).status == 78)
        #expect(try await run("statsu").status == 64)
        #expect(try await run("release", "--year", "2016", "-c", configuration).status == 64)
    }
}
