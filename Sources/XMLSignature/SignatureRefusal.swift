/// Why a signature was not accepted. An expected answer, given as a value.
public struct SignatureRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Code: String, Sendable, CaseIterable {
        /// Not a SOAP envelope with one Header followed by one Body, or another of these further inside.
        case notAnEnvelope
        /// Two elements carry the same id.
        case duplicateIdentifier
        case noSignature
        /// More than one ds:Signature, wherever they are (HITS 1172 r.45, 52).
        case severalSignatures
        /// The ds:Signature is not a child of SOAP:Header.
        case misplacedSignature
        /// A ds:Object anywhere in the envelope.
        case objectPresent
        /// Not built as the profile says: an element too many, too few or in another order.
        case malformedSignature
        /// KeyInfo does not hold exactly one X509Certificate (r.32, 41).
        case keyInfo
        /// An algorithm that is not on the list, or SHA-1 without exception.
        case algorithm
        /// Transforms other than the profile's, or in another order (r.35-38).
        case transform
        /// A reference that is neither to the envelope as a whole nor to a part.
        case referenceURI
        case duplicateReference
        /// Two parts have the same Content-ID.
        case duplicatePart
        case envelopeNotCovered
        case partNotCovered
        case referenceWithoutPart
        /// SignatureValue was not made with the given key over this SignedInfo.
        case signatureValue
        /// What is referred to is not what was signed.
        case digest
        /// What the signature covers is no envelope any more: Header or Body were filtered out of it.
        case coverage
    }

    public let code: Code
    /// Which of several, or what kind: never content.
    public let detail: String

    public init(_ code: Code, _ detail: String = "") {
        self.code = code
        self.detail = detail
    }

    public var description: String { detail.isEmpty ? code.rawValue : "\(code.rawValue): \(detail)" }
}
