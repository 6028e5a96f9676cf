public import Foundation
public import Identifiers

/// Why a submission was refused, as it stands beside it in `refused`.
public struct RefusalNote: Codable, Sendable, Equatable {
    public let schemaVersion: Int
    /// A reason code in kebab-case, such as `addresses-missing`.
    public let code: String
    /// What happened and what to do, for each language: `nb`, `nn`, `en`.
    public let sentences: [String: String]
    /// MsgId of the document, if it could be read.
    public let msgID: String?
    public let at: Date

    public init(code: String, sentences: [String: String], msgID: String?, at: Date) {
        schemaVersion = 1
        self.code = code
        self.sentences = sentences
        self.msgID = msgID
        self.at = at
    }
}

/// What a delivery in `in` is, as it stands beside it.
public struct DeliveryNote: Codable, Sendable, Equatable {
    public let schemaVersion: Int
    /// The server's id of this delivery; the name of both files.
    public let id: UUID
    public let msgID: String?
    public let action: String?
    public let senderName: String?
    public let fromHER: HERId?
    /// The receiver this delivery is for.
    public let toHER: HERId
    public let receivedAt: Date
    /// What the server has found in the document; nil when nothing. The document is unaltered all the same.
    public let remarks: [DeliveryRemark]?
    /// The earlier delivery to this record system of a document with this MsgId from the same sender: to be ignored,
    /// without another AppRec (HITS 1168 5.4).
    public let repeats: UUID?

    public init(
        id: UUID, msgID: String?, action: String?, senderName: String?, fromHER: HERId?, toHER: HERId,
        receivedAt: Date, remarks: [DeliveryRemark] = [], repeats: UUID? = nil
    ) {
        schemaVersion = 1
        self.id = id
        self.msgID = msgID
        self.action = action
        self.senderName = senderName
        self.fromHER = fromHER
        self.toHER = toHER
        self.receivedAt = receivedAt
        self.remarks = remarks.isEmpty ? nil : remarks
        self.repeats = repeats
    }
}

/// One thing the server has found in a delivered document.
public struct DeliveryRemark: Codable, Sendable, Equatable {
    /// A code in kebab-case, such as `not-readable`.
    public let code: String
    /// The error of code list 8221 to reject the document with, when the national rules demand or allow that.
    public let appRecError: String?
    /// One sentence for each language: `nb`, `nn`, `en`.
    public let sentences: [String: String]

    public init(code: String, appRecError: String?, sentences: [String: String]) {
        self.code = code
        self.appRecError = appRecError
        self.sentences = sentences
    }
}

/// What has happened to a submission, as it stands in `receipts`.
public struct ReceiptNote: Codable, Sendable, Equatable {
    public let schemaVersion: Int
    /// The server's id of the submission. The files about a copy receiver are named by an id of that message's own.
    public let id: UUID
    public let msgID: String?
    /// Where it stands, such as `acknowledged`, `accepted`, `rejected`, `undeliverable`.
    public let outcome: String
    /// Which receiver it is about, when there are several.
    public let receiver: HERId?
    /// A reason code when the outcome is negative.
    public let code: String?
    /// One sentence for each language: `nb`, `nn`, `en`.
    public let sentences: [String: String]
    /// The file in `receipts` that holds the AppRec, if any.
    public let appRecFile: String?
    public let at: Date

    public init(
        id: UUID, msgID: String?, outcome: String, receiver: HERId?, code: String?, sentences: [String: String],
        appRecFile: String? = nil, at: Date
    ) {
        schemaVersion = 1
        self.id = id
        self.msgID = msgID
        self.outcome = outcome
        self.receiver = receiver
        self.code = code
        self.sentences = sentences
        self.appRecFile = appRecFile
        self.at = at
    }
}

/// What `offer` did.
public enum OfferOutcome: Sendable, Equatable { case written, alreadyThere, alreadyTaken }

/// Where a delivery is. `missing` after a crash counts as taken and is a task for a person.
public enum TakenState: Sendable, Equatable { case waiting, taken, missing }

/// The JSON of the notes: sorted keys, times in UTC, ids spelled as in the files' names.
enum FolderJSON {
    static func encode(_ note: some Encodable) throws(FolderError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        guard let data = try? encoder.encode(note) else { throw FolderError(.failed, nil, errorNumber: 0) }
        return Array(data)
    }
}
