import Cryptography
public import Foundation
public import Identifiers

/// A party in an invented document: organisation and, in it, a service or a person.
public struct SyntheticParty: Sendable, Equatable {
    public let organisationHER: HERId
    public let organisationName: String
    public let unitHER: HERId?
    public let unitName: String
    /// Whether the unit is a doctor with an own practice.
    public let isPerson: Bool

    public init(
        organisationHER: HERId, organisationName: String, unitHER: HERId?, unitName: String, isPerson: Bool = false
    ) {
        self.organisationHER = organisationHER
        self.organisationName = organisationName
        self.unitHER = unitHER
        self.unitName = unitName
        self.isPerson = isPerson
    }
}

/// A file inside an invented document.
public struct SyntheticAttachment: Sendable, Equatable {
    public let name: String
    public let mimeType: String
    public let bytes: [UInt8]

    public init(name: String, mimeType: String, bytes: [UInt8]) {
        self.name = name
        self.mimeType = mimeType
        self.bytes = bytes
    }
}

/// An invented professional message about an invented person: MsgHead 1.2 around one document, valid by the national
/// schemas, for tests and the demo.
public struct SyntheticDocument: Sendable {
    /// The kinds it can be; the raw value is the type in code list 8279.
    public enum Kind: String, Sendable, CaseIterable {
        case admitted = "LOG_INNLAGT"
        case readyForDischarge = "LOG_UTSKRIVNINGSKLAR"
        case notReadyAfterAll = "LOG_AVMELDING"
        case dischargeReport = "UTSKRIVNINGSRAPPORT"
        case admissionReport = "INNLEGGELSESRAPPORT"
        case enquiry = "DIALOG_FORESPORSEL"
        case reply = "DIALOG_SVAR"
    }

    public enum Encoding: String, Sendable, CaseIterable {
        case utf8 = "UTF-8"
        case latin1 = "ISO-8859-1"
    }

    public var kind: Kind
    public var sender: SyntheticParty
    public var receiver: SyntheticParty
    public var copyReceivers: [SyntheticParty] = []
    public var person: SyntheticPerson
    public var msgID: UUID
    public var genDate: Date
    /// MsgId of the message this answers, and of the first in the conversation.
    public var conversation: (parent: String, first: String)?
    /// Free text of the message.
    public var text: String
    public var attachments: [SyntheticAttachment] = []
    public var encoding = Encoding.utf8

    public init(
        _ kind: Kind, from sender: SyntheticParty, to receiver: SyntheticParty, about person: SyntheticPerson,
        msgID: UUID, genDate: Date, text: String
    ) {
        self.kind = kind
        self.sender = sender
        self.receiver = receiver
        self.person = person
        self.msgID = msgID
        self.genDate = genDate
        self.text = text
    }

    /// The whole document.
    public func write() -> [UInt8] {
        var xml = SyntheticXML()
        xml.element("MsgHead", [("xmlns", "http://www.kith.no/xmlstds/msghead/2006-05-24")]) { head in
            head.element("MsgInfo") { writeInfo(&$0) }
            writeMain(&head)
            for attachment in attachments { write(attachment, &head) }
        }
        return xml.document(encoding)
    }

    /// GenDate as written: UTC, whole seconds.
    public var genDateText: String { genDate.formatted(.iso8601) }

    // MARK: Header

    private func writeInfo(_ info: inout SyntheticXML) {
        info.coded("Type", kind.rawValue, kind.name)
        info.element("MIGversion", text: "v1.2 2006-05-24")
        info.element("GenDate", text: genDateText)
        info.element("MsgId", text: msgID.uuidString.lowercased())
        info.coded("Ack", "J", "Ja")
        if let conversation {
            info.element("ConversationRef") {
                $0.element("RefToParent", text: conversation.parent)
                $0.element("RefToConversation", text: conversation.first)
            }
        }
        info.element("Sender") { write(sender, &$0) }
        info.element("Receiver") { write(receiver, &$0) }
        for copy in copyReceivers {
            info.element("OtherReceiver") {
                $0.coded("RoleReceiver", "COP", "Kopimottaker")
                write(copy, &$0)
            }
        }
        info.element("Patient") { writePatient(&$0) }
    }

    private func write(_ party: SyntheticParty, _ xml: inout SyntheticXML) {
        xml.element("Organisation") { outer in
            outer.element("OrganisationName", text: party.organisationName)
            outer.ident(party.organisationHER)
            if party.isPerson {
                outer.element("HealthcareProfessional") {
                    $0.element("FamilyName", text: party.unitName)
                    if let her = party.unitHER { $0.ident(her) }
                }
            } else if let her = party.unitHER {
                outer.element("Organisation") {
                    $0.element("OrganisationName", text: party.unitName)
                    $0.ident(her)
                }
            }
        }
    }

    private func writePatient(_ patient: inout SyntheticXML) {
        patient.element("FamilyName", text: person.familyName)
        patient.element("GivenName", text: person.givenName)
        patient.element("DateOfBirth", text: person.dateOfBirth)
        patient.coded("Sex", person.isWoman ? "2" : "1", person.isWoman ? "Kvinne" : "Mann")
        patient.element("Ident") {
            $0.element("Id", text: person.identityNumber)
            $0.coded("TypeId", "FNR", "Fødselsnummer", list: 8116)
        }
    }

    // MARK: Documents

    private func writeMain(_ head: inout SyntheticXML) {
        head.element("Document") { document in
            document.coded("DocumentConnection", "H", "Hoveddokument")
            document.element("RefDoc") { reference in
                reference.empty("IssueDate", [("V", genDateText)])
                reference.coded("MsgType", "XML", "XML-instans")
                reference.element("Content") { SyntheticContent(document: self).write(&$0) }
            }
        }
    }

    private func write(_ attachment: SyntheticAttachment, _ head: inout SyntheticXML) {
        head.element("Document") { document in
            document.coded("DocumentConnection", "V", "Vedlegg")
            document.element("RefDoc") { reference in
                reference.coded("MsgType", "A", "Vedlegg")
                reference.element("MimeType", text: attachment.mimeType)
                reference.element("Description", text: attachment.name)
                reference.element("Content") {
                    $0.element(
                        "Base64Container", [("xmlns", "http://www.kith.no/xmlstds/base64container")],
                        text: Base64.encode(attachment.bytes))
                }
            }
        }
    }
}

extension SyntheticDocument.Kind {
    /// The name in code list 8279.
    var name: String {
        switch self {
        case .admitted: "Melding om innlagt pasient"
        case .readyForDischarge: "Melding om utskrivningsklar pasient"
        case .notReadyAfterAll: "Avmelding av utskrivningsklar pasient"
        case .dischargeReport: "Utskrivningsrapport"
        case .admissionReport: "Innleggelsesrapport"
        case .enquiry: "Forespørsel"
        case .reply: "Svar på forespørsel"
        }
    }
}

extension SyntheticXML {
    fileprivate mutating func ident(_ her: HERId) {
        element("Ident") {
            $0.element("Id", text: her.description)
            $0.coded("TypeId", "HER", "HER-id", list: 9051)
        }
    }
}
