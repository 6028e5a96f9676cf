import Foundation
import Identifiers
import SealedSubmission
import TestSupport

@testable import Trustee

extension SealedByMunicipality {
    init(_ identities: [[UInt8]], _ stage: Stage, _ wish: Wish = Wish()) throws {
        try self.init(
            identities,
            on: Ground(
                authority: stage.authority, trusteeKey: stage.trusteeKey.certificate,
                registerKey: stage.registerKey.certificate, unit: Stage.north, year: Stage.year, now: Stage.now), wish)
    }

    /// Sends all of it, and gives the receipt.
    func send(
        to intake: Intake, by sender: Admission = Stage.admission(), now: Date = Stage.now
    ) async throws -> CompleteOutcome {
        let begun = try await intake.begin(manifest, by: sender, revocation: Stage.noLists, now: now)
        switch begun {
        case .refused(let refusal): return .refused(refusal)
        case .received(let receipt): return .received(receipt)
        case .upload(let plan):
            for part in plan.parts {
                let bytes = parts.first { $0.entry.name == part.name }!.bytes
                _ = try await intake.append(
                    Array(bytes[part.offset...]), to: part.name, of: id, at: part.offset, by: sender)
            }
            return try await intake.complete(id, by: sender, hasManifest: true, now: now)
        }
    }
}
