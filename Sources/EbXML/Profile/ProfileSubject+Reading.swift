import Certificates
import Foundation
import MIME
import XML
import XMLSignature

/// What several rules ask of a message.
extension ProfileSubject {
    /// A field of the mail: nil for what did not come by mail, `.some(nil)` for a mail without it.
    func mailField(_ name: String) -> String?? {
        guard way == .mail, let top else { return nil }
        return .some(top.headers[name]?.trimmed)
    }

    /// Judges a field at the top of a mail or HTTP entity.
    func topField(_ name: String, _ outcome: (String?) -> RuleOutcome) -> RuleOutcome {
        top.map { outcome($0.headers[name]?.trimmed) } ?? .moot
    }

    /// SOAP:Envelope, when the root is one.
    var envelope: XMLElement? {
        document.flatMap { $0.root.is("Envelope", EnvelopeNamespace.soap) ? $0.root : nil }
    }

    /// nil over HTTP, where eb:SyncReply is right.
    var hasSyncReply: Bool? {
        way == .http ? nil : blocks.header.map { $0.first("SyncReply", EnvelopeNamespace.eb) != nil }
    }

    /// eb:Timestamp; one without zone is read as UTC.
    var timestamp: Date? { blocks.messageData?.value("Timestamp").flatMap { XMLTimestamp.read($0)?.date } }

    /// Whether eb:CPAId has the form of the register's agreements.
    var hasRegisterAgreementID: Bool {
        if case .agreement? = cpaID { true } else { false }
    }

    /// eb:Manifest's references; nil without any.
    var references: [XMLElement]? { blocks.manifestReferences.isEmpty ? nil : blocks.manifestReferences }

    var signedInfo: SubjectSignature? { signature.flatMap { $0.signedInfo == nil ? nil : $0 } }
    /// The signature's references; nil without any.
    var signedReferences: [XMLElement]? { signature.flatMap { $0.references.isEmpty ? nil : $0.references } }
    var x509Data: [XMLElement]? { signature.flatMap { $0.x509Data.isEmpty ? nil : $0.x509Data } }
}

/// One eb:PartyId.
struct SubjectPartyID: Sendable {
    let type: String?
    let value: String

    static func all(in side: XMLElement) -> [SubjectPartyID] {
        side.all("PartyId", EnvelopeNamespace.eb).map {
            SubjectPartyID(type: $0.lenient("type", EnvelopeNamespace.eb), value: $0.text.trimmed)
        }
    }
}

/// Whether the signature verified, by whichever key was at hand.
enum SubjectVerification: Sendable, Equatable {
    case verified, refused
    /// There is no one signature, or no key to try it with.
    case notTried

    /// Tries the registered key, else that of the certificate in the message: this says the message is whole, and with
    /// the latter nothing about who made it. Whatever departs from the profile in form is for other rules to tell.
    init(
        _ document: XMLDocument?, _ blocks: SubjectBlocks, _ attachments: [SubjectAttachment],
        key certificate: Certificate?
    ) {
        guard let document, let certificate, blocks.signatures.count == 1 else {
            self = .notTried
            return
        }
        let parts = attachments.map { (contentID: $0.entity.contentID ?? "", bytes: $0.bytes ?? []) }
        let policy = SignaturePolicy(allowSHA1: true, quirks: Set(SignatureQuirk.allCases))
        switch SignatureVerifier.verify(document, parts: parts, key: certificate.publicKey, policy: policy) {
        case .success: self = .verified
        case .failure: self = .refused
        }
    }
}
