public import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import MunicipalNode
public import Simulation

/// Shows the exchange and the yearly report on this machine, without a network.
struct DemoCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Show the exchange and the yearly report on this machine, with invented parties. No network.",
        discussion: "Messages between a hospital, a GP's office and two municipalities; then a report of twenty "
            + "municipalities, by way of trustee, register and portal, whose programs lie beside this one.")
    static let examples = [
        Example("budstikke demo --once --keep /tmp/demo", "both stories, and what can be checked afterwards"),
        Example("budstikke demo --only reporting", "twenty municipalities report, and stay up for trying by hand"),
    ]
    @Flag(help: "End after the story; exit code 1 when a message or submission did not reach its expected end.")
    var once = false
    @Flag(help: "Print one JSON object with a schemaVersion.") var json = false
    @Option(help: "Leave mails, keys, documents and stores in this directory, absent or empty.") var keep: String?
    @Option(help: "Only one story: exchange or reporting.") var only: DemoOptions.Part?

    func run() async throws {
        let demo = Demo(
            options: DemoOptions(once: once, json: json, keep: keep, only: only), executable: Self.executable,
            environment: ProcessInfo.processInfo.environment, clock: { Date() }, uuid: { UUID() })
        do {
            guard try await demo.run() else { throw ExitCode(ExitStatus.negative.rawValue) }
        } catch let error as DemoError {
            throw AdministrationError(
                "demo", error.description, exit: ExitStatus(rawValue: error.exitCode) ?? .software)
        }
    }

    /// This program's own file, so that the demo's servers are the same program.
    private static var executable: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    }
}

extension DemoOptions.Part: ExpressibleByArgument {}
