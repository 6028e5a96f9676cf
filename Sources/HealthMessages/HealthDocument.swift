import Identifiers
public import XML

/// What a message server needs to know of a professional message: ids, times, addresses and type, never its content.
///
/// Read in one parse, from MsgHead 1.2 (HIS 80601), from the types with a root of their own (Epikrise and Henvisning
/// 1.x, Rekvisisjon, Svarrapport) and from AppRec 1.0 and 1.1 (HIS 80415). The bytes are never altered; what is missing
/// is nil, and ``StructuralRules`` says whether that may be.
public struct HealthDocument: Sendable, Equatable {
    public enum Form: String, Sendable {
        /// MsgHead around one or more documents.
        case msgHead
        /// `Message` with its own addresses.
        case ownRoot
        case appRec
        /// Well-formed XML of an unknown kind.
        case unknown
    }

    public let form: Form
    public let rootName: String
    public let rootNamespace: String?
    /// MsgInfo/Type, Message/Type or AppRec/MsgType, as written. Older types have letters of their own here: see
    /// ``MessageCatalogue/action(of:)``.
    public let type: CodedValue?
    /// MsgDescr, which tells kinds of Rekvisisjon 1.5 and Svarrapport 1.3 apart (HISD 1209 3.1).
    public let typeDescription: String?
    public let msgID: String?
    /// GenDate; nil when missing or unreadable, see `genDateText`.
    public let genDate: HealthTime?
    public let genDateText: String?
    public let migVersion: String?
    /// T training, P production, D debugging (8213).
    public let processingStatus: String?
    /// J yes, N no, F on error only (7304); nil when the message does not say.
    public let ack: String?
    public let conversation: ConversationReference?
    public let sender: PartyChain?
    public let receiver: PartyChain?
    /// Copy receivers.
    public let otherReceivers: [OtherReceiver]
    public let documents: [DocumentPart]
    /// Documents inside PatientReport, as reports to registers have them; then `documents` is empty.
    public let patientReports: Int
    /// For an own root: whether it reports on a service rather than asks for one.
    let isReport: Bool
    /// For an AppRec that is complete.
    public let appRec: AppRec?
    /// Octets.
    public let size: Int

    public var isAppRec: Bool { form == .appRec }

    /// Reads a document. Throws when it is not well-formed or exceeds the limits.
    public static func read(
        _ bytes: [UInt8], limits: XMLLimits = .document
    ) throws(HealthDocumentError) -> HealthDocument {
        let document: XMLDocument
        do { document = try XMLDocument.parse(bytes, limits: limits) } catch {
            throw HealthDocumentError(.notXML, xml: error)
        }
        return HealthDocumentReader(root: document.root, size: bytes.count).read()
    }

    /// Namespaces of the professional content: of each document's first element in a MsgHead, else of the root.
    public var documentNamespaces: [String] {
        form == .msgHead ? documents.compactMap(\.namespace) : [rootNamespace].compactMap(\.self)
    }

    /// Main documents: those marked H, or where nothing is marked, those that are no attachments or references.
    public var mainDocuments: [DocumentPart] {
        let marked = documents.filter { $0.connection == "H" }
        return marked.isEmpty ? documents.filter { $0.connection == nil && $0.kind == "XML" } : marked
    }

    /// Everyone the message is addressed to, the primary receiver first.
    public var receivers: [Receiver] {
        let primary = receiver.map { Receiver(role: .primary, chain: $0) }
        return [primary].compactMap(\.self) + otherReceivers.map(\.asReceiver)
    }
}

/// ConversationRef: which message this one follows, and the first of the conversation (HITS 1218).
public struct ConversationReference: Sendable, Equatable {
    public let parent: String
    public let conversation: String

    public init(parent: String, conversation: String) {
        self.parent = parent
        self.conversation = conversation
    }
}

/// A copy receiver.
public struct OtherReceiver: Sendable, Equatable {
    public let chain: PartyChain
    /// RoleReceiver (8112), `COP` in practice.
    public let role: String?

    private static let roles: Set = ["COP", "FR", "OR"]

    /// One without a role of the code list is not said to be a copy receiver: its receipt is a primary one's.
    fileprivate var asReceiver: Receiver {
        let isValid = role.map(Self.roles.contains) ?? false
        return Receiver(role: isValid ? .copy : .primary, chain: chain, hasValidRole: isValid)
    }
}

/// One of those a message is addressed to.
public struct Receiver: Sendable, Equatable {
    public enum Role: Sendable { case primary, copy }
    public let role: Role
    public let chain: PartyChain
    /// False for another receiver than the first whose RoleReceiver is missing or unknown (HITS 1168, test 35).
    public var hasValidRole = true
}

/// One Document of a MsgHead: where its content is, not the content.
public struct DocumentPart: Sendable, Equatable {
    /// DocumentConnection: H main, V attachment …
    public let connection: String?
    /// RefDoc/MsgType (8114): `XML`, `A` attachment, `REF` outside.
    public let kind: String?
    public let mimeType: String?
    public let compression: String?
    /// `cid:` of a part of the envelope, or an address outside.
    public let fileReference: String?
    /// Of the first element in Content.
    public let contentName: String?
    public let namespace: String?
}
