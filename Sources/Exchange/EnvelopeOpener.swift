import AddressRegister
import CMS
import Certificates
import EbXML
import Foundation
import HealthMessages
import Identifiers
import Store
import Texts
import XML

/// What was inside an authenticated envelope: decrypted, unwrapped, and agreeing with the envelope around it.
struct OpenedMessage {
    let envelope: AuthenticatedEnvelope
    let bytes: [UInt8]
    let document: HealthDocument
    /// What the record system is told beside it.
    let remarks: [StructuralFinding]
    /// Who gets it; nil while there is none.
    let recordSystem: RecordSystem?
    /// Where the partner's answers go.
    let answerAddress: Destination?
    /// The announced uses: decryption, and the signature of the answer.
    let keyUse: KeyUse
    let signing: OwnKey
    /// What the rules say of the message, its payload included.
    let judgement: ProfileJudgement
}

/// Opens the payload of an authenticated envelope (HITS 1172 §5.15, M-056, M-073).
struct EnvelopeOpener {
    let context: ExchangeContext

    func open(
        _ envelope: AuthenticatedEnvelope, from party: CommunicationParty, _ judgement: ProfileJudgement,
        as message: StoredMessage, now: Date
    ) async throws -> OpenedMessage {
        let settings = context.settings.current
        guard let attachment = envelope.attachments.first else {
            throw Refusal(.mimeProblem, .envelopeInvalid, at: "//eb:Manifest", authenticated: true)
        }
        let answerAddress = try await PartyLookup(context: context).destination(
            of: party, from: envelope.header.to.her, at: now)
        let location = "cid:\(attachment.contentID)"
        guard let signing = settings.signingKey(at: now) else { throw Setback.hold(.noSigningKey) }
        let key = try decryptionKey(for: attachment.bytes, settings, location)
        let use = try await KeyUse.announce(
            [(key, .decrypt), (signing, .sign)], message: message.key, subject: envelope.header.messageID, now: now,
            context: context)
        return try await use.failing(now: now) {
            let (bytes, plaintext) = try decrypt(attachment.bytes, with: key, envelope, settings, now: now, location)
            let (document, isReadable) = try read(bytes, location)
            let match = DocumentMatch(header: envelope.header, party: party, settings: settings)
            let remarks = try remarks(on: document, isReadable, match, now: now, location)
            if document.isAppRec && document.appRec == nil {
                throw Refusal(unopened: .documentInvalid, at: location)
            }
            let receiver = envelope.header.to.her
            return OpenedMessage(
                envelope: envelope, bytes: bytes, document: document, remarks: remarks,
                recordSystem: receiver.flatMap { settings.recordSystem(for: $0, action: envelope.header.action) },
                answerAddress: answerAddress,
                keyUse: use, signing: signing, judgement: judgement.opened(plaintext, document))
        }
    }

    /// What the record system is told beside the document.
    ///
    /// Of a broken document that is not the partner's own, the partner learns no more than of noise: whoever has caught
    /// what another has sealed for us could else ask, end by end, which changes leave the padding right (T-042).
    private func remarks(
        on document: HealthDocument, _ isReadable: Bool, _ match: DocumentMatch, now: Date, _ location: String
    ) throws(Refusal) -> [StructuralFinding] {
        do {
            return try match.remarks(on: document, isReadable: isReadable, catalogue: context.catalogue, now: now)
        } catch {
            throw isReadable ? error : Refusal(unopened: .documentInvalid, at: location)
        }
    }

    private func decryptionKey(for cms: [UInt8], _ settings: TenantSettings, _ location: String) throws -> OwnKey {
        guard !settings.decryptionKeys.isEmpty else { throw Setback.hold(.noDecryptionKey) }
        guard let recipients = try? CMSEnvelope.recipients(cms),
            let key = settings.decryptionKeys.first(where: { key in recipients.contains { $0.matches(key.certificate) }
            })
        else { throw Refusal(unopened: .decryptionFailed, at: location) }
        return key
    }

    private func decrypt(
        _ cms: [UInt8], with key: OwnKey, _ envelope: AuthenticatedEnvelope, _ settings: TenantSettings, now: Date,
        _ location: String
    ) throws -> (document: [UInt8], plaintext: [UInt8]) {
        let partner = envelope.header.from.her.flatMap { settings.partners[$0] }
        // One answer for all that can go wrong in here: a difference would be an oracle.
        guard
            let plaintext = try? CMSEnvelope.open(
                cms, key: key.key, certificate: key.certificate, allowing: PartnerTolerances(partner, now: now).ciphers),
            let enclosed = try? EnclosedDocument.unwrap(
                plaintext, limit: context.limits.document, inflate: { try Gzip.inflate($0, limit: $1) })
        else { throw Refusal(unopened: .decryptionFailed, at: location) }
        return (enclosed.document, plaintext)
    }

    /// The document, or where its XML is broken, what its header says: a record system can reject it by that.
    ///
    /// Only where the header names sender and receiver: telling every well-padded plaintext from one that is not would
    /// help to decrypt what others have sealed for us. What is no broken XML but an attack on its reader stays here.
    private func read(_ bytes: [UInt8], _ location: String) throws -> (document: HealthDocument, isReadable: Bool) {
        do { return (try HealthDocument.read(bytes), true) } catch {
            let isBroken = error.xml?.code == .notWellFormed || error.xml?.code == .encoding
            if isBroken, let head = HealthDocument.readHead(bytes) { return (head, false) }
            throw Refusal(unopened: .documentInvalid, at: location, evidence: error.evidence)
        }
    }
}
