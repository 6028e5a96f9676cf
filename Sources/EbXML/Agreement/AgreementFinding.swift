public import Identifiers

/// One thing that the strict check of an agreement has found. The raw value of its code is what is shown and stored.
public struct AgreementFinding: Sendable, Equatable {
    public let code: Code
    /// The party it is about; nil for the agreement as a whole.
    public let party: HERId?
    /// What was found: actions, an address, a date; never anything but what the agreement or the register holds.
    public let detail: String

    /// What follows from it.
    public enum Consequence: String, Sendable, Codable, CaseIterable {
        /// Nothing is exchanged under the agreement, or not what the finding names.
        case stops
        /// Exchange goes on; something is wrong that a partner may stumble over.
        case warns
        /// Worth knowing.
        case tells
    }

    public enum Code: String, Sendable, Codable, CaseIterable {
        // The agreement itself.
        case expired
        case notYetInForce = "not-yet-in-force"
        case endsSoon = "ends-soon"
        case periodMissing = "period-missing"
        case statusUnknown = "status-unknown"
        case statusProposed = "status-proposed"
        case cpaIDForm = "cpa-id-form"
        case oldCopy = "old-copy"
        // The parties.
        case ownPartyMissing = "own-party-missing"
        case sameParty = "same-party"
        case partnerUnknown = "partner-unknown"
        case partnerInactive = "partner-inactive"
        case organisationDiffers = "organisation-differs"
        // What may be sent.
        case nothingAgreed = "nothing-agreed"
        case oneSided = "one-sided"
        case receiptMissing = "receipt-missing"
        case roleMissing = "role-missing"
        case serviceDiffers = "service-differs"
        // Certificates.
        case signingCertificateMissing = "signing-certificate-missing"
        case encryptionCertificateMissing = "encryption-certificate-missing"
        case certificateUnreadable = "certificate-unreadable"
        case certificateRefused = "certificate-refused"
        case signingCertificateDiffers = "signing-certificate-differs"
        case encryptionCertificateDiffers = "encryption-certificate-differs"
        case certificateReference = "certificate-reference"
        // Repetition.
        case noRetryPolicy = "no-retry-policy"
        case retriesUnreachable = "retries-unreachable"
        case durationUnreadable = "duration-unreadable"
        // Transport.
        case noEndpoint = "no-endpoint"
        case endpointInsecure = "endpoint-insecure"
        case endpointUnreadable = "endpoint-unreadable"
        case endpointDiffers = "endpoint-differs"
        case syncReply = "sync-reply"
        // Receipts, signatures, encryption.
        case receiptsNotRequested = "receipts-not-requested"
        case receiptsUnsigned = "receipts-unsigned"
        case duplicatesNotEliminated = "duplicates-not-eliminated"
        case signatureWeak = "signature-weak"
        case encryptionWeak = "encryption-weak"

        public var consequence: Consequence {
            switch self {
            case .expired, .notYetInForce, .statusUnknown, .ownPartyMissing, .sameParty, .partnerUnknown,
                .partnerInactive, .nothingAgreed, .noEndpoint:
                .stops
            case .endsSoon, .periodMissing, .organisationDiffers, .oneSided, .receiptMissing, .roleMissing,
                .signingCertificateMissing, .encryptionCertificateMissing, .certificateUnreadable,
                .certificateRefused, .signingCertificateDiffers, .encryptionCertificateDiffers, .retriesUnreachable,
                .durationUnreadable, .endpointInsecure, .endpointUnreadable, .endpointDiffers, .syncReply,
                .receiptsNotRequested, .receiptsUnsigned, .duplicatesNotEliminated, .signatureWeak, .encryptionWeak:
                .warns
            case .statusProposed, .cpaIDForm, .oldCopy, .serviceDiffers, .certificateReference, .noRetryPolicy: .tells
            }
        }
    }

    init(_ code: Code, _ party: HERId? = nil, _ detail: String = "") {
        self.code = code
        self.party = party
        self.detail = detail
    }
}
