import Exchange
import FolderExchange
import Foundation
import HealthMessages
import Identifiers
import Store
import TestSupport
import Testing

extension Office {
    /// Writes a document as the record system would, and returns it.
    @discardableResult
    func write(
        _ kind: SyntheticDocument.Kind, to receiver: Office, msgID: UUID = UUID(), text: String = "Synthetic text.",
        change: (inout SyntheticDocument) -> Void = { _ in }
    ) throws -> [UInt8] {
        let bytes = document(kind, to: receiver, msgID: msgID, text: text, change: change)
        try put(bytes)
        return bytes
    }

    /// A document as the record system would write it.
    func document(
        _ kind: SyntheticDocument.Kind, to receiver: Office, msgID: UUID = UUID(), text: String = "Synthetic text.",
        change: (inout SyntheticDocument) -> Void = { _ in }
    ) -> [UInt8] {
        var document = SyntheticDocument(
            kind, from: party, to: receiver.party, about: SyntheticPerson.number(1), msgID: msgID,
            genDate: Country.start, text: text)
        change(&document)
        return document.write()
    }

    func put(_ bytes: [UInt8]) throws {
        let name = "\(folder)/out/\(UUID().uuidString)"
        try Data(bytes).write(to: URL(fileURLWithPath: name + ".tmp"))
        try FileManager.default.moveItem(atPath: name + ".tmp", toPath: name + ".xml")
    }

    /// The XML files in one of the folder's areas.
    func files(in area: String) throws -> [[UInt8]] {
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(area)").sorted()
        return try names.filter { $0.hasSuffix(".xml") && !$0.hasPrefix(".") }.map {
            [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(area)/\($0)")))
        }
    }

    /// Outcomes in `receipts/`, in the order of their numbers.
    func outcomes() throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/receipts").sorted()
        return try names.filter { $0.hasSuffix(".json") }.map { name in
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/receipts/\(name)"))
            let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            return try #require(object["outcome"] as? String)
        }
    }

    func messages(_ direction: Direction, kinds: [MessageKind]? = nil) async throws -> [StoredMessage] {
        var query = MessageQuery()
        query.direction = direction
        query.kinds = kinds
        query.limit = 1000
        let final = query
        return try await store.read { try $0.messages(final) }.reversed()
    }

    /// The only outgoing business message.
    func sentMessage() async throws -> StoredMessage {
        let messages = try await messages(.outgoing, kinds: [.business])
        return try #require(messages.first)
    }

    func steps(of message: StoredMessage) async throws -> [String] {
        try await store.read { try $0.events(of: message.key) }.map(\.step)
    }

    /// This office as the party of one of its services.
    func party(as unit: HERId) -> SyntheticParty {
        SyntheticParty(
            organisationHER: organisationHER, organisationName: organisation.name, unitHER: unit, unitName: "Tjenesten")
    }

    var own: OwnParties { OwnParties(units: Set(units), organisations: [organisationHER]) }

    /// Answers a document as a record system does: a receipt for each receiver that is its own.
    func answerAll(_ document: [UInt8], _ status: AppRecStatus = .ok, errors: [AppRecError] = []) throws {
        let read = try HealthDocument.readHead(document) ?? HealthDocument.read(document)
        let receipts = AppRec.answers(
            to: read, own: own, status: status, errors: errors, now: Country.start, catalogue: context.catalogue,
            makeID: { UUID() })
        for receipt in receipts { try put(receipt.write()) }
    }

    /// The notes beside deliveries, in the order they were written.
    func deliveryNotes() throws -> [DeliveryNote] {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/in").filter {
            $0.hasSuffix(".json") && !$0.hasPrefix(".")
        }
        return try names.map {
            try decoder.decode(DeliveryNote.self, from: Data(contentsOf: URL(fileURLWithPath: "\(folder)/in/\($0)")))
        }.sorted { ($0.receivedAt, $0.repeats == nil ? 0 : 1) < ($1.receivedAt, $1.repeats == nil ? 0 : 1) }
    }

    /// Answers the newest delivered document with an AppRec, as a record system does.
    func answer(_ document: [UInt8], _ status: AppRecStatus, errors: [AppRecError] = []) throws {
        let read = try HealthDocument.read(document)
        let answer = AppRec.answer(
            to: read, from: her, status: status, errors: errors, now: Country.start, id: UUID(),
            catalogue: context.catalogue)
        try put(try answer.get().write())
    }
}
