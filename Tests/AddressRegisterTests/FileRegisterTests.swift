import AddressRegister
import Certificates
import Foundation
import Glibc
import Identifiers
import TestSupport
import Testing

@Suite("The register in a folder")
struct FileRegisterTests {
    private let scratch: ScratchDirectory
    private let register: FileRegister

    init() throws {
        scratch = try ScratchDirectory()
        register = FileRegister(folder: scratch.path)
        for folder in ["certificates", "agreements"] {
            try FileManager.default.createDirectory(atPath: scratch.path(folder), withIntermediateDirectories: true)
        }
        try scratch.write(RegisterSamples.certificate(.signing).pem, to: "certificates/hospital.pem")
        try write(RegisterSamples.yaml())
    }

    /// As it should be done: beside, then rename.
    private func write(_ text: String) throws {
        try scratch.write(Array(text.utf8), to: "register.new")
        rename(scratch.path("register.new"), scratch.path("register.yaml"))
    }

    @Test("M-062 a party has name, level, number, mailbox and both certificates") func party() async throws {
        let party = try #require(try await register.party(RegisterSamples.her(90_100)))
        #expect(party.name == "Fjordheim sykehus HF")
        #expect(party.kind == .organisation)
        #expect(party.isActive)
        #expect(party.organisationNumber == SyntheticOrganisations.hospital.number)
        #expect(party.ediAddress == EDIAddress("fjordheim@edi.example"))
        #expect(try party.signingCertificate == RegisterSamples.certificate(.signing))
        #expect(try party.encryptionCertificate == RegisterSamples.certificate(.encryption))
    }

    @Test("M-063 level 2 has from its organisation what it lacks itself") func inheritance() async throws {
        let party = try #require(try await register.party(RegisterSamples.her(90_110)))
        #expect(party.kind == .service)
        #expect(party.parentHER == HERId(90_100))
        #expect(party.parentName == "Fjordheim sykehus HF")
        #expect(party.ediAddress == EDIAddress("fjordheim@edi.example"))
        #expect(party.encryptionCertificate != nil)
        #expect(try await register.party(RegisterSamples.her(90_120))?.isActive == false)
        #expect(try await register.party(RegisterSamples.her(90_999)) == nil)
    }

    @Test("M-079 one person at two places of practice is two parties, found by the HPR number and kept apart")
    func placesOfPractice() async throws {
        try write(
            RegisterSamples.yaml()
                + """

                  - {her: 90200, name: Bakken legekontor}
                  - {her: 90210, parent: 90200, name: Ola, kind: person, hprNumber: 9900001, ediAddress: b@edi.example}
                  - {her: 90300, name: Lia legesenter}
                  - {her: 90310, parent: 90300, name: Ola, kind: person, hprNumber: 9900001, ediAddress: l@edi.example}
                  - {her: 90320, parent: 90300, name: Kari, kind: person, hprNumber: 9900002}
                """)
        #expect(try await register.search("9900001", limit: 9).map(\.her.value) == [90_210, 90_310])
        #expect(try await register.search("9900001 lia", limit: 9).map(\.her.value) == [90_310])
        #expect(try await register.search("990000", limit: 9).isEmpty, "a part of a number is nobody's")
        let (one, other) = (
            try await register.party(RegisterSamples.her(90_210)), try await register.party(RegisterSamples.her(90_310))
        )
        #expect(one?.hprNumber == "9900001" && other?.hprNumber == "9900001")
        #expect(one?.parentName == "Bakken legekontor" && other?.parentName == "Lia legesenter")
        #expect(one?.ediAddress != other?.ediAddress)
    }

    @Test(
        "An HPR number is up to nine digits, and a person's",
        arguments: ["kind: person, hprNumber: 12a", "kind: person, hprNumber: 1234567890", "hprNumber: 9900001"])
    func hprNumber(fields: String) async throws {
        try write("schemaVersion: 1\nparties:\n  - {her: 90200, name: Prøve, \(fields)}\n")
        #expect(await register.fault()?.code == .unreadable)
        try write("schemaVersion: 1\nparties:\n  - {her: 90200, name: Prøve, kind: person, hprNumber: 9900001}\n")
        #expect(await register.fault() == nil)
    }

    @Test("All parties of a legal unit") func organisation() async throws {
        let parties = try await register.parties(organisation: SyntheticOrganisations.hospital.number)
        #expect(parties.map(\.her.value) == [90_100, 90_110, 90_120])
        #expect(try await register.parties(organisation: SyntheticOrganisations.stranger.number).isEmpty)
    }

