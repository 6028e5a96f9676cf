import Certificates
import Foundation
import Identifiers
import Store
import Texts

extension KnownCertificate {
    /// Remembers the certificate a message was verified with; when the partner had another before, the message's
    /// timeline says so (T-037: the same organisation with a new certificate is accepted, and told of).
    static func note(
        _ certificate: Certificate, of message: StoredMessage, at now: Date, in transaction: any TenantTransaction
    ) throws {
        guard let partner = message.fromHER else { return }
        let before = try transaction.record(KnownCertificate.self, id: partner.description)
        guard before?.fingerprint != certificate.fingerprint else { return }
        try transaction.put(KnownCertificate(her: partner, fingerprint: certificate.fingerprint, since: now))
        guard before != nil else { return }
        try transaction.append(
            MessageEvent(
                message: message.key, at: now, step: "certificateChanged", actor: "server",
                detail: ["serialNumber": certificate.serialNumberHex]))
    }
}

extension Setback {
    /// Puts a deviation into the message's timeline, where this is one.
    func record(on message: MessageKey, at now: Date, in transaction: any TenantTransaction) throws {
        guard isDeviation else { return }
        try transaction.append(
            MessageEvent(
                message: message, at: now, step: "deviation", actor: "server", detail: ["reason": reason.rawValue]))
    }
}
