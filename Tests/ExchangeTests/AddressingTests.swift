import AddressRegister
import Exchange
import FolderExchange
import Foundation
import HealthMessages
import Identifiers
import Store
import TestSupport
import Testing

/// Who is addressed, on which level, and to which record system it leads (HIS 1153, M-075, M-078..M-082).
@Suite struct AddressingTests {
    /// The same party as a person.
    private func person(_ office: Office) -> CommunicationParty {
        let party = office.registered()
        return CommunicationParty(
            her: party.her, name: "Lyng", parentHER: party.parentHER, parentName: party.parentName,
            organisationNumber: party.organisationNumber, kind: .person, isActive: true, ediAddress: party.ediAddress,
            signingCertificate: party.signingCertificate, encryptionCertificate: party.encryptionCertificate)
    }

    private func addressed(
        to organisation: SyntheticOrganisations.Organisation, asPerson: Bool
    ) async throws -> (sender: Office, receiver: Office) {
        let country = try Country()
        let sender = try await Office(SyntheticOrganisations.hospital, her: 1000, in: country)
        let receiver = try await Office(organisation, her: 2000, in: country)
        if asPerson { country.register.enter(person(receiver)) }
        try sender.write(.enquiry, to: receiver) { document in
            document.receiver = SyntheticParty(
                organisationHER: receiver.organisationHER, organisationName: organisation.name,
                unitHER: receiver.her, unitName: "Lyng", isPerson: asPerson)
        }
        try await country.settle([sender, receiver])
        #expect(try receiver.files(in: "in").count == 1, "it goes on in any case")
        return (sender, receiver)
    }

    @Test("M-080 a person in a municipality: it goes, the sender's record system is warned, and so is the receiver's")
    func personInMunicipality() async throws {
        let (sender, receiver) = try await addressed(to: SyntheticOrganisations.northMunicipality, asPerson: true)
        #expect(try sender.outcomes() == ["remarked", "acknowledged"])
        let remarks = try receiver.deliveryNotes().first?.remarks ?? []
        #expect(remarks.map(\.code) == ["person-in-municipality"])
        #expect(remarks.first?.appRecError == nil, "no reason to reject it")
    }

    @Test("M-078 a person with an own practice, and a service of a municipality, are addressed without a word")
    func rightly() async throws {
        for (organisation, isPerson) in [
            (SyntheticOrganisations.generalPractice, true), (SyntheticOrganisations.northMunicipality, false),
        ] {
            let (sender, receiver) = try await addressed(to: organisation, asPerson: isPerson)
            #expect(try sender.outcomes() == ["acknowledged"])
            #expect(try receiver.deliveryNotes().first?.remarks == nil)
        }
    }

    @Test("M-078 a document for several receivers is a message to each, with receipts of its own under one id")
    func copies() async throws {
        let country = try Country()
        let hospital = try await Office(SyntheticOrganisations.hospital, her: 1000, in: country)
        let north = try await Office(SyntheticOrganisations.northMunicipality, her: 2000, in: country)
        let south = try await Office(SyntheticOrganisations.southMunicipality, her: 3000, in: country)
        let document = try hospital.write(.enquiry, to: north) { $0.copyReceivers = [south.party, north.party] }
        try await country.settle([hospital, north, south])
        #expect(try north.files(in: "in") == [document] && south.files(in: "in") == [document])
        try north.answerAll(document)
        try south.answerAll(document, .rejected, errors: [AppRecError(.patientUnknown)])
        try await country.settle([hospital, north, south])
        let sent = try await hospital.messages(.outgoing, kinds: [.business])
        #expect(sent.map(\.toHER) == [north.her, south.her], "each receiver once")
        #expect(sent.map(\.application) == [.accepted, .rejected])
        #expect(Set(sent.map(\.messageID)).count == 2)
        let copy = try #require(sent.last)
        let all = try await hospital.store.read { try Deliveries.all(with: copy, in: $0) }
        #expect(all.map(\.serverID) == sent.map(\.serverID))
        let id = try await hospital.store.read { try Deliveries.id(of: copy, in: $0) }
        #expect(id == sent.first?.serverID.uuidString.lowercased())
        #expect(
            try hospital.outcomes().sorted() == ["acknowledged", "acknowledged", "appRecAccepted", "appRecRejected"])
        // The same file once more, as after a crash: nothing new.
        try hospital.put(document)
        try await country.settle([hospital, north, south])
        #expect(try await hospital.messages(.outgoing, kinds: [.business]).count == 2)
    }

    @Test("M-078 a copy receiver who cannot be reached does not hold up the others")
    func copyUnknown() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let nobody = SyntheticParty(
            organisationHER: try #require(HERId(9000)), organisationName: "Ukjent", unitHER: HERId(9001), unitName: "x")
        let document = try hospital.write(.enquiry, to: municipality) { $0.copyReceivers = [nobody] }
        try await country.settle([hospital, municipality])
        #expect(try municipality.files(in: "in") == [document])
        let sent = try await hospital.messages(.outgoing, kinds: [.business])
        #expect(sent.map(\.state) == [.acknowledged, .refusedByUs])
        #expect(sent.last?.reason == "partner-unknown")
    }

    @Test(
        "M-082 M-075 the most specific rule decides: HER-id and type, then HER-id, then type, then who receives for it")
    func precedence() async throws {
        let (_, _, municipality) = try await Country.withTwoOffices(units: 2)
        let (one, two) = (municipality.units[0], municipality.units[1])
        try await municipality.store.write { transaction in
            for name in ["both", "her", "type"] {
                try transaction.put(
                    RecordSystem(name: name, folder: "/tmp/none-\(name)", herIDs: [], createdAt: Country.start))
            }
            try transaction.put(RoutingRule(id: "1", her: one, action: "SVAR_LAB", recordSystem: "both"))
            try transaction.put(RoutingRule(id: "2", her: one, action: nil, recordSystem: "her"))
            try transaction.put(RoutingRule(id: "3", her: nil, action: "SVAR_LAB", recordSystem: "type"))
        }
        let settings = try await municipality.settings()
        #expect(settings.recordSystem(for: one, action: "SVAR_LAB")?.name == "both")
        #expect(settings.recordSystem(for: one, action: "EPIKRISE")?.name == "her")
        #expect(settings.recordSystem(for: two, action: "SVAR_LAB")?.name == "type")
        #expect(settings.recordSystem(for: two, action: "EPIKRISE")?.name == "records")
        #expect(settings.recordSystem(for: try #require(HERId(9999)), action: "EPIKRISE") == nil)
    }
}
