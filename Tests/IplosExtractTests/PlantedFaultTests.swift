import Identifiers
import IplosExtract
import NationalIdentity
import Testing
import XML

@Suite("Planted faults")
struct PlantedFaultTests {
    @Test(
        "I-005 each fault is in the persons it was put in, and in no other", arguments: PlantedFault.allCases)
    func planted(_ fault: PlantedFault) throws {
        let extract = try GeneratedExtract(persons: 50, seed: 5, faults: [fault: 4])
        #expect(extract.generator.placedFaults.map(\.fault) == [fault, fault, fault, fault])
        let placed = Set(extract.generator.placedFaults.map { String($0.localNumber) })
        #expect(placed.count == 4)
        let providers = Set(extract.generator.providers.map(\.digits))
        let timesByNumber = Dictionary(grouping: extract.persons) { $0.attribute("pePeID") }.mapValues(\.count)
        for person in extract.persons {
            let number = try #require(person.attribute("pePeID"))
            let hasFault = has(fault, person, isAlone: timesByNumber[number] == 1, providers: providers)
            #expect(hasFault == placed.contains(number), "\(number)")
        }
    }

    @Test("I-005 the identities beside an extract have their faults too")
    func beside() throws {
        let extract = try GeneratedExtract(
            persons: 30, year: 2019, faults: [.missingIdentity: 2, .invalidIdentity: 2, .formulaText: 1])
        let companion = extract.companion()
        for placed in extract.generator.placedFaults {
            let digits = companion["\(placed.localNumber)"]
            switch placed.fault {
            case .missingIdentity: #expect(digits == nil)
            case .invalidIdentity:
                #expect(throws: IdentityFault.wrongCheckDigit) { try NationalIdentity(try #require(digits), in: .test) }
            default: #expect(digits != nil)
            }
        }
        #expect(companion.count == 28)
    }

    @Test("all faults at once, one to a person, and no more than there are persons")
    func many() throws {
        let all = Dictionary(uniqueKeysWithValues: PlantedFault.allCases.map { ($0, 2) })
        let extract = try GeneratedExtract(persons: 100, faults: all)
        let placed = extract.generator.placedFaults
        #expect(placed.count == 2 * PlantedFault.allCases.count)
        #expect(Set(placed.map(\.localNumber)).count == placed.count)
        #expect(extract.persons.count == 102, "two come twice")
        let few = ExtractGenerator(
            persons: 3, seed: 1, municipality: .init("4601")!, year: 2016, faults: [.noServices: 50, .wrongAge: -1])
        #expect(few.placedFaults.map(\.fault) == [.noServices, .noServices, .noServices])
        #expect(
            ExtractGenerator(persons: 0, seed: 1, municipality: .init("4601")!, year: 2016, faults: all).placedFaults
                .isEmpty)
    }

    private func has(_ fault: PlantedFault, _ person: XMLElement, isAlone: Bool, providers: Set<String>) -> Bool {
        let services = person.rows("TJENESTE")
        let granted = services.filter { $0.field("tjVedtak") == "2" }
        func any(_ condition: (XMLElement) -> Bool) -> Bool { services.contains(where: condition) }
        switch fault {
        case .missingIdentity: return person.field("peFnr") == nil
        case .invalidIdentity: return (try? identity(person)) == nil
        case .duplicatePerson: return !isAlone
        case .wrongAge: return identityAge(person) != person.field("peAlder")
        case .deadBeforeYear: return person.field("peDodDato").map { $0 < "20160101" } ?? false
        case .unknownElement: return person.field("peUkjent") != nil
        case .unknownHouseholdCode: return person.rows("PERSONOPPL").contains { $0.field("poHusstand") == "7" }
        case .assistanceWithoutNeed:
            return person.rows("PERSONOPPL").contains {
                $0.field("poArbBistBehov") != "1" && $0.field("poArbBistMottar") != nil
            }
        case .noFunctions: return person.rows("FUNKSJON").isEmpty
        case .unknownFunctionValue: return person.rows("FUNKSJON").contains { $0.field("fnFunkVerdi") == "7" }
        case .noServices: return services.isEmpty
        case .unknownServiceCode: return any { $0.field("tjTjenType") == "10" }
        case .missingOrganisationNumber: return any { $0.field("tjInstOrgnr") == nil }
        case .wrongOrganisationCheckDigit: return any { OrganisationNumber($0.field("tjInstOrgnr") ?? "") == nil }
        case .unknownOrganisationNumber: return any { !providers.contains($0.field("tjInstOrgnr") ?? "") }
        case .decisionBeforeApplication: return any { $0.field("tjVedtDato")! < $0.field("tjSoknadDato")! }
        case .stopBeforeStart: return granted.contains { $0.field("tjTilDato")! < $0.field("tjFraDato")! }
        case .startAfterYear: return granted.contains { $0.field("tjFraDato")! > "20161231" }
        case .impossibleDate: return granted.contains { $0.field("tjFraDato") == "20160231" }
        case .tooManyHours: return any { Double($0.field("tjTimerUke") ?? "0")! > 168 }
        case .missingHours:
            return any { ["1", "15"].contains($0.field("tjTjenType")) && $0.field("tjTimerUke") == nil }
        case .overlappingStays: return granted.count { $0.field("tjTjenType") == "21" } > 1
        case .homeServiceDuringStay:
            let stay = granted.first { $0.field("tjTjenType") == "21" }
            return granted.contains {
                $0.field("tjTjenType") == "15" && $0.field("tjTilDato")! >= stay?.field("tjFraDato") ?? "99999999"
            }
        case .duplicateRow: return Set(services.compactMap { $0.attribute("tjTjID") }).count < services.count
        case .diagnosisWithoutSystem: return person.rows("DIAGNOSE").contains { $0.field("diKodeVersjon") == nil }
        case .formulaText: return person.rows("DIAGNOSE").contains { $0.field("diDiagKode")!.hasPrefix("=") }
        }
    }

    private func identity(_ person: XMLElement) throws -> NationalIdentity {
        try NationalIdentity(Array((person.field("peFnr") ?? "").utf8), in: .test)
    }

    private func identityAge(_ person: XMLElement) -> String? {
        (try? identity(person))?.age(atEndOf: 2016).map(String.init)
    }
}
