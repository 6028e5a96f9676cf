import Foundation
import IplosContent
import IplosExtract
import NationalIdentity
import Reporting
import SealedSubmission
import Synchronization
import TestSupport
import Testing

@Suite("Sealing a report")
struct ReportSealingTests {
    private let office: ReportingOffice

    init() throws { office = try ReportingOffice() }

    @Test("I-017 an extract is sealed, and each party opens its half of every person")
    func whole() async throws {
        let sealed = try await office.sealing(partSize: 200_000).run(
            office.extract(120), companion: nil, to: { _, _, _ in office.folder() })
        #expect(sealed.manifest.personCount == 120 && sealed.manifest.sequence == 4)
        #expect(sealed.withheld == 0)
        let identities = try office.payloads(sealed.folder, .identity).flatMap { try LinkedIdentity.records(in: $0) }
        #expect(identities.count == 120)
        for identity in identities { _ = try identity.identity(in: .test) }
        var persons: [PersonRecord] = []
        let contents = try office.payloads(sealed.folder, .content)
        #expect(contents.count > 2)
        for payload in contents {
            let reader = ContentReader(head: { _ in }, person: { persons.append($0) })
            try reader.feed(payload)
            _ = try reader.finish()
        }
        #expect(Set(persons.compactMap(\.link)) == Set(identities.map(\.link)))
    }

    @Test("I-083 both receivers verify the municipality's signature, and a changed manifest is refused by both")
    func signature() async throws {
        let sealed = try await office.sealing().run(
            office.extract(3), companion: nil, to: { _, _, _ in office.folder() })
        var signed = try sealed.folder.signedManifest()
        for holder in KeyHolder.allCases {
            #expect(try office.verified(signed, by: holder).manifest == sealed.manifest)
        }
        signed[signed.count / 3] ^= 1
        for holder in KeyHolder.allCases {
            #expect(throws: SubmissionFault.self) { try office.verified(signed, by: holder) }
        }
    }

    @Test("I-019 no identity number and no local content is in the folder, nor anything beside it")
    func noPlaintext() async throws {
        let file = try office.extract(20)
        let sealed = try await office.sealing().run(file, companion: nil, to: { _, _, _ in office.folder() })
        let identity = try #require(
            office.payloads(sealed.folder, .identity).flatMap { try LinkedIdentity.records(in: $0) }.first)
        let planted = PlantedNumber(String(decoding: identity.digits, as: UTF8.self))
        #expect(planted.files(below: office.scratch.path) == ["extract.xml"])
        let content = PlantedNumber("<PERSON pePeID=\"10003\"")
        #expect(content.files(below: office.scratch.path) == ["extract.xml"])
        let names = try FileManager.default.contentsOfDirectory(atPath: sealed.folder.path).sorted()
        #expect(names == ["content-0001.p7m", "identity-0001.p7m", "manifest.p7s"])
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: office.scratch.path).sorted() == [
                "extract.xml", "sealed",
            ])
    }

    @Test("I-009 an extract of 2018 takes its identities from the file beside it")
    func companion() async throws {
        var octets: [UInt8] = []
        try office.generator(30, year: 2018).writeIdentities { octets += $0 }
        let summary = try ReportCheck(.init(realm: .test)).run(
            office.extract(30, year: 2018), companion: CompanionIdentities(octets))
        #expect(summary.verdict == .clean && summary.persons == 30)
        let without = try ReportCheck(.init(realm: .test)).run(office.extract(30, name: "b.xml", year: 2018))
        #expect(without.personsLeftOut == 30)
    }

    @Test("I-006 an extract that is stopped is not sealed, and nothing is left behind")
    func stopped() async throws {
        let file = ExtractFile(path: try office.scratch.write(Array("<IPLOS".utf8), to: "broken.xml"))
        await #expect(throws: ReportSealing.Fault.stopped) {
            try await office.sealing().run(file, companion: nil, to: { _, _, _ in office.folder() })
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: office.scratch.path) == ["broken.xml"])
    }

    @Test("I-006 an extract that breaks off behind its head is not signed, and no part of it stays")
    func brokenOff() async throws {
        let whole = try office.extract(200)
        let octets = [UInt8](FileManager.default.contents(atPath: whole.path) ?? Data())
        let file = ExtractFile(
            path: try office.scratch.write(Array(octets.dropLast(octets.count / 3)), to: "broken.xml"))
        let withdrawn = Mutex(0)
        let sealing = office.sealing(partSize: 4_096, withdraw: { _ in withdrawn.withLock { $0 += 1 } }) { _ in
            Issue.record("It must not be signed.")
            return []
        }
        await #expect(throws: ReportSealing.Fault.stopped) {
            try await sealing.run(file, companion: nil, to: { _, _, _ in office.folder() })
        }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: office.scratch.path).sorted() == [
                "broken.xml", "extract.xml",
            ])
        #expect(withdrawn.withLock { $0 } == 1, "its number is free for the next")
    }

    @Test("I-018 without this year's keys nothing is begun")
    func otherYear() async throws {
        await #expect(throws: SubmissionFault(.keyOfLaterYear)) {
            try await office.sealing().run(
                office.extract(2, year: 2015), companion: nil, to: { _, _, _ in office.folder() })
        }
    }

    @Test("I-020 a folder is whole or not there: a signature that fails leaves none")
    func unsigned() async throws {
        struct Refused: Error {}
        await #expect(throws: Refused.self) {
            try await office.sealing(sign: { _ in throw Refused() }).run(
                office.extract(2), companion: nil, to: { _, _, _ in office.folder() })
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: office.scratch.path) == ["extract.xml"])
    }

    @Test("I-020 an earlier submission's folder is never written over")
    func existing() async throws {
        let file = try office.extract(2)
        let sealing = office.sealing(withdraw: { _ in Issue.record("The next one would meet the same folder.") })
        _ = try await sealing.run(file, companion: nil, to: { _, _, _ in office.folder() })
        await #expect(throws: SubmissionFolder.Fault.exists(office.folder().path)) {
            try await sealing.run(file, companion: nil, to: { _, _, _ in office.folder() })
        }
    }
}
