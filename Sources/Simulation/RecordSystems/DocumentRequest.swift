import Foundation
import TestSupport

/// What a record system of the demo is to write: a document about an invented person.
struct DocumentRequest: Sendable {
    let action: String
    /// Free text of the document.
    let text: String
    let from: DemoParty
    let to: DemoParty
    let msgID: UUID
    /// MsgId of the document this one answers.
    let inReplyTo: String?
    let now: Date

    /// The document: MsgHead 1.2 (HIS 80601), valid by the national schemas. Throws for a type the demo cannot write.
    func document() throws(DemoError) -> [UInt8] {
        guard let kind = SyntheticDocument.Kind(rawValue: action) else { throw .setup("no document of type \(action)") }
        var document = SyntheticDocument(
            kind, from: SyntheticParty(from), to: SyntheticParty(to), about: .number(7), msgID: msgID, genDate: now,
            text: text)
        document.conversation = inReplyTo.map { ($0, $0) }
        return document.write()
    }
}

extension SyntheticParty {
    init(_ party: DemoParty) {
        self.init(
            organisationHER: party.organisationHER, organisationName: party.organisation, unitHER: party.her,
            unitName: party.service)
    }
}
