public import Certificates
public import XMLSignature

/// An envelope whose sender is known: only what a verified signature covers (M-057).
///
/// Header and content are read from exactly the canonical bytes that were digested, and every attachment is covered.
/// Only ``ParsedEnvelope/authenticate(with:policy:tolerating:)`` makes one.
public struct AuthenticatedEnvelope: Sendable {
    public let header: MessageHeader
    public let content: EnvelopeContent
    public let attachments: [Attachment]
    /// The references of the signature; a receipt copies them.
    public let references: [SignatureReference]
    /// Departures from the profile that were tolerated, for counting.
    public let quirks: Set<EnvelopeQuirk>
    public let signatureQuirks: Set<SignatureQuirk>
    /// The certificate that verified it.
    public let certificate: Certificate

    /// What makes a message the same message, see `MessageDigest`.
    public var messageDigest: [UInt8] { MessageDigest.of(references) }

    /// The warnings this message is answered with instead of a receipt (HITS 1171 8.4; HITS 1172 4.2.2.1).
    public var warnings: [EbXMLError] {
        quirks.sorted { $0.rawValue < $1.rawValue }.compactMap(\.warning)
    }
}
