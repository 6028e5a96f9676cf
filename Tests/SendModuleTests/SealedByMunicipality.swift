import Identifiers
import SealedSubmission
import TestSupport

@testable import SendModule

extension SealedByMunicipality {
    /// - Parameter persons: how many, all invented.
    init(
        _ scene: Scene, persons: Int = 6, kind: SubmissionKind = .ordinary, sequence: Int = 1,
        organisation: SyntheticOrganisations.Organisation = Scene.north, unit: String = "9901-00"
    ) throws {
        try self.init(
            Self.persons(persons),
            on: Ground(
                authority: scene.authority, trusteeKey: scene.trusteeKey.certificate,
                registerKey: scene.registerKey.certificate, unit: ReportingUnit(unit)!, year: Scene.year,
                now: Scene.start), Wish(organisation: organisation, kind: kind, sequence: sequence))
    }
}
