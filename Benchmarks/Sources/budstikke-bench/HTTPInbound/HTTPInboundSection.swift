import Foundation
import HTTPTransport
import Identifiers
import NIOPosix

/// Messages that partners post, each answered on its connection: verified, decrypted, committed, acknowledged.
///
/// Their requests are signed beforehand, and only the server's processor time counts. It is measured twice: for a record
/// system that fetches from the API, to which a document is offered in the commit that accepts it, and for a folder,
/// into which it is written after the Acknowledgment.
struct HTTPInboundSection {
    let machine: Machine
    let extent: Extent
    let place: BenchPlace
    let now: Date

    /// Requests under way at once: what some partners send at the same time. One after the other they would measure how
    /// long the disk is waited for, not what a core can do.
    private static let side = 16

    private struct Outcome {
        /// Seconds for each message: of the server's processor time, and on the clock until its Acknowledgment.
        let processor: Double
        let clock: Double
        let failure: String?
    }

    func run() async throws -> SectionReport {
        let offered = try await measure(.api)
        let written = try await measure(.folders)
        let perCore = 1 / offered.processor
        var report = SectionReport(
            section: .httpInbound, title: "Messages of 10 kB posted over HTTP, each answered on its connection",
            figures: [
                Figure(
                    "per core, of the server's processor time", perCore, "messages/s",
                    ratio: perCore / machine.sign(bits: 2048), of: "rsa2048 sign/s", aim: ">= 0.2"),
                Figure("processor time", offered.processor * 1000, "ms/message"),
                Figure("\(Self.side) at once, client on the same machine", 1 / offered.clock, "messages/s"),
                Figure("processor time, hand-over to a folder too", written.processor * 1000, "ms/message"),
                Figure("\(Self.side) at once, hand-over to a folder too", 1 / written.clock, "messages/s"),
            ])
        report.remarks = [
            "Two private operations each: decryption, and the signature of the Acknowledgment. Every step is on disk",
            "before it is told. Counted is all that the server does for a message until the record system can have it:",
            "on the API from the commit that accepts it, in a folder after two files.",
        ]
        report.failure = offered.failure ?? written.failure
        return report
    }

    private func measure(_ recordSystems: Town.RecordSystems) async throws -> Outcome {
        let town = try await place.town([["kommune"], ["sykehus"]], recordSystems: recordSystems)
        do {
            let outcome = try await measure(town)
            await town.stop()
            return outcome
        } catch {
            await town.stop()
            throw error
        }
    }

    private func measure(_ town: Town) async throws -> Outcome {
        let server = town.servers[0]
        let receiver = server.parties[0]
        let partner = try PostingPartner(from: town.servers[1].parties[0], to: receiver, now: now)
        guard let address = HTTPAddress("http://127.0.0.1:\(server.httpPort)/ebxml/\(receiver.tenant)") else {
            throw BenchError("the server has no HTTP address")
        }
        let client = try EnvelopeClient(
            EnvelopeClientSettings(allowedHosts: .loopback), group: MultiThreadedEventLoopGroup.singleton)
        let warm = try (0..<50).map { _ in try partner.request() }
        var failure = try await Self.post(warm, to: address, by: client)
        try await Self.rest(server, for: receiver)
        let requests = try (0..<extent.burst).map { _ in try partner.request() }
        let used = ProcessMemory.processorSeconds(of: server.identifier)
        let begin = ContinuousClock.now
        failure = try await Self.post(requests, to: address, by: client) ?? failure
        let seconds = (ContinuousClock.now - begin).inSeconds
        try await Self.rest(server, for: receiver)
        let processor = ProcessMemory.processorSeconds(of: server.identifier) - used
        await client.close()
        let count = Double(extent.burst)
        return Outcome(processor: processor / count, clock: seconds / count, failure: failure)
    }

    /// Waits until everything is handed over.
    private static func rest(_ server: TownServer, for receiver: TownParty) async throws {
        let begin = ContinuousClock.now
        while try server.administration.isAtWork(for: receiver) {
            guard ContinuousClock.now - begin < .seconds(600) else { throw BenchError("not all is handed over") }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    /// Posts all; returns what was wrong with an answer.
    private static func post(
        _ requests: [[UInt8]], to address: HTTPAddress, by client: EnvelopeClient
    ) async throws -> String? {
        try await withThrowingTaskGroup(of: String?.self) { group in
            var rest = requests[...]
            for _ in 0..<side {
                if let next = rest.popFirst() { group.addTask { try await answer(to: next, address, client) } }
            }
            var failure: String?
            while let result = try await group.next() {
                failure = failure ?? result
                if let next = rest.popFirst() { group.addTask { try await answer(to: next, address, client) } }
            }
            return failure
        }
    }

    private static func answer(
        to request: [UInt8], _ address: HTTPAddress, _ client: EnvelopeClient
    ) async throws -> String? {
        let answer = try await client.post(request, to: address)
        guard let entity = answer.entity else { return "status \(answer.status) without an answer" }
        let text = String(decoding: entity.body, as: UTF8.self)
        return text.contains("<eb:Acknowledgment ") ? nil : "an answer is no Acknowledgment"
    }
}
