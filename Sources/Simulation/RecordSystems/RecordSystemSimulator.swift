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
    /// The folder with `out in receipts taken refused`.
    nonisolated let folder: String
    private let catalogue: MessageCatalogue
    private let answers: @Sendable (HealthDocument) -> RecordSystemAnswer
    private let clock: @Sendable () -> Date
    private let uuid: @Sendable () -> UUID
    private(set) var deliveries: [Delivery] = []
    /// What it has submitted, by MsgId.
    private(set) var submitted: [String: [UInt8]] = [:]

    init(
        party: DemoParty, folder: String, catalogue: MessageCatalogue,
        answers: @escaping @Sendable (HealthDocument) -> RecordSystemAnswer, clock: @escaping @Sendable () -> Date,
        uuid: @escaping @Sendable () -> UUID
    ) {
        self.party = party
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
            guard let document, !document.isAppRec else { continue }
            if let receipt = receipt(for: document) { try submit(receipt) }
        }
        return count
    }

    /// nil for what no receipt can be made for: then the sender waits, and is told so by its own server.
    private func receipt(for document: HealthDocument) -> [UInt8]? {
        let status: AppRecStatus
        let errors: [AppRecError]
        switch answers(document) {
        case .accepts: (status, errors) = (.ok, [])
        case .rejects(let code): (status, errors) = (.rejected, [AppRecError(code)])
        }
        let answer = AppRec.answer(
            to: document, from: party.her, status: status, errors: errors, now: clock(), id: uuid(),
            catalogue: catalogue)
        return (try? answer.get())?.write()
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
