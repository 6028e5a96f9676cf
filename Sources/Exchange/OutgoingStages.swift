import AddressRegister
import Certificates
import EbXML
import Foundation
import HealthMessages
import Identifiers
import Store
import XMLSignature

/// A document a record system has submitted; stored, read, not yet judged.
struct Submission {
    let message: StoredMessage
    let bytes: [UInt8]
    let document: HealthDocument
}

/// A submission whose receiver is found in the register, and whose own address is ours.
struct AddressedMessage {
    let submission: Submission
    let own: OwnAddress
    let party: CommunicationParty
    let ediAddress: EDIAddress
    let encryption: Certificate
}

/// An addressed message with its place in the agreement: service, action, roles, receipts, resending.
struct PlannedMessage {
    let addressed: AddressedMessage
    let cpaID: String
    let service: String
    let action: String
    let fromRole: String
    let toRole: String
    let conversationID: String
    let policy: RetransmissionPolicy
    /// Seconds from GenDate within which an AppRec is due; nil when none is asked for.
    let applicationDeadline: TimeInterval?
    let namespace: String
    let namespaceVersion: String
    let original: StoredMessage?
}

/// A planned message whose document is valid, of the right type and small enough.
struct CheckedDocument {
    let planned: PlannedMessage
}

/// A checked document as CMS for the receiver's certificate.
struct SealedPayload {
    let checked: CheckedDocument
    let cms: [UInt8]
}

/// The signed envelope: the bytes that are stored once and resent.
struct SealedEnvelope {
    let planned: PlannedMessage
    let messageID: String
    let packed: PackedEnvelope
    let keyUse: KeyUse
}
