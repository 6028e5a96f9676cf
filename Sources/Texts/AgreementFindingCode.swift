/// What the strict check of an agreement can find. Raw values as the check gives them.
public enum AgreementFindingCode: String, Sendable, Codable, CaseIterable {
    case expired
    case notYetInForce = "not-yet-in-force"
    case endsSoon = "ends-soon"
    case periodMissing = "period-missing"
    case statusUnknown = "status-unknown"
    case statusProposed = "status-proposed"
    case cpaIDForm = "cpa-id-form"
    case oldCopy = "old-copy"
    case ownPartyMissing = "own-party-missing"
    case sameParty = "same-party"
    case partnerUnknown = "partner-unknown"
    case partnerInactive = "partner-inactive"
    case organisationDiffers = "organisation-differs"
    case nothingAgreed = "nothing-agreed"
    case oneSided = "one-sided"
    case receiptMissing = "receipt-missing"
    case roleMissing = "role-missing"
    case serviceDiffers = "service-differs"
    case signingCertificateMissing = "signing-certificate-missing"
    case encryptionCertificateMissing = "encryption-certificate-missing"
    case certificateUnreadable = "certificate-unreadable"
    case certificateRefused = "certificate-refused"
    case signingCertificateDiffers = "signing-certificate-differs"
    case encryptionCertificateDiffers = "encryption-certificate-differs"
    case certificateReference = "certificate-reference"
    case noRetryPolicy = "no-retry-policy"
    case retriesUnreachable = "retries-unreachable"
    case durationUnreadable = "duration-unreadable"
    case noEndpoint = "no-endpoint"
    case endpointInsecure = "endpoint-insecure"
    case endpointUnreadable = "endpoint-unreadable"
    case endpointDiffers = "endpoint-differs"
    case syncReply = "sync-reply"
    case receiptsNotRequested = "receipts-not-requested"
    case receiptsUnsigned = "receipts-unsigned"
    case duplicatesNotEliminated = "duplicates-not-eliminated"
    case signatureWeak = "signature-weak"
    case encryptionWeak = "encryption-weak"

    /// What is told about it. `{party}` is a HER-id, `{detail}` what was found.
    public var remark: AgreementRemark {
        switch self {
        case .expired: AgreementRemarks.expired
        case .notYetInForce: AgreementRemarks.notYetInForce
        case .endsSoon: AgreementRemarks.endsSoon
        case .periodMissing: AgreementRemarks.periodMissing
        case .statusUnknown: AgreementRemarks.statusUnknown
        case .statusProposed: AgreementRemarks.statusProposed
        case .cpaIDForm: AgreementRemarks.cpaIDForm
        case .oldCopy: AgreementRemarks.oldCopy
        case .ownPartyMissing: AgreementRemarks.ownPartyMissing
        case .sameParty: AgreementRemarks.sameParty
        case .partnerUnknown: AgreementRemarks.partnerUnknown
        case .partnerInactive: AgreementRemarks.partnerInactive
        case .organisationDiffers: AgreementRemarks.organisationDiffers
        case .nothingAgreed: AgreementRemarks.nothingAgreed
        case .oneSided: AgreementRemarks.oneSided
        case .receiptMissing: AgreementRemarks.receiptMissing
        case .roleMissing: AgreementRemarks.roleMissing
        case .serviceDiffers: AgreementRemarks.serviceDiffers
        case .signingCertificateMissing: CertificateRemarks.signingCertificateMissing
        case .encryptionCertificateMissing: CertificateRemarks.encryptionCertificateMissing
        case .certificateUnreadable: CertificateRemarks.certificateUnreadable
        case .certificateRefused: CertificateRemarks.certificateRefused
        case .signingCertificateDiffers: CertificateRemarks.signingCertificateDiffers
        case .encryptionCertificateDiffers: CertificateRemarks.encryptionCertificateDiffers
        case .certificateReference: CertificateRemarks.certificateReference
        case .noRetryPolicy: ChannelRemarks.noRetryPolicy
        case .retriesUnreachable: ChannelRemarks.retriesUnreachable
        case .durationUnreadable: ChannelRemarks.durationUnreadable
        case .noEndpoint: ChannelRemarks.noEndpoint
        case .endpointInsecure: ChannelRemarks.endpointInsecure
        case .endpointUnreadable: ChannelRemarks.endpointUnreadable
        case .endpointDiffers: ChannelRemarks.endpointDiffers
        case .syncReply: ChannelRemarks.syncReply
        case .receiptsNotRequested: ChannelRemarks.receiptsNotRequested
        case .receiptsUnsigned: ChannelRemarks.receiptsUnsigned
        case .duplicatesNotEliminated: ChannelRemarks.duplicatesNotEliminated
        case .signatureWeak: ChannelRemarks.signatureWeak
        case .encryptionWeak: ChannelRemarks.encryptionWeak
        }
    }
}

/// What is told about one finding in an agreement: what it is, and what to do.
public struct AgreementRemark: Sendable, Equatable {
    public let what: Phrase
    public let action: Phrase

    init(_ what: Phrase, action: Phrase) {
        self.what = what
        self.action = action
    }
}
