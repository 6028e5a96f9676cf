import Foundation
import Identifiers
import PortalNode
import Register
import SealedSubmission
import TestSupport
import Testing

@testable import RegisterNode

@Suite("The portal as a program, killed", .serialized)
struct KilledPortalTests {
    /// One run of `budstikke-portal serve`.
    private final class Server: Sendable {
        private let process: Process

        /// Returns once the server says that it is ready.
        init(_ portal: PortalScene) throws {
            process = Process()
            process.executableURL = URL(fileURLWithPath: BuiltProgram.path("budstikke-portal"))
            process.arguments = ["serve", "--config", portal.scratch.path("portal.yaml")]
            let output = Pipe()
            process.standardOutput = output
            try process.run()
            var said = ""
            while !said.contains(#""event":"ready""#) {
                let more = output.fileHandleForReading.availableData
                guard !more.isEmpty else { break }
                said += String(decoding: more, as: UTF8.self)
            }
            try #require(said.contains(#""event":"ready""#), "\(said)")
            output.fileHandleForReading.readabilityHandler = { _ = $0.availableData }
        }

        func kill() {
            Glibc.kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }

        func end() -> Int32 {
            process.terminate()
            process.waitUntilExit()
            return process.terminationStatus
        }
    }

    @Test(
        "T-127 killed within an upload, and after it before the answer: pushed again there is one file, one arrival and one mail",
        arguments: CuttingProxy.Moment.allCases)
    func killed(moment: CuttingProxy.Moment) async throws {
        let port = try FreePort.any()
        try await PortalStreet.with(proxyPort: port) { street in
            let proxy = try CuttingProxy(port: port, upstream: street.portal.ports.push)
            defer { proxy.stop() }
            let node = try await street.register.open()
            let first = try Server(street.portal)
            await node.runOnce(now: NodeScene.at(10, 13))
            #expect(try node.store.portalState().trouble == nil)
            let delivery = try street.register.delivery(DeliveryPlan { $0.kind = .test })
            try node.take(delivery)
            let size = 4_096
            proxy.arm(moment, octets: size) { first.kill() }
            await node.runOnce(now: NodeScene.at(10, 13, 1))
            #expect(try #require(try node.store.archive(of: delivery.id)).archive.count > size)
            #expect(!proxy.isArmed)
            #expect(try node.store.portalFile(of: delivery.id)?.pushedAt == nil)
            #expect(try node.store.portalState().trouble == "noAnswer")
            #expect(street.notices(to: PortalStreet.shared) == 0)
            let second = try Server(street.portal)
            for minute in 2...4 { await node.runOnce(now: NodeScene.at(10, 13, minute)) }
            #expect(try node.store.portalFile(of: delivery.id)?.pushedAt == NodeScene.at(10, 13, 2))
            #expect(street.notices(to: PortalStreet.shared) == 1)
            // The portal's record, as the register has it: the unit, and one file.
            #expect(try node.store.portalState().events == 2)
            // Commands beside the server are answered by it.
            let units = try await command(street.portal, "unit", "list", "--json")
            #expect(units.status == 0 && units.text.contains(#""files":1"#), "\(units.text)\(units.errorText)")
            #expect(try await command(street.portal, "audit", "verify", "--json").status == 0)
            let accounts = try await command(street.portal, "account", "list", "--json")
            #expect(accounts.text.contains(PortalStreet.shared.text) && accounts.text.contains(#""hasPassword":false"#))
            #expect(second.end() == 0)
            #expect(!FileManager.default.fileExists(atPath: street.portal.configuration.controlSocket))
            try await node.close()
        }
    }

    private func command(_ portal: PortalScene, _ arguments: String...) async throws -> Command.Outcome {
        try await Command.run(
            BuiltProgram.path("budstikke-portal"), arguments + ["--config", portal.scratch.path("portal.yaml")])
    }
}
