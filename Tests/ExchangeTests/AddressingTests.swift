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
    private func person(_ office: Office, hprNumber: String? = nil) -> CommunicationParty {
        let party = office.registered()
        return CommunicationParty(
            her: party.her, name: "Lyng", parentHER: party.parentHER, parentName: party.parentName,
            organisationNumber: party.organisationNumber, kind: .person, isActive: true, ediAddress: party.ediAddress,
            signingCertificate: party.signingCertificate, encryptionCertificate: party.encryptionCertificate,
            hprNumber: hprNumber)
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

    @Test("M-080 a rehearsal warns of a person in a municipality too, and is silent of a service")
    func rehearsed() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let document = hospital.document(.enquiry, to: municipality)
        #expect(try await remarks(on: document, by: hospital.system, of: hospital) == [])
        country.register.enter(person(municipality))
        #expect(try await remarks(on: document, by: hospital.system, of: hospital) == ["personInMunicipality"])
    }

    /// What a rehearsal remarks upon; nil when the document would not go.
    private func remarks(
        on document: [UInt8], by system: RecordSystem, wishes: EnvelopeWishes = EnvelopeWishes(), of office: Office
    ) async throws -> [String]? {
        let verdict = try await Rehearsal(context: office.context).rehearse(
            document, by: system, envelope: wishes, receivers: nil, now: Country.start)
        guard case .passes(let remarks) = verdict else { return nil }
        return remarks.map { "\($0)" }
    }

    @Test(
        "M-081 a municipality that sends from a person or from itself is warned, beforehand too; another sender is not",
        arguments: [
            (SyntheticOrganisations.northMunicipality, true, false, ["senderNotService"]),
            (SyntheticOrganisations.northMunicipality, false, true, ["senderNotService"]),
            (SyntheticOrganisations.northMunicipality, false, false, []),
            (SyntheticOrganisations.generalPractice, true, false, []),
        ])
    func sender(
        organisation: SyntheticOrganisations.Organisation, asPerson: Bool, fromLevel1: Bool, expected: [String]
    ) async throws {
        let country = try Country()
        let sender = try await Office(organisation, her: 1000, in: country)
        let hospital = try await Office(SyntheticOrganisations.hospital, her: 2000, in: country)
        try await sender.store.write { transaction in
            try transaction.put(
                OwnAddress(
                    her: sender.organisationHER, parent: nil, name: organisation.name, ediAddress: sender.address,
                    mailbox: "box"))
        }
        sender.context.settings.replace(with: try await sender.settings())
        let document = sender.document(.enquiry, to: hospital) { document in
            document.sender = SyntheticParty(
                organisationHER: sender.organisationHER, organisationName: organisation.name, unitHER: sender.her,
                unitName: "Lyng", isPerson: asPerson)
        }
        var wishes = EnvelopeWishes()
        wishes.useSenderLevel1HERId = fromLevel1
        let system = RecordSystem(
            name: "records", folder: sender.folder, herIDs: [sender.her, sender.organisationHER],
            createdAt: Country.start)
        #expect(try await remarks(on: document, by: system, wishes: wishes, of: sender) == expected)
        guard !fromLevel1 else { return }
        try sender.put(document)
        try await country.settle([sender, hospital])
        #expect(try sender.outcomes() == expected.map { _ in "remarked" } + ["acknowledged"])
        #expect(try hospital.files(in: "in") == [document], "it goes on in any case")
    }

    @Test("M-079 one person at two places of practice: a message reaches the place it names and no other")
    func placesOfPractice() async throws {
        let country = try Country()
        let hospital = try await Office(SyntheticOrganisations.hospital, her: 1000, in: country)
        let one = try await Office(SyntheticOrganisations.generalPractice, her: 2000, in: country)
        let other = try await Office(SyntheticOrganisations.southMunicipality, her: 3000, in: country)
        for place in [one, other] { country.register.enter(person(place, hprNumber: "9900001")) }
        let document = try hospital.write(.enquiry, to: one)
        try await country.settle([hospital, one, other])
        #expect(try one.files(in: "in") == [document] && other.files(in: "in").isEmpty)
        let found = [try await country.register.party(one.her), try await country.register.party(other.her)]
        #expect(Set(found.map { $0?.hprNumber }) == ["9900001"] && found[0]?.parentHER != found[1]?.parentHER)
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

    @Test("M-075 a document goes where its rule says, and to the HER-id's own record system when the rule is gone")
    func forwarded() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let lab = country.scratch.path("lab")
        for area in ["out", "in", "receipts", "taken", "refused"] {
            try FileManager.default.createDirectory(atPath: "\(lab)/\(area)", withIntermediateDirectories: true)
        }
        try await municipality.store.write { transaction in
            try transaction.put(RecordSystem(name: "lab", folder: lab, herIDs: [], createdAt: Country.start))
            try transaction.put(RoutingRule(id: "1", her: nil, action: "LOG_INNLAGT", recordSystem: "lab"))
        }
        municipality.context.settings.replace(with: try await municipality.settings())
        func forwarded() throws -> Int {
            try FileManager.default.contentsOfDirectory(atPath: "\(lab)/in").count { $0.hasSuffix(".xml") }
        }
        try hospital.write(.admitted, to: municipality)
        let other = try hospital.write(.enquiry, to: municipality)
        try await country.settle([hospital, municipality])
        #expect(try forwarded() == 1 && municipality.files(in: "in") == [other])
        try await municipality.store.write { try $0.delete(RoutingRule.self, id: "1") }
        municipality.context.settings.replace(with: try await municipality.settings())
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital, municipality])
        #expect(try forwarded() == 1 && municipality.files(in: "in").count == 2)
    }
}
