public import Identifiers

/// A register's feedback on one yearly report: the archive of error list and tables, and the archive's password beside
/// it, sealed to the submission's return key (I-046).
///
/// It travels as a MsgHead of a type of our own, since the sector has none: the national parts, header, attachment and
/// receipts, are as for any message. What is in it is ciphertext; the envelope's signature says who sent it.
public struct RegisterFeedback: Sendable, Equatable {
    /// The type's code, and eb:Action.
    public static let action = "BUDSTIKKE_TILBAKEMELDING"
    /// Of the main document.
    public static let namespace = "urn:budstikke:tilbakemelding:1"
    /// Octets of the largest archive that fits, in base64 and with its header, in a document that is exchanged.
    public static let largestArchive = 44 << 20

    public let submission: SubmissionID
    public let unit: ReportingUnit
    /// The year that was reported.
    public let year: Int
    /// The archive's own name, such as `4601-00_2016_ordinary-1.zip`.
    public let fileName: String
    /// Of `archive`.
    public let sha256: [UInt8]
    /// RSAES-OAEP to the submission's return key.
    public let sealedPassword: [UInt8]
    /// AES-256 zip.
    public let archive: [UInt8]

    public init(
        submission: SubmissionID, unit: ReportingUnit, year: Int, fileName: String, sha256: [UInt8],
        sealedPassword: [UInt8], archive: [UInt8]
    ) {
        self.submission = submission
        self.unit = unit
        self.year = year
        self.fileName = fileName
        self.sha256 = sha256
        self.sealedPassword = sealedPassword
        self.archive = archive
    }

    /// The schema of the main document, for an installation that validates by schemas.
    public static var schema: [UInt8] { PackageResources.register_feedback_xsd }
}

/// Why a document is not taken as a register's feedback. Never shows what is in it.
public enum RegisterFeedbackFault: String, Error, Equatable, Sendable, CaseIterable, CustomStringConvertible {
    /// Not well-formed XML, or beyond the limits.
    case notXML
    /// A message of another type.
    case otherType
    /// It has not the one main document and the one attachment.
    case incomplete
    /// A value is not of its form.
    case malformed
    /// The attachment is larger than is taken.
    case tooLarge

    public var description: String {
        switch self {
        case .notXML: "The message cannot be read as XML."
        case .otherType: "The message is not a register's feedback."
        case .incomplete: "The feedback lacks its description or its archive."
        case .malformed: "A value in the feedback is not of its form."
        case .tooLarge: "The feedback's archive is larger than is taken."
        }
    }
}

/// Who sends the feedback and who gets it, and what the message itself is called.
public struct RegisterFeedbackEnvelope: Sendable, Equatable {
    /// A party on the two levels that addresses need.
    public struct Party: Sendable, Equatable, Codable {
        /// The organisation.
        public let name: String
        public let her: HERId
        /// The service in it, which is the communication party.
        public let serviceName: String
        public let serviceHER: HERId

        public init(name: String, her: HERId, serviceName: String, serviceHER: HERId) {
            self.name = name
            self.her = her
            self.serviceName = serviceName
            self.serviceHER = serviceHER
        }
    }

    public let msgID: String
    public let sentAt: HealthTime
    public let from: Party
    public let to: Party

    /// - Parameter msgID: a UUID.
    public init(msgID: String, sentAt: HealthTime, from: Party, to: Party) {
        self.msgID = msgID
        self.sentAt = sentAt
        self.from = from
        self.to = to
    }
}
