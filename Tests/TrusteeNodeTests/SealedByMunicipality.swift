import Certificates
import Foundation
import Identifiers
import OsloCalendar
import SealedSubmission
import TestSupport
import Trustee

@testable import TrusteeNode

extension SealedByMunicipality {
    /// - Parameter identities: what stands in the identity records in place of invented persons.
    init(
        _ installation: Installation, sequence: Int = 1, identities: [[UInt8]]? = nil, kind: SubmissionKind = .ordinary
    ) throws {
        try self.init(
            identities ?? Self.persons(5),
            on: Ground(
                authority: installation.authority, trusteeKey: installation.trusteeKey.certificate,
                registerKey: installation.registerKey.certificate, unit: ReportingUnit("9901-00")!,
                year: Installation.year, now: installation.now),
            Wish(organisation: Installation.north, kind: kind, sequence: sequence, partSize: 80))
    }

    /// Lays it down in the node's store, past its sockets.
    func deposit(in node: TrusteeNode) async throws {
        let now = Installation.now
        let pins = try PinHashing.hasher(for: node.configuration.hashing)(node.store.pinPepper)
        let attempt = LoginAttempt(
            municipality: "9901", district: "00", organisationNumber: Installation.north.number.digits, pin: "47110815")
        let login = try await PinLogin(store: node.store, hashing: pins).attempt(
            attempt, season: Installation.year, now: now)
        guard case .admitted(let sender) = login else { throw NeverHappened(description: "no log-in") }
        let files = try TrustFiles(node.configuration)
        let intake = Intake(
            store: node.store, signer: files.signer, trust: files.trust,
            rules: IntakeRules(
                season: node.configuration.season, minimumClientVersion: node.configuration.minimumClientVersion))
        _ = try await intake.begin(manifest, by: sender, revocation: RevocationLists(required: false), now: now)
        for part in parts {
            _ = try await intake.append(part.bytes, to: part.entry.name, of: id, at: 0, by: sender)
        }
        guard case .received = try await intake.complete(id, by: sender, hasManifest: true, now: now) else {
            throw NeverHappened(description: "no receipt")
        }
    }
}

struct NeverHappened: Error, CustomStringConvertible {
    let description: String
}
