import ControlSocket
import FolderExchange
import Foundation
import HealthMessages
import MunicipalNode
import Testing

@testable import Simulation

/// What a test looks at from outside.
extension Street {
    /// Submits one document from the hospital. Returns its MsgId.
    func submit(_ document: [UInt8]) async throws -> String {
        try await neighbourhood.recordSystems[.hospital]?.submit(document)
        return try #require(try HealthDocument.read(document).msgID)
    }

    /// The bytes of each hand-over of a document.
    func delivered(_ id: String) async -> [[UInt8]] {
        let deliveries = await neighbourhood.recordSystems[.storvik]?.deliveries ?? []
        return deliveries.filter { $0.msgID == id }.map(\.bytes)
    }

    /// Where the servers say that these documents stand, for whoever has to find out why.
    func standing(_ ids: [String]) throws -> [String] {
        let wanted = Set(ids)
        return try neighbourhood.fleet.messages().filter { $0.msgID.map(wanted.contains) ?? false }.map {
            "\($0.tenant) \($0.direction) \($0.transport) \($0.application) \($0.attempts) \($0.serverID)"
        }
    }

    /// How often each document was handed over, on either side.
    func handedOver() async -> [String: Int] {
        var count: [String: Int] = [:]
        for party in [hospital, municipality] {
            for delivery in await neighbourhood.recordSystems[party.name]?.deliveries ?? [] {
                if let id = delivery.msgID { count[id, default: 0] += 1 }
            }
        }
        return count
    }

    /// The eb:MessageIds of all documents and application receipts seen on the wire.
    func sentMessages() -> Set<String> {
        Set(neighbourhood.transit.passages.filter { $0.envelope.kind == .payload }.compactMap(\.envelope.messageID))
    }

    /// Every Acknowledgment's MessageId seen on the wire, by the message it acknowledges.
    func acknowledgments() -> [String: Set<String>] {
        var found: [String: Set<String>] = [:]
        for passage in neighbourhood.transit.passages where passage.envelope.kind == .ack {
            if let answered = passage.envelope.refToMessageID, let id = passage.envelope.messageID {
                found[answered, default: []].insert(id)
            }
        }
        return found
    }

    /// Takes up again all work that was set aside, as an administrator would. Returns how many messages' work it was.
    func takeUpParked() async throws -> Int {
        var count = 0
        for party in [hospital, municipality] {
            guard let node = party.node else { continue }
            let client = ControlClient(path: neighbourhood.ground.controlSocket(of: node), timeoutSeconds: 60)
            var search = MessageSearch(tenant: party.tenant)
            search.limit = MessageSearch.largestPage
            repeat {
                let page = try client.perform(search, dryRun: false)
                for message in page.messages where message.reason == "crashed-three-times" {
                    let retry = MessageRetry(tenant: party.tenant, id: message.serverID.uuidString.lowercased())
                    _ = try client.perform(retry, dryRun: false)
                    count += 1
                }
                search.before = page.next
            } while search.before != nil
        }
        return count
    }

    /// Lets a node crash as a fault in it would, and leaves it down.
    func abort(_ node: NodeName) async throws {
        kill(try #require(neighbourhood.fleet.identifier(of: node)), SIGABRT)
        let end = Date().addingTimeInterval(20)
        while isRunning(node), Date() < end { try await Task.sleep(for: .milliseconds(5)) }
        try #require(!isRunning(node), "\(node.rawValue) ends by SIGABRT")
    }

    /// What a node has written to its log since it was started last.
    func log(of node: NodeName) -> String {
        let path = "\(neighbourhood.ground.directory(of: node))/serve.log"
        return String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }

    /// Octets of each mail with a document in it, where mail is kept.
    func payloadSizes() throws -> [Int] {
        let wire = "\(folder.path)/wire"
        let names = try FileManager.default.contentsOfDirectory(atPath: wire).filter { $0.hasSuffix("-payload.eml") }
        return try names.map {
            try #require(FileManager.default.attributesOfItem(atPath: "\(wire)/\($0)")[.size] as? Int)
        }
    }

    /// The most memory a node's process has held since it was started, in octets (VmHWM).
    func peakMemory(of node: NodeName) throws -> Int {
        let process = try #require(neighbourhood.fleet.identifier(of: node))
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        return try #require(line.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }.first) * 1024
    }

    /// The note beside the first document that the hospital's server refuses.
    func refusal(within seconds: Double) async throws -> RefusalNote {
        let refused = "\(neighbourhood.ground.folder(of: hospital))/refused"
        let end = Date().addingTimeInterval(seconds)
        while Date() < end {
            let names = try FileManager.default.contentsOfDirectory(atPath: refused)
            if let name = names.first(where: { $0.hasSuffix(".json") && !$0.hasPrefix(".") }) {
                let decoder = JSONDecoder()
                decoder.dateDecodingStrategy = .iso8601
                return try decoder.decode(
                    RefusalNote.self, from: Data(contentsOf: URL(fileURLWithPath: "\(refused)/\(name)")))
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw DemoError.setup("nothing was refused")
    }
}
