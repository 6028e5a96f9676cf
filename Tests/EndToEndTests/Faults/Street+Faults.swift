import Foundation
import Store
import TestSupport
import Testing

@testable import Simulation

/// What every test of a fault needs: a server started otherwise, what it said, and the proof that all went well after.
extension Street {
    /// Cuts a node off and starts it again under this environment; returns when it answers.
    func restart(_ node: NodeName, environment: [String: String] = [:]) async throws {
        try await cut(node, environment: environment)
        let administration = NodeAdministration(node: node, socket: neighbourhood.ground.controlSocket(of: node))
        try await wait("\(node) answers") {
            try #require(neighbourhood.fleet.isRunning(node), "\(log(of: node))")
            return administration.isServing
        }
    }

    /// Cuts a node off and leaves it so, until it is restarted.
    func stop(_ node: NodeName) async throws {
        guard let process = neighbourhood.fleet.identifier(of: node) else { return }
        kill(process, SIGKILL)
        try await wait("\(node) ends") { !neighbourhood.fleet.isRunning(node) }
    }

    /// Changes a node's configuration, which is read at its next start.
    func configure(_ node: NodeName, _ change: (String) -> String) throws {
        let file = neighbourhood.ground.configuration(of: node)
        let yaml = try String(contentsOfFile: file, encoding: .utf8)
        let changed = change(yaml)
        try #require(changed != yaml, "the change finds what it is to change")
        try neighbourhood.ground.write(Array(changed.utf8), to: file)
    }

    /// Sends a node's mail through a proxy; from its next start on.
    func lead(_ node: NodeName, through proxy: MailProxy) throws {
        let exchange = neighbourhood.exchange
        try configure(node) { yaml in
            yaml.replacingOccurrences(of: "port: \(exchange.smtpPort),", with: "port: \(proxy.smtpPort),")
                .replacingOccurrences(of: "port: \(exchange.pop3Port),", with: "port: \(proxy.pop3Port),")
        }
    }

    /// Opens the street with both sides' mail going through a proxy, and their patience with mail servers one second.
    static func withProxy(_ body: (Street, MailProxy) async throws -> Void) async throws {
        try await with { street in
            let exchange = street.neighbourhood.exchange
            let proxy = try await MailProxy(smtp: exchange.smtpPort, pop3: exchange.pop3Port)
            for node in [NodeName.hospital, .municipalities] {
                try street.lead(node, through: proxy)
                try street.configure(node) {
                    $0.replacingOccurrences(of: "pollSeconds: 1", with: "pollSeconds: 1\n    timeoutSeconds: 1")
                }
                try await street.restart(node)
            }
            do { try await body(street, proxy) } catch {
                await proxy.close()
                throw error
            }
            await proxy.close()
        }
    }

    /// What `doctor` says of a node, as JSON, under the environment that the node has.
    func doctor(_ node: NodeName, environment: [String: String] = [:]) async throws -> String {
        let settings = environment.map { "\($0.key)=\($0.value)" }
        let configuration = neighbourhood.ground.configuration(of: node)
        let outcome = try await Command.run(
            "/usr/bin/env", settings + [DemoRun.program, "doctor", "--json", "--config", configuration])
        return outcome.text + outcome.errorText
    }

    /// Lets the record systems work until `condition` holds; after `seconds` it is a failure that says `what`.
    func wait(_ what: String, within seconds: Double = 30, _ condition: () async throws -> Bool) async throws {
        let end = Date().addingTimeInterval(seconds)
        while try await !condition() {
            try #require(Date() < end, "\(what) within \(Int(seconds)) seconds")
            try await recordSystemsWork()
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// The hospital's own messages as its server tells of them, by MsgId; no more than fit into one page.
    func sent() throws -> [String: ObservedMessage] {
        let all = try neighbourhood.fleet.messages().filter {
            $0.tenant == .hospital && $0.direction == .outgoing && $0.kind == .business
        }
        return Dictionary(all.compactMap { message in message.msgID.map { ($0, message) } }) { $1 }
    }

    /// The hospital's receipts as they stand in its record system's folder.
    func notes() throws -> [String] {
        let receipts = "\(neighbourhood.ground.folder(of: hospital))/receipts"
        return try FileManager.default.contentsOfDirectory(atPath: receipts).filter { $0.hasSuffix(".json") }.map {
            try String(contentsOfFile: "\(receipts)/\($0)", encoding: .utf8)
        }
    }

    /// Each of these arrived once, was confirmed by one Acknowledgment by its eb:MessageId, and answered; whatever
    /// became of others.
    func expectArrival(of ids: [String], within seconds: Double = 60) async throws {
        let told = try await settle(ids, within: seconds)
        #expect(ids.filter { told[$0] != Self.success }.map { told[$0] ?? [] } == [], "confirmed and accepted")
        let handedOver = await handedOver()
        #expect(Set(ids).subtracting(handedOver.keys).isEmpty, "nothing is lost")
        #expect(handedOver.filter { $0.value != 1 }.isEmpty, "nothing is handed over twice")
        let acknowledgments = acknowledgments()
        #expect(sentMessages().intersection(acknowledgments.keys).count >= ids.count, "an Acknowledgment for each")
        #expect(acknowledgments.filter { $0.value.count != 1 }.isEmpty, "one Acknowledgment by eb:MessageId each")
    }
}