    @Test("An agreement is found from either side, and its absence is no error") func agreement() async throws {
        try scratch.write(Array("<cpa/>".utf8), to: "agreements/90110_90300.xml")
        let (one, other) = (try RegisterSamples.her(90_110), try RegisterSamples.her(90_300))
        #expect(try await register.agreement(between: one, and: other)?.xml == Array("<cpa/>".utf8))
        #expect(try await register.agreement(between: other, and: one)?.xml == Array("<cpa/>".utf8))
        #expect(try await register.agreement(between: one, and: RegisterSamples.her(90_301)) == nil)
    }

    @Test("An agreement is as old as its file, a new file is in use at once, and one that is gone is gone")
    func agreementAge() async throws {
        let (one, other) = (try RegisterSamples.her(90_110), try RegisterSamples.her(90_300))
        try scratch.write(Array("<cpa/>".utf8), to: "agreements/90110_90300.xml")
        let path = "\(scratch.path)/agreements/90110_90300.xml"
        let written = Date(timeIntervalSince1970: 1_700_000_000)
        try FileManager.default.setAttributes([.modificationDate: written], ofItemAtPath: path)
        #expect(try await register.agreement(between: one, and: other)?.gotAt == written)
        try scratch.write(Array("<cpa>2</cpa>".utf8), to: "agreements/90110_90300.xml")
        #expect(try await register.agreement(between: one, and: other)?.xml == Array("<cpa>2</cpa>".utf8))
        try FileManager.default.removeItem(atPath: path)
        #expect(try await register.agreement(between: one, and: other) == nil)
    }

    @Test("A new file is in use at the next question") func reread() async throws {
        _ = try await register.party(RegisterSamples.her(90_100))
        try write(RegisterSamples.yaml().replacing("fjordheim@", with: "ny@"))
        #expect(try await register.party(RegisterSamples.her(90_110))?.ediAddress == EDIAddress("ny@edi.example"))
    }

    @Test("T-037 a new certificate file is in use at the next question") func rereadCertificate() async throws {
        _ = try await register.party(RegisterSamples.her(90_100))
        let new = try RegisterSamples.issue(.signing, generation: 2)
        try scratch.write(new.pem, to: "certificates/hospital.pem")
        #expect(try await register.party(RegisterSamples.her(90_100))?.signingCertificate == new)
    }

    static let faults = [
        ("her: 90110", "her: ukjent"), ("parent: 90100\n    name: Med", "parent: 1\n    name: Med"),
        ("name: Medisinsk avdeling", ""), ("ediAddress: fjordheim@edi.example", "ediAddress: nei"),
        ("active: false", "active: kanskje"), ("her: 90120", "her: 90100"),
        ("schemaVersion: 1", "schemaVersion: 2"), ("parties:", "partier:"),
        ("name: Fjordheim", "nam: Fjordheim"), ("certificates/hospital.pem", "certificates/../../etc.pem"),
        ("certificates/hospital.pem", "/etc/passwd"), ("parties:", "parties: ["),
    ]

    @Test("A faulty file does not take effect: the last good one stays, and the fault is told", arguments: faults)
    func faulty(_ old: String, _ new: String) async throws {
        let good = try RegisterSamples.yaml()
        try #require(good.contains(old))
        #expect(await register.fault() == nil)
        try write(good.replacing(old, with: new))
        let fault = try #require(await register.fault())
        #expect(fault.code == .unreadable)
        #expect(
            try await register.party(RegisterSamples.her(90_100))?.ediAddress == EDIAddress("fjordheim@edi.example"))
        try write(good)
        #expect(await register.fault() == nil)
    }

    @Test(
        "The line of a fault is told", arguments: [("fjordheim@edi.example", "nei", 6), ("name: Fjord", "nam: F", 4)])
    func faultLine(_ old: String, _ new: String, _ line: Int) async throws {
        try write(RegisterSamples.yaml().replacing(old, with: new))
        let fault = try #require(await register.fault())
        #expect(fault.line == line)
        #expect(!fault.description.contains("nei"))
    }

    @Test("With no good file ever, a look-up fails: it is not the same as no party") func noFile() async throws {
        unlink(scratch.path("register.yaml"))
        await #expect(throws: RegisterError.self) { try await register.party(RegisterSamples.her(90_100)) }
        try write(RegisterSamples.yaml())
        #expect(try await register.party(RegisterSamples.her(90_100)) != nil)
    }

    @Test("The file may be JSON") func json() async throws {
        unlink(scratch.path("register.yaml"))
        try scratch.write(
            Array(#"{"schemaVersion": 1, "parties": [{"her": 7, "name": "Sju"}]}"#.utf8), to: "register.json")
        #expect(try await register.party(RegisterSamples.her(7))?.name == "Sju")
    }
}
