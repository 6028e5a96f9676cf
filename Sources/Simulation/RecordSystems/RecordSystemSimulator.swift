import Foundation
import HealthMessages
import Identifiers

/// A record system (fagsystem) as far as the exchange sees it: takes documents from its folder's `in`, answers each with
/// an application receipt through `out`, and submits documents of its own.
actor RecordSystemSimulator {
    /// A document that was handed over.
    struct Delivery: Sendable {
        /// The server's id of the delivery.
        let id: String
        let msgID: String?
        let bytes: [UInt8]
    }

    nonisolated let party: DemoParty
    /// Which receivers of a document it answers for.
    nonisolated let own: OwnParties
    /// The folder with `out in receipts taken refused`.
    nonisolated let folder: String
    private let catalogue: MessageCatalogue
    private let answers: @Sendable (HealthDocument) -> RecordSystemAnswer
    private let clock: @Sendable () -> Date
    private let uuid: @Sendable () -> UUID
    private(set) var deliveries: [Delivery] = []
    /// MsgIds that have been taken in, by sender: the same document again is ignored (HITS 1168 5.4).
    private var known: Set<[String?]> = []
    /// What it has submitted, by MsgId.
    private(set) var submitted: [String: [UInt8]] = [:]

    init(
        party: DemoParty, own: OwnParties? = nil, folder: String, catalogue: MessageCatalogue,
        answers: @escaping @Sendable (HealthDocument) -> RecordSystemAnswer, clock: @escaping @Sendable () -> Date,
        uuid: @escaping @Sendable () -> UUID
    ) {
        self.party = party
        self.own = own ?? OwnParties(units: [party.her], organisations: [party.organisationHER])
        self.folder = folder
        self.catalogue = catalogue
        self.answers = answers
        self.clock = clock
        self.uuid = uuid
    }

    /// Hands a document to the server: written under a name that is not read, then renamed.
    func submit(_ document: [UInt8]) throws(DemoError) {
        let name = uuid().uuidString.lowercased()
        let unfinished = "\(folder)/out/\(name).tmp"
        do {
            try Data(document).write(to: URL(fileURLWithPath: unfinished))
            try FileManager.default.moveItem(atPath: unfinished, toPath: "\(folder)/out/\(name).xml")
        } catch { throw .file("\(folder)/out") }
        if let msgID = (try? HealthDocument.read(document))?.msgID { submitted[msgID] = document }
    }

    /// Takes what lies in `in` and answers it. Returns how many documents there were.
    @discardableResult
    func runOnce() throws(DemoError) -> Int {
        var count = 0
        for name in try names(in: "in") where name.hasSuffix(".xml") {
            let path = "\(folder)/in/\(name)"
            guard let data = FileManager.default.contents(atPath: path) else { throw .file(path) }
            let bytes = Array(data)
            // Moving it is the read mark: from here on the document is this system's responsibility.
            try take(name)
            count += 1
            let document = try? HealthDocument.read(bytes)
            deliveries.append(Delivery(id: String(name.dropLast(4)), msgID: document?.msgID, bytes: bytes))
            for receipt in receipts(for: document, bytes) { try submit(receipt.write()) }
        }
        return count
    }

    /// One for each receiver that is ours; none for a document that is known already, nor for one whose sender cannot be
    /// made out: then the sender waits, and is told so by its own server.
    private func receipts(for read: HealthDocument?, _ bytes: [UInt8]) -> [AppRec] {
        guard let document = read ?? HealthDocument.readHead(bytes), !document.isAppRec,
            known.insert([document.sender?.her?.description, document.msgID]).inserted
        else { return [] }
        var errors = read == nil ? [AppRecError(.notXML)] : faults(in: document)
        if case .rejects(let code) = answers(document) { errors.append(AppRecError(code)) }
        return AppRec.answers(
            to: document, own: own, status: errors.isEmpty ? .ok : .rejected, errors: errors, now: clock(),
            catalogue: catalogue, makeID: uuid)
    }

    /// What HITS 1168 has a record system reject; faulty addresses are judged for each receiver.
    private func faults(in document: HealthDocument) -> [AppRecError] {
        let found = StructuralRules.check(document, direction: .incoming, catalogue: catalogue, now: clock())
        var codes: [AppRecErrorCode] = []
        for code in found.compactMap(\.receipt) where code != .receiverUnknown && !codes.contains(code) {
            codes.append(code)
        }
        return codes.map { AppRecError($0) }
    }

    private func take(_ name: String) throws(DemoError) {
        let note = "\(name.dropLast(4)).json"
        do {
            for file in [note, name] where FileManager.default.fileExists(atPath: "\(folder)/in/\(file)") {
                try FileManager.default.moveItem(atPath: "\(folder)/in/\(file)", toPath: "\(folder)/taken/\(file)")
            }
        } catch { throw .file("\(folder)/taken") }
    }

    private func names(in area: String) throws(DemoError) -> [String] {
        do { return try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(area)").sorted() } catch {
            throw .file("\(folder)/\(area)")
        }
    }
}
