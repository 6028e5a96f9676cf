public import Cryptography
public import Foundation
public import Identifiers

/// Why a submission is sent.
public enum SubmissionKind: String, Sendable, Codable, CaseIterable {
    case ordinary, correction
    /// Goes the whole way and never counts.
    case test
}

/// The days that a submission covers, first and last, `2016-01-01` to `2016-12-31`.
public struct ReportingPeriod: Hashable, Sendable, Codable {
    public let from: String
    public let to: String

    public init(from: String, to: String) {
        self.from = from
        self.to = to
    }

    /// All of a year.
    public init(year: Int) { self.init(from: "\(year)-01-01", to: "\(year)-12-31") }

    /// Whether both are days of the year, in order.
    func isWithin(_ year: Int) -> Bool { [from, to].allSatisfy { Self.isDay($0, of: year) } && from <= to }

    private static func isDay(_ text: String, of year: Int) -> Bool {
        let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], parts[0] == String(year),
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }), let month = Int(parts[1]),
            (1...12).contains(month), let day = Int(parts[2])
        else { return false }
        return (1...days[month - 1]).contains(day)
    }
}

/// What a municipality signs: whose submission it is, what it covers, and each of its parts by its hash.
///
/// The signature is what makes a submission count. Trustee and register both verify it.
public struct SubmissionManifest: SignedDocument, Hashable {
    public static let format = "budstikke-manifest-1"
    public static let maximumBytes = 1 << 20

    public let format: String
    public var submission: SubmissionID
    public var unit: ReportingUnit
    public var organisation: OrganisationNumber
    public var year: Int
    public var period: ReportingPeriod
    public var kind: SubmissionKind
    /// Of this unit, year and kind; from 1. The highest counts, whatever comes first.
    public var sequence: Int
    /// Of the extract's format, such as `3.0`.
    public var revision: String
    public var personCount: Int
    public var createdAt: Date
    public var client: SealingClient
    public var contact: Contact
    public var deputy: Contact?
    /// SubjectPublicKeyInfo of an RSA key of the municipality's, to which the feedback's password is sealed.
    public var returnKey: Base64Text
    public var trusteeKey: KeyFingerprint
    public var registerKey: KeyFingerprint
    /// Payload at which parts were cut, bytes.
    public var partSize: Int
    public var parts: [PartEntry]

    public init(
        submission: SubmissionID, unit: ReportingUnit, organisation: OrganisationNumber, year: Int,
        period: ReportingPeriod, kind: SubmissionKind, sequence: Int, revision: String, personCount: Int,
        createdAt: Date, client: SealingClient, contact: Contact, deputy: Contact? = nil,
        returnKey: PublicKey, trusteeKey: KeyFingerprint, registerKey: KeyFingerprint,
        partSize: Int = PartLimits.usualPayload, parts: [PartEntry]
    ) {
        format = Self.format
        self.submission = submission
        self.unit = unit
        self.organisation = organisation
        self.year = year
        self.period = period
        self.kind = kind
        self.sequence = sequence
        self.revision = revision
        self.personCount = personCount
        self.createdAt = createdAt
        self.client = client
        self.contact = contact
        self.deputy = deputy
        self.returnKey = Base64Text(returnKey.spkiDER)
        self.trusteeKey = trusteeKey
        self.registerKey = registerKey
        self.partSize = partSize
        self.parts = parts
    }

    /// The party's key that the manifest names.
    public func key(of holder: KeyHolder) -> KeyFingerprint { holder == .trustee ? trusteeKey : registerKey }
}
