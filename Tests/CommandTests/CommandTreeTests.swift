import ArgumentParser
import CommandOutcome
import MunicipalNode
import Testing

@testable import Commands
@testable import budstikke

@Suite("Commands")
struct CommandTreeTests {
    static let commands = CommandTree.all(from: Budstikke.self)
    static let names = commands.map { CommandTree.name(of: $0) }

    @Test("U-40 the verbs of the contract are there")
    func verbs() {
        let top = Set(Budstikke.configuration.subcommands.map(CommandTree.name))
        #expect(
            top == [
                "serve", "reload", "demo", "overview", "console", "account", "role", "task", "deviation", "security",
                "tenant", "record-system",
                "partner",
                "agreement",
                "certificate", "send",
                "report",
                "inbox",
                "message",
                "route",
                "search", "validate", "schemas", "audit", "doctor", "config",
            ])
    }

    @Test("U-45 every command's help begins with two examples, and each example is understood")
    func examples() throws {
        for command in Self.commands {
            let exampled = try #require(command as? any ExampledCommand.Type, "\(command)")
            #expect(exampled.examples.count == 2, "\(command)")
            for example in exampled.examples { try understood(example.line) }
        }
    }

    @Test("U-41 every command that does something has --json")
    func json() {
        for command in Self.commands where command.configuration.subcommands.isEmpty {
            #expect(Budstikke.helpMessage(for: command).contains("--json"), "\(command)")
        }
    }

    @Test("U-46 every changing command has --dry-run and --yes")
    func dryRun() {
        let changing = [
            "add", "promote", "erase", "remove", "edit", "disable", "enable", "exception", "import", "request",
            "activate",
            "retire", "send", "resend", "retry", "ask", "test", "master-key", "reload", "sign",
        ]
        for command in Self.commands where changing.contains(CommandTree.name(of: command)) {
            let help = Budstikke.helpMessage(for: command)
            #expect(help.contains("--dry-run") && help.contains("--yes"), "\(command)")
        }
    }

    @Test("U-44 no option takes a secret on the command line")
    func noSecrets() {
        for command in Self.commands {
            let help = Budstikke.helpMessage(for: command)
            #expect(!help.contains("--password ") && !help.contains("--passphrase "), "\(command)")
        }
    }

    @Test(
        "U-42 a command line that is written wrongly ends with 64",
        arguments: [
            ["tennant"], ["tenant", "promote", "gold"], ["message", "show"], ["tenant", "lst"], ["doctor", "--jsn"],
            ["partner", "exception", "1", "read-sha1", "--reason", "x"],
        ])
    func usage(arguments: [String]) async {
        #expect(await Budstikke.runner(arguments).run() == ExitStatus.usage.rawValue)
    }

    @Test("U-42 a configuration that is not there ends with 78, and help with 0")
    func otherExits() async {
        #expect(await Budstikke.runner(["tenant", "list", "--config", "/nowhere/b.yaml"]).run() == 78)
        #expect(await Budstikke.runner(["tenant", "promote", "--help"]).run() == 0)
        #expect(await Budstikke.runner(["config", "example"]).run() == 0)
        #expect(await Budstikke.runner(["doctor", "--config", "/nowhere/b.yaml"]).run() == 2)
    }

    @Test("the walk finds the command that is meant, and the word that leads nowhere")
    func walk() {
        let found = CommandTree.command(for: ["tenant", "promote", "--help"], from: Budstikke.self)
        #expect(CommandTree.name(of: found.command) == "promote")
        #expect(CommandTree.command(for: ["tenant", "lst"], from: Budstikke.self).unknown == "lst")
        #expect(CommandTree.command(for: ["send", "file.xml"], from: Budstikke.self).unknown == nil)
    }

    /// Whether the parser takes the example, with what stands for something real put in.
    private func understood(_ line: String) throws {
        let command = String(line.prefix { $0 != "|" && $0 != ">" && $0 != "<" })
        let words = Shell.words(command).dropFirst().map { word in
            word == "999…" ? "999010105" : word == "5d0c…" ? "5d0c0000-0000-4000-8000-000000000000" : word
        }
        do { _ = try Budstikke.parseAsRoot(Array(words)) } catch {
            Issue.record("\(line): \(Budstikke.fullMessage(for: error))")
        }
    }
}

/// Words of a command line, single quotes kept together.
private enum Shell {
    static func words(_ line: String) -> [String] {
        var words: [String] = [""]
        var quoted = false
        for letter in line {
            if letter == "'" {
                quoted.toggle()
            } else if letter == " ", !quoted {
                words.append("")
            } else {
                words[words.count - 1].append(letter)
            }
        }
        return words.filter { !$0.isEmpty }
    }
}
