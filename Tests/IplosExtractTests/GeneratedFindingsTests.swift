import Identifiers
import IplosContent
import IplosExtract
import NationalIdentity
import Testing

/// The generator and the controls were made without each other: what one plants the other must find.
@Suite("What the controls find in invented extracts")
struct GeneratedFindingsTests {
    /// Controls by the local number of the person they concern, or by "" where that is nobody.
    private func findings(
        persons: Int, year: Int, faults: [PlantedFault: Int] = [:]
    ) throws -> (byPerson: [String: Set<String>], unknownElements: Int, generator: ExtractGenerator) {
        let generator = ExtractGenerator(
            persons: persons, seed: 7, municipality: .init("4601")!, year: year, faults: faults)
        var found: [String: Set<String>] = [:]
        var personCheck: PersonCheck?
        var identityCheck = IdentityCheck(realm: .test, year: year)
        let companion =
            generator.revision.holdsIdentities
            ? nil : try CompanionIdentities(GeneratedExtract.collect(generator.writeIdentities))
        let reader = ExtractReader(
            companion: companion,
            head: { head in
                let (checked, findings) = HeadCheck(year: year).check(head)
                for finding in findings { found["", default: []].insert(finding.control.rawValue) }
                personCheck = checked.map { PersonCheck(head: $0) }
            },
            person: { person, identity in
                var findings: [Finding] = []
                _ = personCheck?.check(person, findings: &findings)
                for finding in findings {
                    found[finding.localNumber ?? "", default: []].insert(finding.control.rawValue)
                }
                for finding in identityCheck.check(identity, of: person) {
                    found[finding.localNumber ?? "", default: []].insert(finding.control.rawValue)
                }
            })
        try generator.write { try reader.feed($0) }
        let counts = try reader.finish()
        #expect(counts.persons == persons + (faults[.duplicatePerson] ?? 0))
        return (found, counts.unknownElements, generator)
    }

    @Test("I-005 an extract without planted faults has no finding", arguments: [2007, 2016, 2018, 2019, 2021])
    func clean(_ year: Int) throws {
        let (found, unknown, _) = try findings(persons: 120, year: year)
        #expect(found == [:])
        #expect(unknown == 0)
    }

    @Test("I-005 each planted fault is found by its own control, and nothing else is", arguments: [2016, 2018, 2019])
    func planted(_ year: Int) throws {
        let all = Dictionary(uniqueKeysWithValues: PlantedFault.allCases.map { ($0, 3) })
        let (found, unknown, generator) = try findings(persons: 80, year: year, faults: all)
        for placed in generator.placedFaults {
            var found = found["\(placed.localNumber)"] ?? []
            // Some of the services of who died before the year began after the death, too.
            if placed.fault == .deadBeforeYear { found.remove("K-209") }
            #expect(found == controls(placed.fault), "\(placed.fault)")
        }
        let faulty = Set(generator.placedFaults.map { "\($0.localNumber)" })
        #expect(Set(found.keys).subtracting(faulty) == [])
        #expect(unknown == 3)
    }

    private func controls(_ fault: PlantedFault) -> Set<String> {
        switch fault {
        case .missingIdentity: ["K-401"]
        case .invalidIdentity: ["K-404"]
        case .duplicatePerson: ["K-109", "K-407"]
        case .wrongAge: ["K-408"]
        case .deadBeforeYear: ["K-208"]
        case .unknownHouseholdCode, .unknownFunctionValue, .unknownServiceCode: ["K-103"]
        case .assistanceWithoutNeed: ["K-210"]
        case .noFunctions: ["K-213"]
        case .noServices: ["K-301"]
        case .missingOrganisationNumber: ["K-303"]
        case .wrongOrganisationCheckDigit: ["K-305"]
        case .decisionBeforeApplication: ["K-201"]
        case .stopBeforeStart: ["K-204"]
        case .startAfterYear: ["K-104"]
        case .impossibleDate: ["K-102"]
        case .tooManyHours: ["K-105"]
        case .missingHours: ["K-101"]
        case .overlappingStays: ["K-211"]
        case .homeServiceDuringStay: ["K-212"]
        case .duplicateRow: ["K-107"]
        case .diagnosisWithoutSystem: ["K-221"]
        case .formulaText: ["K-223"]
        // Only the register's list of organisations tells; and elements of no meaning are counted for the whole file.
        case .unknownOrganisationNumber, .unknownElement: []
        }
    }
}
