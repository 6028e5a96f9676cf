import Certificates
import CommandOutcome
import Cryptography
public import Foundation
import OsloCalendar
import Register
import SealedSubmission

/// This year's public key as the register publishes it: signed by itself, for municipalities to seal to (I-018).
public enum KeyPublication {
    /// What is published.
    public struct Published: Sendable {
        /// CMS SignedData around the document.
        public let signed: [UInt8]
        /// Sixteen groups of four digits, to be compared on the telephone.
        public let fingerprint: [String]
        public let notAfter: Date
    }

    /// Signs the key of a year; it may be sealed to until the end of the year after, or as long as its certificate is valid.
    /// - Parameter days: so many from now instead, for a rehearsal with an older year; never longer than the certificate.
    /// - Throws: `AdministrationError` while the key or the signing key is missing.
    public static func make(
        year: Int, lasting days: Int? = nil, keys: RegisterKeyFolder, configuration: RegisterConfiguration, now: Date
    ) throws -> Published {
        let pair = try complete(.encryption(year: year), keys)
        let signer = try complete(.signing, keys)
        let end =
            days.map { now + TimeInterval($0) * 86_400 }
            ?? CivilDate(year: year + 2, month: 1, day: 1).map { OsloTime.instant(of: $0) }
        let notAfter = min(end ?? pair.certificate.notAfter, pair.certificate.notAfter)
        guard notAfter > now else {
            throw AdministrationError(
                "key-expired", "The key for \(year) may be sealed to until the end of \(year + 1), which has passed.",
                remedy: "For a rehearsal with an older year say how long it is to last: --days 30.", exit: .data)
        }
        let document = PublishedKey(
            holder: .register, year: year, notBefore: pair.certificate.notBefore, notAfter: notAfter,
            certificate: pair.certificate, minimumClientVersion: configuration.minimumClientVersion)
        return Published(
            signed: try document.signed(key: signer.key, certificate: signer.certificate, at: now),
            fingerprint: KeyFingerprint(of: pair.key.publicKey).groups, notAfter: notAfter)
    }

    private static func complete(_ name: RegisterKeyFolder.Name, _ keys: RegisterKeyFolder) throws -> RegisterKeyPair {
        guard let pair = try keys.pair(name) else {
            throw AdministrationError(
                "key-missing", "The key `\(name)` or its certificate is not there.",
                remedy: "`budstikke-register keys new` makes a key, `keys add` takes its certificate.", exit: .noInput)
        }
        return pair
    }
}
