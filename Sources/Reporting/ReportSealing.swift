public import Cryptography
public import Foundation
public import Identifiers
import IplosContent
public import IplosExtract
public import SealedSubmission

/// Seals an extract: *look at the head* → *begin* → *check, split and seal in one reading* → *sign* → *put in place*.
///
/// The extract is read and never copied; what is written is ciphertext and a signed manifest. What the check stops is
/// taken away again, and its number in the order is free for the next. It needs no network. The private keys stay where
/// they are: `begin` and `sign` ask their keeper.
public struct ReportSealing: Sendable {
    /// Who sends, and to whose keys.
    public struct Order: Sendable {
        public var kind: SubmissionKind
        public var contact: Contact
        public var deputy: Contact?
        public var client: SealingClient
        /// This year's, of both parties.
        public var keys: @Sendable (_ year: Int) throws -> VerifiedKeys
        public var partSize: Int

        public init(
            kind: SubmissionKind, contact: Contact, deputy: Contact? = nil, client: SealingClient,
            keys: @escaping @Sendable (_ year: Int) throws -> VerifiedKeys, partSize: Int = PartLimits.usualPayload
        ) {
            self.kind = kind
            self.contact = contact
            self.deputy = deputy
            self.client = client
            self.keys = keys
            self.partSize = partSize
        }
    }

    /// A submission that has been begun: its place in the order is on disk.
    public struct Begun: Sendable {
        public let submission: SubmissionID
        public let organisation: OrganisationNumber
        public let sequence: Int
        public let returnKey: PublicKey
        public let at: Date

        public init(
            submission: SubmissionID, organisation: OrganisationNumber, sequence: Int, returnKey: PublicKey, at: Date
        ) {
            self.submission = submission
            self.organisation = organisation
            self.sequence = sequence
            self.returnKey = returnKey
            self.at = at
        }
    }

    /// What the keeper of the municipality's keys does.
    public struct Keeper: Sendable {
        public var begin: @Sendable (ReportingUnit, _ year: Int, SubmissionKind) async throws -> Begun
        /// Takes back what was begun and came to nothing.
        public var withdraw: @Sendable (SubmissionID) async throws -> Void
        public var sign: @Sendable (SubmissionManifest) async throws -> [UInt8]

        public init(
            begin: @escaping @Sendable (ReportingUnit, _ year: Int, SubmissionKind) async throws -> Begun,
            withdraw: @escaping @Sendable (SubmissionID) async throws -> Void,
            sign: @escaping @Sendable (SubmissionManifest) async throws -> [UInt8]
        ) {
            self.begin = begin
            self.withdraw = withdraw
            self.sign = sign
        }
    }

    /// Why an extract is not sealed.
    public enum Fault: Error, Equatable, Sendable, CustomStringConvertible {
        /// The check stops it; its summary says why.
        case stopped
        /// It is another file now than the one that was checked.
        case changedMeanwhile
        /// It is to be sent as a test, and has numbers that may be real persons'.
        case realPersonsInTest

        public var description: String {
            switch self {
            case .stopped: "The extract cannot be sent: it is unreadable, or of another municipality or period."
            case .changedMeanwhile: "The extract was changed while it was being sealed."
            case .realPersonsInTest: "The extract has numbers that may be real persons': it is never sent as a test."
            }
        }
    }

    /// What came of it.
    public struct Sealed: Sendable {
        public let manifest: SubmissionManifest
        public let folder: SubmissionFolder
        public let summary: CheckSummary
        /// Values that were left out since they could be identity numbers in the wrong place.
        public let withheld: Int
    }

    private let order: Order
    private let check: ReportCheck.Options
    private let keeper: Keeper

    public init(_ order: Order, check: ReportCheck.Options, keeper: Keeper) {
        self.order = order
        self.check = check
        self.keeper = keeper
    }

    /// - Parameter place: names the folder to make, once it is known what it will hold.
    /// - Throws: ``Fault``, `ExtractFile.Fault`, `SubmissionFolder.Fault`, `SubmissionFault`, or what the keeper throws.
    public func run(
        _ file: some ExtractSource, companion: CompanionIdentities?,
        to place: (ReportingUnit, _ year: Int, _ sequence: Int) -> SubmissionFolder
    ) async throws -> Sealed {
        let stamp = try file.stamp()
        let head = try ReportCheck(check).head(of: file)
        guard head.verdict != .stopped, let unit = head.unit, let year = head.year else { throw Fault.stopped }
        let keys = try order.keys(year)
        let begun = try await keeper.begin(unit, year, order.kind)
        let folder = place(unit, year, begun.sequence)
        // A number whose folder is taken stays used up, or the next sealing would meet the same folder.
        try folder.begin()
        do {
            let halves = SealedHalves(order: order, submission: begun.submission, keys: keys, folder: folder)
            let summary = try checkAndSeal(file, companion, halves)
            guard try file.stamp() == stamp else { throw Fault.changedMeanwhile }
            guard summary.verdict != .stopped else { throw Fault.stopped }
            let split = try halves.finish()
            let manifest = SubmissionManifest(
                submission: begun.submission, unit: unit, organisation: begun.organisation, year: year,
                period: ReportingPeriod(year: year), kind: order.kind, sequence: begun.sequence,
                revision: summary.revision?.rawValue ?? "", personCount: split.persons, createdAt: begun.at,
                client: order.client, contact: order.contact, deputy: order.deputy, returnKey: begun.returnKey,
                trusteeKey: keys.trustee.fingerprint, registerKey: keys.register.fingerprint,
                partSize: order.partSize, parts: split.parts)
            if let fault = manifest.fault { throw fault }
            try folder.finish(signedManifest: try await keeper.sign(manifest))
            return Sealed(manifest: manifest, folder: folder, summary: summary, withheld: split.withheld)
        } catch {
            folder.remove()
            // One that cannot be taken back leaves a gap, which harms nothing; the first error says what is wrong.
            try? await keeper.withdraw(begun.submission)
            throw error
        }
    }

    /// Checks an extract alone, and gives what came of it when it may be sealed.
    /// - Throws: ``Fault``, `ExtractFile.Fault`.
    public func accepted(
        _ file: some ExtractSource, companion: CompanionIdentities?
    ) throws -> (summary: CheckSummary, unit: ReportingUnit, year: Int) {
        let summary = try ReportCheck(check).run(file, companion: companion)
        guard summary.verdict != .stopped, let unit = summary.unit, let year = summary.year else { throw Fault.stopped }
        guard summary.count(of: .realInTest) == 0 else { throw Fault.realPersonsInTest }
        return (summary, unit, year)
    }

    /// Reads the extract once, from end to end; each person goes to both sealers when it has been checked.
    private func checkAndSeal(
        _ file: some ExtractSource, _ companion: CompanionIdentities?, _ halves: SealedHalves
    ) throws -> CheckSummary {
        try ReportCheck(check) { finding in
            // One is enough: nothing more of them shall be written, sealed or not.
            guard finding.control != IdentityControl.realInTest.rawValue else { throw Fault.realPersonsInTest }
        }.run(
            file, companion: companion,
            follower: .init(head: { halves.begin($0) }, person: { try halves.add($0, identity: $1) }))
    }
}
