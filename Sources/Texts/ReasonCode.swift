/// Why a message was refused, held or given up. The raw value is what is stored, logged and shown folded away.
public enum ReasonCode: String, Sendable, Codable, CaseIterable {
    // The partner and the register.
    case partnerUnknown = "partner-unknown"
    case partnerInactive = "partner-inactive"
    case noEDIAddress = "no-edi-address"
    case registerUnavailable = "register-unavailable"
    case agreementUnreadable = "agreement-unreadable"
    case agreementExpired = "agreement-expired"
    case agreementNotInForce = "agreement-not-in-force"
    case agreementForOthers = "agreement-for-others"
    case agreementForbids = "agreement-forbids"
    case ownAddressUnknown = "own-address-unknown"
    case stageNotAllowed = "stage-not-allowed"
    // Certificates and keys.
    case noEncryptionCertificate = "no-encryption-certificate"
    case certificateExpired = "certificate-expired"
    case certificateNotYetValid = "certificate-not-yet-valid"
    case certificateRevoked = "certificate-revoked"
    case certificateUntrusted = "certificate-untrusted"
    case certificateOfAnother = "certificate-of-another"
    case revocationUnknown = "revocation-unknown"
    case noSigningKey = "no-signing-key"
    case noDecryptionKey = "no-decryption-key"
    case noSigningCertificate = "no-signing-certificate"
    // The document.
    case documentInvalid = "document-invalid"
    case schemaInvalid = "schema-invalid"
    case tooLarge = "too-large"
    case typeUnknown = "type-unknown"
    case wrongAction = "wrong-action"
    case addressesMissing = "addresses-missing"
    case senderNotAllowed = "sender-not-allowed"
    case receiverNotNamed = "receiver-not-named"
    case tooManyReceivers = "too-many-receivers"
    case messageIDReused = "message-id-reused"
    case unmatchedAppRec = "unmatched-appRec"
    case personInMunicipality = "person-in-municipality"
    case senderNotService = "sender-not-service"
    // The envelope of an incoming message.
    case signatureInvalid = "signature-invalid"
    case notCovered = "not-covered"
    case envelopeInvalid = "envelope-invalid"
    case decryptionFailed = "decryption-failed"
    case headerMismatch = "header-mismatch"
    case notAgreed = "not-agreed"
    case notOurs = "not-ours"
    case unknownSender = "unknown-sender"
    case unreadableMail = "unreadable-mail"
    case timeToLiveExpired = "time-to-live-expired"
    // On the way to the partner.
    case noReceiptInTime = "no-receipt-in-time"
    case smtpRefused = "smtp-refused"
    case hostNotAllowed = "host-not-allowed"
    case mailServerUnavailable = "mail-server-unavailable"
    case partnerUnreachable = "partner-unreachable"
    case httpRefused = "http-refused"
    case partnerCertificateUntrusted = "partner-certificate-untrusted"
    case partnerCertificateName = "partner-certificate-name"
    case clientCertificateRefused = "client-certificate-refused"
    case partnerTLSFailed = "partner-tls-failed"
    case bounced
    case soapFault = "soap-fault"
    case partnerError = "partner-error"
    case appRecRejected = "appRec-rejected"
    case noAppRecInTime = "no-appRec-in-time"
    case unmatchedReceipt = "unmatched-receipt"
    case digestsDiffer = "digests-differ"
    // Whoever is not heard of.
    case partnerSilent = "partner-silent"
    case recordSystemSilent = "record-system-silent"
    // This installation.
    case diskFull = "disk-full"
    case contentDamaged = "content-damaged"
    case crashedThreeTimes = "crashed-three-times"
    case noRecordSystem = "no-record-system"
    case folderUnavailable = "folder-unavailable"
    case handOverUncertain = "hand-over-uncertain"
    case clockWrong = "clock-wrong"

