import Foundation
import Identifiers

/// `manifest.json`: which file of the evidence belongs to which message, envelope and party.
struct Manifest: Codable, Sendable, Equatable {
    struct Party: Codable, Sendable, Equatable {
        let her: Int
        let organisation: String
        let organisationNumber: String
        let ediAddress: String
    }

    struct Mail: Codable, Sendable, Equatable {
        let file: String
        let kind: WireEnvelope.Kind
        let fromHER: Int?
        let toHER: Int?
        let messageId: String?
        let refToMessageId: String?
        let action: String?
        /// Content-IDs of the attachments, in order.
        let attachments: [String]
        /// Whether the exchange let it vanish.
        let lost: Bool
    }

    struct Document: Codable, Sendable, Equatable {
        let msgId: String
        let messageId: String?
        let serverId: String
        /// As the sender's record system submitted it.
        let submitted: String?
        /// As it was handed over, once for each time.
        let delivered: [String]
    }

    let schemaVersion: Int
    let parties: [Party]
    let mails: [Mail]
    let documents: [Document]

    init(parties: [DemoParty], passages: [Transit.Passage], documents: [Document]) {
        schemaVersion = 1
        self.parties = parties.map {
            Party(
                her: $0.her.value, organisation: $0.organisation, organisationNumber: $0.number.digits,
                ediAddress: $0.ediAddress.text)
        }
        mails = passages.compactMap { passage in
            guard let file = passage.file else { return nil }
            return Mail(
                file: "wire/\(file)", kind: passage.envelope.kind,
                fromHER: parties.first { $0.ediAddress == passage.from }?.her.value,
                toHER: parties.first { $0.ediAddress == passage.to }?.her.value,
                messageId: passage.envelope.messageID, refToMessageId: passage.envelope.refToMessageID,
                action: passage.envelope.action, attachments: passage.envelope.contentIDs,
                lost: passage.verdict == .drop)
        }
        self.documents = documents
    }

    func json() throws(DemoError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else { throw .file("manifest.json") }
        return Array(data)
    }
}
