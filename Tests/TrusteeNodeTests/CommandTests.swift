import CommandOutcome
import ControlSocket
import Foundation
import TestSupport
import Testing

@testable import TrusteeNode

@Suite("The program budstikke-trustee")
struct CommandTests {
    private static let commands: [[String]] = [
        [], ["init"], ["serve"], ["config"], ["config", "check"], ["config", "show"],
        ["config", "example"], ["keys"], ["keys", "new"],
        ["keys", "import"], ["keys", "export"], ["municipality"],
        ["municipality", "import"], ["pin"], ["pin", "import"], ["identity"], ["identity", "request"],
        ["identity", "approve"], ["identity", "import"], ["status"], ["alarms"], ["mapping"], ["mapping", "request"],
        ["mapping", "list"], ["mapping", "approve"], ["mapping", "answer"], ["rekey"], ["rekey", "request"],
        ["rekey", "approve"], ["rekey", "begin"], ["doctor"], ["audit"], ["audit", "verify"],
    ]

    private static func run(_ arguments: String...) async throws -> Command.Outcome {
        try await Command.run(BuiltProgram.path("budstikke-trustee"), arguments)
    }

    @Test("each command's help begins with two examples")
    func help() async throws {
        for command in Self.commands {
            let outcome = try await Command.run(BuiltProgram.path("budstikke-trustee"), command + ["--help"])
            #expect(outcome.status == 0)
            let lines = outcome.text.split(separator: "\n")
            #expect(lines.first == "EXAMPLES:")
            let examples = lines.prefix { !$0.hasPrefix("OVERVIEW") }.count { $0.contains("budstikke-trustee") }
            #expect(examples == 2, "\(command)")
        }
    }

    @Test("from nothing to a checked installation, as text and as JSON, with the exit codes of the manual")
    func installation() async throws {
        let installation = try Installation()
        let files = installation.scratch
        let configuration = try files.write(Array(installation.yaml.utf8), to: "trustee.yaml")
        let made = try await Self.run("init", "--config", configuration, "--json")
        #expect(made.status == 0)
        #expect(made.text.contains(#""masterKeyMade":true"#))
        #expect(made.text.contains(#""schemaVersion":1"#))
        #expect(try await Self.run("init", "--config", configuration).text.contains("The master key is"))

        let list = "number;name;organisation;districts\n9901;Nordbygda;\(Installation.north.number);\n"
        let file = try files.write(Array(list.utf8), to: "list.csv")
        let dry = try await Self.run("municipality", "import", file, "--dry-run", "--json", "-c", configuration)
        #expect(dry.text.contains(#""dryRun":true"#))
        #expect(try await Self.run("municipality", "import", file, "-c", configuration).text == "Municipalities: 1.\n")

        let pins = try files.write(Array("number;pin\n9901;47110815\n".utf8), to: "pins.csv")
        let argued = try await Self.run("pin", "import", pins, "--plain", "-c", configuration, "--json")
        #expect(argued.status == ExitStatus.usage.rawValue)
        #expect(argued.text.contains("plain-from-stdin"))

        let piped = try await Command.run(
            "bash",
            [
                "-c", #""$0" pin import - --plain -c "$1" < "$2""#, BuiltProgram.path("budstikke-trustee"),
                configuration, pins,
            ])
        #expect(piped.text == "PINs: 1.\n")

        let kari = Person.kari(installation)
        let requested = try await kari.run(["rekey", "request", "--reason", "new year", "--json"])
        #expect(requested.text.contains(#""request":1"#))
        let approved = try await kari.run(["rekey", "approve", "1", "--yes"])
        #expect(approved.status == ExitStatus.notPermitted.rawValue)
        #expect(approved.errorText.contains("another person must"))
        #expect(try await Self.run("audit", "verify", "-c", configuration).status == 0)
        let status = try await Self.run("status", "--unit", "9901", "-c", configuration)
        #expect(status.status == 0 && status.text.contains("There are no submissions."), "\(status.text)")
        #expect(try await Self.run("status", "--unit", "99", "-c", configuration).status == ExitStatus.usage.rawValue)
        #expect(try await Self.run("alarms", "-c", configuration).text == "There are no alarms.\n")
        // The machine's own clock is years after the invented certificates and there are no keys.
        let doctor = try await Self.run("doctor", "--offline", "-c", configuration, "--json")
        #expect(doctor.status == ExitStatus.errors.rawValue)
        #expect(doctor.text.contains(#""code":"key-trustee""#))
    }

