import Certificates
public import Identifiers
public import SealedSubmission

/// The keeper of the municipality's organisation certificate, as sending asks it: an installation by its control socket,
/// or the running server itself. It records each use of the key, before it is done.
public protocol SendingKeeper: Sendable {
    /// Signs `LogInStatement` for a unit and a challenge that the send module gave.
    func answer(_ challenge: [UInt8], for unit: ReportingUnit) async throws -> SignedChallenge

    /// Keeps the trustee's receipt with the report it is for.
    func keep(receipt: [UInt8], of submission: SubmissionID) async throws

    /// Keeps the lowest number that a unit's next submission of each kind may have, for the next sealing.
    func keep(next: [SubmissionKind: Int], of unit: ReportingUnit, year: Int) async throws
}

/// A challenge of the send module's, signed with the organisation certificate.
public struct SignedChallenge: Sendable, Equatable {
    /// DER.
    public let certificate: [UInt8]
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    public let signature: [UInt8]

    public init(certificate: [UInt8], signature: [UInt8]) {
        self.certificate = certificate
        self.signature = signature
    }
}

/// How to log in to the send module.
public enum LogInWay: Sendable {
    /// By a challenge signed with the organisation certificate: never counted, and gives everything.
    case certificate(any SendingKeeper)
    /// By the letter's PIN: gives uploading and the status, never a password nor another contact.
    case pin(String)

    /// What the send module says of the next numbers goes to where the next report is sealed; with a PIN nobody is there
    /// to keep it.
    func keep(_ list: SubmissionList, of unit: ReportingUnit, year: Int) async throws {
        guard case .certificate(let keeper) = self else { return }
        try await keeper.keep(next: list.next, of: unit, year: year)
    }
}

/// Who logs in, as the send module knows municipalities.
public struct LogInClaim: Sendable, Equatable {
    public let unit: ReportingUnit
    public let organisation: OrganisationNumber

    public init(unit: ReportingUnit, organisation: OrganisationNumber) {
        self.unit = unit
        self.organisation = organisation
    }
}

/// What is known of a municipality's office without asking anybody.
public struct SendingOffice: Sendable {
    /// Whose certificate the installation has; nil where it has none.
    public var organisation: OrganisationNumber?
    /// The municipalities that are reported for from here, with the districts that have been agreed; empty where the
    /// configuration does not say.
    public var agreed: [LogInClaim]
    public var trustee: OrganisationNumber
    public var register: OrganisationNumber
    /// This program's version.
    public var version: ClientVersion
    /// Trusted issuers, revocation lists and the time, as they are now.
    public var signers: @Sendable () throws -> SignerVerification

    public init(
        organisation: OrganisationNumber?, agreed: [LogInClaim], trustee: OrganisationNumber,
        register: OrganisationNumber, version: ClientVersion,
        signers: @escaping @Sendable () throws -> SignerVerification
    ) {
        self.organisation = organisation
        self.agreed = agreed
        self.trustee = trustee
        self.register = register
        self.version = version
        self.signers = signers
    }

    /// Whether a log-in with these could be right, by what is known here.
    /// - Throws: ``SendFault``.
    func check(_ claim: LogInClaim) throws(SendFault) {
        if let organisation, organisation != claim.organisation {
            throw SendFault(
                .otherOrganisation, ["organisation": claim.organisation.digits, "own": organisation.digits])
        }
        if agreed.isEmpty || agreed.contains(claim) { return }
        let values = ["unit": claim.unit.description, "district": claim.unit.district.digits]
        let sameMunicipality = agreed.filter { $0.unit.municipality == claim.unit.municipality }
        guard let known = sameMunicipality.first else { throw SendFault(.otherMunicipality, values) }
        guard known.organisation == claim.organisation else {
            throw SendFault(
                .otherOrganisation, ["organisation": claim.organisation.digits, "own": known.organisation.digits])
        }
        throw SendFault(.districtNotAgreed, values)
    }

    /// Whether municipality, district and organisation number are known to be right, so that nothing but a PIN can be
    /// wrong.
    func vouches(for claim: LogInClaim) -> Bool { agreed.contains(claim) }

    /// Judges a receipt, by the trustee's certificate and by what was sent.
    /// - Throws: ``SendFault``.
    func verify(_ signed: [UInt8], for report: OwnReport) throws -> SubmissionReceipt {
        let receipt: SubmissionReceipt
        do {
            receipt = try SubmissionReceipt.verify(
                signed, signers: signers(), trustee: trustee, manifest: report.hash
            ).document
        } catch let fault as SubmissionFault {
            throw SendFault(fault.consequence == .hold ? .receiptUnconfirmed : .receiptForged, cause: fault.code)
        }
        let manifest = report.manifest
        guard receipt.submission == manifest.submission, receipt.unit == manifest.unit, receipt.year == manifest.year,
            receipt.sequence == manifest.sequence, receipt.parts == manifest.parts,
            (receipt.kind == .test) == (manifest.kind == .test)
        else { throw SendFault(.receiptForged, cause: .receiptOfOtherSubmission) }
        return receipt
    }
}

/// How long a sending goes on trying.
public struct Patience: Sendable {
    /// Pauses in a row, in seconds, while nothing more arrives; after the last one the sending gives up.
    public var pauses: [Int]
    /// Waits; a test passes at once.
    public var wait: @Sendable (Duration) async throws -> Void

    public init(
        pauses: [Int] = [1, 2, 5, 10, 20, 30, 60, 60],
        wait: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.pauses = pauses
        self.wait = wait
    }

    /// The pause after so many rounds in vain, at least as long as the send module asks for; nil to give up.
    func pause(after vain: Int, asked: Int?) -> Duration? {
        guard vain <= pauses.count else { return nil }
        let own = vain == 0 ? 0 : pauses[vain - 1]
        return .seconds(max(own, min(asked ?? 0, 600)))
    }
}
