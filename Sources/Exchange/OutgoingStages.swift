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
    let wishes: EnvelopeWishes
}

/// A submission whose receiver is found in the register, and whose own address is ours.
struct AddressedMessage {
    let submission: Submission
    let own: OwnAddress
    let party: CommunicationParty
    let destination: Destination
    let encryption: Certificate
}

/// What a document is exchanged as: service, action, roles and receipts of its type.
struct ExchangePlan: Equatable {
    let service: String
    let action: String
    let fromRole: String
    let toRole: String
    /// Seconds from GenDate within which an AppRec is due; nil when none is asked for.
    let applicationDeadline: TimeInterval?
    let namespace: String
    let namespaceVersion: String
}

/// An addressed message that the agreement allows, or that goes by the rule for parties without one.
@dynamicMemberLookup
struct PlannedMessage {
    let addressed: AddressedMessage
    let cpaID: String
    let plan: ExchangePlan
    let conversationID: String
    let policy: RetransmissionPolicy
    let original: StoredMessage?

    subscript<Value>(dynamicMember path: KeyPath<ExchangePlan, Value>) -> Value { plan[keyPath: path] }
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
