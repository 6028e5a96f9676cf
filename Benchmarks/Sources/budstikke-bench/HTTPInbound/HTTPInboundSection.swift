import Foundation
import HTTPTransport
import Identifiers
import NIOPosix

/// Messages that a partner posts, each answered on its connection: verified, decrypted, committed, acknowledged.
///
/// The partner's requests are signed beforehand, and only the server's processor time counts.
struct HTTPInboundSection {
    let machine: Machine
    let extent: Extent
    let place: BenchPlace
    let now: Date

    /// Requests under way at once.
    private static let side = 16

    func run() async throws -> SectionReport {
        let town = try await place.town([["kommune"], ["sykehus"]])
        do {
            let report = try await measure(town)
            await town.stop()
            return report
        } catch {
            await town.stop()
            throw error
        }
    }

    private func measure(_ town: Town) async throws -> SectionReport {
        let server = town.servers[0]
        let receiver = server.parties[0]
        let count = extent.burst
        let partner = try PostingPartner(from: town.servers[1].parties[0], to: receiver, now: now)
        guard let address = HTTPAddress("http://127.0.0.1:\(server.httpPort)/ebxml/\(receiver.tenant)") else {
            throw BenchError("the server has no HTTP address")
        }
        let client = try EnvelopeClient(
            EnvelopeClientSettings(allowedHosts: .loopback), group: MultiThreadedEventLoopGroup.singleton)
        let warm = try (0..<50).map { _ in try partner.request() }
        var failure = try await Self.post(warm, to: address, by: client)
        let requests = try (0..<count).map { _ in try partner.request() }
        let used = ProcessMemory.processorSeconds(of: server.identifier)
        let begin = ContinuousClock.now
        failure = try await Self.post(requests, to: address, by: client) ?? failure
        let seconds = (ContinuousClock.now - begin).inSeconds
        let handedOver = "\(town.ground.folder(of: receiver))/in"
        let expected = warm.count + count
        // The hand-over is work of the same message.
        while try Self.documents(in: handedOver) < expected {
            guard ContinuousClock.now - begin < .seconds(600) else { throw BenchError("not all is handed over") }
            try await Task.sleep(for: .milliseconds(20))
        }
        let processor = ProcessMemory.processorSeconds(of: server.identifier) - used
        await client.close()
        let perCore = Double(count) / processor
        var report = SectionReport(
            section: .httpInbound, title: "Messages of 10 kB posted over HTTP, each answered on its connection",
            figures: [
                Figure(
                    "per core, of the server's processor time", perCore, "messages/s",
                    ratio: perCore / machine.sign(bits: 2048), of: "rsa2048 sign/s", aim: ">= 0.2"),
                Figure("processor time", processor * 1000 / Double(count), "ms/message"),
                Figure("\(Self.side) at once, client on the same machine", Double(count) / seconds, "messages/s"),
            ])
        report.remarks = [
            "Two private operations each: decryption, and the signature of the Acknowledgment. Counted is all that the",
            "server does for a message, hand-over to the record system included; every step is on disk before it is told.",
        ]
        report.failure = failure
        return report
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

    private static func documents(in folder: String) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: folder).count { $0.hasSuffix(".xml") && !$0.hasPrefix(".") }
    }
}
