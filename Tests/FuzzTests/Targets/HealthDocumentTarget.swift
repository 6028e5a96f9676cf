import Foundation
import HealthMessages
import Identifiers
import TestSupport

/// A document from a record system or a partner: reading, the structural rules, and the receipt that answers it.
struct HealthDocumentTarget: FuzzTarget {
    static let name = "health-document"
    static let longest = 16_384

    private let catalogue: MessageCatalogue

    init() throws { catalogue = try MessageCatalogue.bundled() }

    func seeds() throws -> [[UInt8]] {
        let documents = SyntheticDocument.Kind.allCases.map { InventedDocument.of($0).write() }
        return try documents
            + documents.prefix(2).flatMap { document in
                try receipts(to: HealthDocument.read(document)).map { $0.write() }
            }
    }

    func examine(_ input: [UInt8]) throws {
        if let receipt = try? AppRec.read(input) { try examine(receipt) }
        if let head = HealthDocument.readHead(input) {
            try demand(head.form == .msgHead, "a head is that of a MsgHead")
        }
        guard let document = try? HealthDocument.read(input) else { return }
        try demand(document.size == input.count, "a document knows its size")
        let directions: [StructuralRules.Direction] = [.incoming, .outgoing]
        let findings = directions.map { direction in
            StructuralRules.check(document, direction: direction, catalogue: catalogue, now: InventedDocument.now)
        }
        try demand(findings[0].count <= findings[1].count, "what we send is not judged milder than what we get")
        _ = catalogue.entry(for: document)
        for receipt in receipts(to: document) {
            try demand(receipt.originalMsgID == document.msgID, "a receipt names the document it answers")
            try examine(receipt)
        }
    }

    private func receipts(to document: HealthDocument) -> [AppRec] {
        let own = OwnParties(units: [InventedDocument.municipalityHER], organisations: [])
        return [AppRecStatus.ok, .rejected].flatMap { status in
            AppRec.answers(
                to: document, own: own, status: status,
                errors: [AppRecError(.receiverUnknown, explanation: "<&>\u{1}")],
                now: InventedDocument.now, catalogue: catalogue, makeID: { UUID() })
        }
    }

    private func examine(_ receipt: AppRec) throws {
        let again = try demand(try? AppRec.read(receipt.write()), "a written receipt can be read")
        try demand(again.originalMsgID == receipt.originalMsgID, "a written receipt answers the same document")
        try demand(again.status == receipt.status && again.id == receipt.id, "a written receipt says the same")
        try demand(again.write() == receipt.write(), "a receipt is written in one way")
    }
}
