/// A fault that `ExtractGenerator` puts into an invented extract on purpose, one to a person.
///
/// The raw value is what a command takes.
public enum PlantedFault: String, Sendable, Hashable, CaseIterable, Codable {
    // The person.
    case missingIdentity
    /// The last check digit is wrong.
    case invalidIdentity
    /// The whole person comes twice, with the same local number.
    case duplicatePerson
    /// Ten years more than the identity number says.
    case wrongAge
    case deadBeforeYear
    /// An element that the format has not.
    case unknownElement

    // Circumstances (PERSONOPPL) and functions (FUNKSJON).
    case unknownHouseholdCode
    /// Assistance is received that nobody needs.
    case assistanceWithoutNeed
    case noFunctions
    case unknownFunctionValue

    // Services (TJENESTE).
    case noServices
    case unknownServiceCode
    /// An institution without the number of its organisation.
    case missingOrganisationNumber
    case wrongOrganisationCheckDigit
    /// A right number that is not among the municipality's `providers`.
    case unknownOrganisationNumber
    case decisionBeforeApplication
    case stopBeforeStart
    case startAfterYear
    /// 31 February.
    case impossibleDate
    /// Two hundred in a week.
    case tooManyHours
    case missingHours
    case overlappingStays
    case homeServiceDuringStay
    /// Two services have the same number.
    case duplicateRow

    // Diagnoses (DIAGNOSE).
    case diagnosisWithoutSystem
    /// A text that a spreadsheet would take for a formula, instead of a diagnosis code.
    case formulaText

    /// The kind of care a person must have for the fault to be seen; nil where any will do.
    var careGroup: CareGroup? {
        switch self {
        case .missingOrganisationNumber, .wrongOrganisationCheckDigit, .unknownOrganisationNumber, .overlappingStays,
            .homeServiceDuringStay:
            .longTermStay
        case .unknownServiceCode, .decisionBeforeApplication, .stopBeforeStart, .startAfterYear, .impossibleDate,
            .tooManyHours, .missingHours, .duplicateRow:
            .nursing
        case .missingIdentity, .invalidIdentity, .duplicatePerson, .wrongAge, .deadBeforeYear, .unknownElement,
            .unknownHouseholdCode, .assistanceWithoutNeed, .noFunctions, .unknownFunctionValue, .noServices,
            .diagnosisWithoutSystem, .formulaText:
            nil
        }
    }

    /// Whether it lies in a diagnosis, which the person then has.
    var needsDiagnosis: Bool { self == .diagnosisWithoutSystem || self == .formulaText }
}

/// Where a fault was put.
public struct PlacedFault: Sendable, Hashable {
    public let fault: PlantedFault
    /// The local number (pePeID) of the person that has it.
    public let localNumber: Int
}