    /// What is told about it. Exhaustive: a new code does not compile without its words.
    public var reason: Reason {
        switch self {
        case .partnerUnknown: PartnerReasons.unknown
        case .partnerInactive: PartnerReasons.inactive
        case .noEDIAddress: PartnerReasons.noEDIAddress
        case .registerUnavailable: PartnerReasons.registerUnavailable
        case .agreementUnreadable: PartnerReasons.agreementUnreadable
        case .agreementExpired: AgreementReasons.expired
        case .agreementNotInForce: AgreementReasons.notInForce
        case .agreementForOthers: AgreementReasons.forOthers
        case .agreementForbids: AgreementReasons.forbids
        case .ownAddressUnknown: PartnerReasons.ownAddressUnknown
        case .stageNotAllowed: PartnerReasons.stageNotAllowed
        case .noEncryptionCertificate: CertificateReasons.noEncryptionCertificate
        case .certificateExpired: CertificateReasons.expired
        case .certificateNotYetValid: CertificateReasons.notYetValid
        case .certificateRevoked: CertificateReasons.revoked
        case .certificateOfAnother: CertificateReasons.ofAnother
        case .certificateUntrusted: CertificateReasons.untrusted
        case .revocationUnknown: CertificateReasons.revocationUnknown
        case .noSigningKey: CertificateReasons.noSigningKey
        case .noDecryptionKey: CertificateReasons.noDecryptionKey
        case .noSigningCertificate: CertificateReasons.noSigningCertificate
        case .documentInvalid: DocumentReasons.invalid
        case .schemaInvalid: DocumentReasons.schemaInvalid
        case .tooLarge: DocumentReasons.tooLarge
        case .typeUnknown: DocumentReasons.typeUnknown
        case .wrongAction: DocumentReasons.wrongAction
        case .addressesMissing: DocumentReasons.addressesMissing
        case .senderNotAllowed: DocumentReasons.senderNotAllowed
        case .receiverNotNamed: DocumentReasons.receiverNotNamed
        case .tooManyReceivers: DocumentReasons.tooManyReceivers
        case .messageIDReused: DocumentReasons.messageIDReused
        case .unmatchedAppRec: DocumentReasons.unmatchedAppRec
        case .personInMunicipality: DocumentReasons.personInMunicipality
        case .senderNotService: DocumentReasons.senderNotService
        case .signatureInvalid: EnvelopeReasons.signatureInvalid
        case .notCovered: EnvelopeReasons.notCovered
        case .envelopeInvalid: EnvelopeReasons.envelopeInvalid
        case .decryptionFailed: EnvelopeReasons.decryptionFailed
        case .headerMismatch: EnvelopeReasons.headerMismatch
        case .notAgreed: AgreementReasons.notAgreed
        case .notOurs: EnvelopeReasons.notOurs
        case .unknownSender: EnvelopeReasons.unknownSender
        case .unreadableMail: EnvelopeReasons.unreadableMail
        case .timeToLiveExpired: EnvelopeReasons.timeToLiveExpired
        case .noReceiptInTime: TransportReasons.noReceiptInTime
        case .smtpRefused: TransportReasons.smtpRefused
        case .hostNotAllowed: TransportReasons.hostNotAllowed
        case .mailServerUnavailable: TransportReasons.mailServerUnavailable
        case .partnerUnreachable: HTTPReasons.unreachable
        case .httpRefused: HTTPReasons.refused
        case .partnerCertificateUntrusted: HTTPReasons.certificateUntrusted
        case .partnerCertificateName: HTTPReasons.certificateName
        case .clientCertificateRefused: HTTPReasons.clientCertificate
        case .partnerTLSFailed: HTTPReasons.tlsFailed
        case .bounced: TransportReasons.bounced
        case .soapFault: TransportReasons.soapFault
        case .partnerError: TransportReasons.partnerError
        case .appRecRejected: TransportReasons.appRecRejected
        case .noAppRecInTime: TransportReasons.noAppRecInTime
        case .unmatchedReceipt: TransportReasons.unmatchedReceipt
        case .digestsDiffer: TransportReasons.digestsDiffer
        case .partnerSilent: SilenceReasons.partner
        case .recordSystemSilent: SilenceReasons.recordSystem
        case .diskFull: InstallationReasons.diskFull
        case .contentDamaged: InstallationReasons.contentDamaged
        case .crashedThreeTimes: InstallationReasons.crashedThreeTimes
        case .noRecordSystem: InstallationReasons.noRecordSystem
        case .folderUnavailable: InstallationReasons.folderUnavailable
        case .handOverUncertain: InstallationReasons.handOverUncertain
        case .clockWrong: InstallationReasons.clockWrong
        }
    }
}