    @Test("T-121 T-122 a file of new numbers goes by two persons, and nothing but its lines is told")
    func identities() async throws {
        let installation = try Installation()
        let files = installation.scratch
        _ = try await installation.prepared()
        let configuration = try files.write(Array(installation.yaml.utf8), to: "trustee.yaml")
        let (kari, ola) = (Person.kari(installation), Person.ola(installation))
        let numbers = (1...2).map { SyntheticPerson.number($0).identityNumber }
        let list = Array("old;new\n\(numbers[0]);\(numbers[1])\n".utf8)
        let made = try await kari.ask(["identity", "request", "-", "--reason", "List 17/9"], input: list)
        #expect(made["request"] as? Int == 1 && made["lines"] as? Int == 1)
        // Another kind's command allows nothing, and shows nothing to allow when nobody can be asked.
        #expect(try await ola.run(["mapping", "approve", "1", "--yes"]).errorText.contains("something else"))
        #expect(try await ola.run(["rekey", "approve", "1"]).errorText.contains("identity approve 1"))
        #expect(try await ola.run(["identity", "approve", "1"]).errorText.contains("no terminal"))
        try await ola.ask(["identity", "approve", "1", "--yes"])
        let missing = try await kari.run(["identity", "import", "-", "--yes"], input: list)
        #expect(missing.status == ExitStatus.usage.rawValue)
        let take = ["identity", "import", "-", "--request", "1", "--yes"]
        #expect(try await kari.run(take, input: list).text == "1 lines were taken.\n")
        #expect(try await kari.run(take, input: list).status == ExitStatus.notPermitted.rawValue)
        #expect(try await Self.run("audit", "verify", "-c", configuration).status == 0)
    }

    @Test(
        "T-122 a program that no log-in started asks for nothing that takes two persons",
        .enabled(if: LoggedInUser.current == nil, "somebody has logged in to run the tests"))
    func withoutLogin() async throws {
        let installation = try Installation()
        _ = try await installation.prepared()
        let configuration = try installation.scratch.write(Array(installation.yaml.utf8), to: "trustee.yaml")
        let refused = try await Self.run("rekey", "request", "--reason", "new year", "-c", configuration)
        #expect(refused.status == ExitStatus.notPermitted.rawValue && refused.errorText.contains("no log-in"))
    }

    @Test("the service says where it listens, and ends in order when it is asked to")
    func serve() async throws {
        let installation = try Installation()
        let files = installation.scratch
        _ = try await installation.prepared()
        let configuration = try files.write(Array(installation.yaml.utf8), to: "trustee.yaml")
        let script = """
            "$0" serve -c "$1" > "$2" & server=$!
            until grep -q '"event":"ready"' "$2"; do kill -0 $server || exit 99; done
            kill -TERM $server; wait $server
            """
        let outcome = try await Command.run(
            "bash",
            ["-c", script, BuiltProgram.path("budstikke-trustee"), configuration, files.path("log")])
        #expect(outcome.status == 0)
        let log = String(decoding: try files.read("log"), as: UTF8.self)
        #expect(log.contains(#""event":"ended""#))
    }

    @Test("what cannot be used is told with its exit code, on stderr and as JSON")
    func refusals() async throws {
        let files = try ScratchDirectory()
        let wrong = try files.write(Array("dataDirectory: x\n".utf8), to: "trustee.yaml")
        let configuration = try await Self.run("status", "-c", wrong, "--json")
        #expect(configuration.status == ExitStatus.configuration.rawValue)
        #expect(configuration.text.contains(#""ok":false"#))
        #expect(configuration.errorText.contains("register: The settings are missing"))
        let doctor = try await Self.run("doctor", "-c", wrong)
        #expect(doctor.status == ExitStatus.errors.rawValue)
        #expect(doctor.text.contains("register: The settings are missing"))
        let misspelt = try await Self.run("muncipality")
        #expect(misspelt.status == ExitStatus.usage.rawValue)
        #expect(misspelt.errorText.contains("Did you mean `municipality`?"))
        let printed = try await Self.run("config", "example")
        #expect(printed.text == TrusteeConfiguration.example)
    }

    @Test(
        "a configuration is judged and shown as it is understood, without anything that is secret; the version is told")
    func configuration() async throws {
        let installation = try Installation()
        let files = installation.scratch
        let right = try files.write(Array(installation.yaml.utf8), to: "trustee.yaml")
        _ = try files.write(Array(repeating: 7, count: 32), to: "master-key")
        let checked = try await Self.run("config", "check", "-c", right)
        #expect((checked.status, checked.text) == (0, "The configuration is valid.\n"))
        let shown = try await Self.run("config", "show", "-c", right, "--json")
        #expect(shown.status == 0)
        #expect(shown.text.contains(files.path("master-key")))
        #expect(shown.text.contains(#"season:\n  yearReported: 2016\n"#))
        #expect(!shown.output.contains(7))
        let wrong = try files.write(Array("dataDirectory: x\n".utf8), to: "wrong.yaml")
        let refused = try await Self.run("config", "check", "-c", wrong, "--json")
        #expect(refused.status == ExitStatus.configuration.rawValue)
        #expect(refused.text.contains(#""setting":"register""#))
        let version = try await Self.run("--version")
        #expect(version.status == 0 && version.text.hasPrefix("0."))
    }
}
