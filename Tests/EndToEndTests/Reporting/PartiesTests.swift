import Archive
import CMS
import Certificates
import Foundation
import Identifiers
import Keys
import MunicipalNode
import Register
import SealedSubmission
import TestSupport
import Testing

@testable import Simulation

extension EndToEnd {
    /// Trustee, register and municipality as separate processes, each on its own directory (T-113 to T-132).
    @Suite("The parties of the yearly report, run against each other", .serialized) struct PartiesTests {
        /// The local number of one person, as no other number in the files is.
        static let localNumber = "98712345"

        /// An extract in which one person has that local number, and the identity number of the same person.
        static func planted(
            _ run: ReportingRun, _ town: ReportingTown, faults: [String]
        ) async throws -> (extract: String, identity: String) {
            let extract = try await run.chain.extract(of: town, name: "plantet", persons: 40, seed: 3, faults: faults)
            let text = try String(contentsOfFile: extract, encoding: .utf8)
                .replacing("PeID=\"10007\"", with: "PeID=\"\(localNumber)\"")
                .replacing("peID=\"10007\"", with: "peID=\"\(localNumber)\"")
            try #require(text.contains("pePeID=\"\(localNumber)\""))
            let person = try #require(text.components(separatedBy: "pePeID=\"\(localNumber)\"").last)
            let identity = try #require(person.components(separatedBy: "<peFnr>").dropFirst().first).prefix(11)
            try Data(text.utf8).write(to: URL(fileURLWithPath: extract))
            return (extract, String(identity))
        }

        @Test("I-017 I-032 I-036 I-040 sealed, sent, pseudonymised, joined, controlled, told of, released and opened")
        func whole() async throws {
            try await ReportingRun.with(2) { run in
                let (town, other) = (run.towns[0], run.towns[1])
                let (extract, identity) = try await Self.planted(
                    run, town, faults: ["missingOrganisationNumber"])
                let sealed = try await run.chain.seal(extract, of: town, kind: "test")
                #expect(sealed.persons == 40 && sealed.sequence == 1)
                let receipt = try await run.deliver(sealed, of: town)
                #expect(receipt.count > 500)
                try await run.wait(for: "register.controlled", of: sealed, of: town)
                try await run.wait(for: "register.receiptSent", of: sealed, of: town)
                // Its neighbour sees nothing of it.
                #expect(try await run.visitor.standings(as: run.logIn(other)) == [:])

                // One receipt, to the contact who was named in the seal, about this submission.
                let letters = run.chain.post.letters
                #expect(letters.map(\.to) == [town.contactAddress])

                // Everything has ended: what lies on the disks is all there is.
                try await run.until("released") { run.chain.log(of: .register).contains("submission-released") }
                for party in [ReportingGround.Party.trustee, .register] { await run.chain.end(party) }
                let archive = try Self.archive(of: sealed.submission, in: run)
                let list = try await Self.open(archive, of: sealed.submission, town, in: run)
                #expect(list.contains("K-303"), "the institution without its number")
                try Self.search(run, identity: identity, links: Self.links(of: sealed, in: run), town: town)
            }
        }

        /// The archive as the register has it for the portal.
        private static func archive(of id: SubmissionID, in run: ReportingRun) throws -> ReleasedArchive {
            let directory = run.chain.ground.directory(of: .register)
            let store = try RegisterStore(
                directory: "\(directory)/data", masterKey: MasterKey(file: "\(directory)/master.key"))
            defer { try? store.close() }
            return try #require(try store.archive(of: id))
        }

        /// Opens it with the password that was sealed to the key which only the municipality has, and gives its error list.
        private static func open(
            _ archive: ReleasedArchive, of id: SubmissionID, _ town: ReportingTown, in run: ReportingRun
        ) async throws -> String {
            let configuration = try Configuration.load(
                file: run.chain.ground.configuration(of: .towns), environment: [:])
            let connection = try await AdministrationConnection.open(configuration, environment: [:])
            let password = try await connection.perform(
                ReportPassword(
                    tenant: town.tenant, submission: id, sealed: Data(archive.passwordForMunicipality),
                    label: Data(Feedback.passwordLabel(of: id)))
            ).password
            await connection.close()
            let typed: ArchivePassword = try #require(ArchivePassword(typed: password))
            let opened = try ArchiveReader.open(archive.archive, password: typed)
            let list = try #require(opened.entries.map(\.name.text).first { $0.hasSuffix("feilliste.csv") })
            return String(decoding: try #require(opened.bytes(of: list)), as: UTF8.self)
        }

        /// No identity at the register, no content and no local number at the trustee, with all the keys that each has; and
        /// nothing by which the two could be joined.
        private static func search(
            _ run: ReportingRun, identity: String, links: [[UInt8]], town: ReportingTown
        ) throws {
            let ground = run.chain.ground
            let trustee = try KeyTrial(ground.directory(of: .trustee))
            let register = try KeyTrial(ground.directory(of: .register))
            let content = [PlantedNumber(localNumber), PlantedNumber("<PERSONOPPL"), PlantedNumber("<TJENESTE")]
            #expect(trustee.places(of: content) == [])
            #expect(register.places(of: [PlantedNumber(identity)]) == [])
            for letter in run.chain.post.letters {
                let parts = [letter.data] + letter.bodies
                #expect(parts.allSatisfy { !PlantedNumber(identity).isIn($0) && !PlantedNumber(localNumber).isIn($0) })
            }
            // The keys are those that each is known to have.
            #expect(trustee.counts.secrets >= 7, "master key, four secrets of the store, two of the vault")
            #expect(trustee.counts.pairs >= 4, "signing, the year's, server and client: \(trustee.counts)")
            #expect(register.counts.secrets >= 5 && register.counts.pairs >= 3, "\(register.counts)")
            // Each search finds what is there: who at the trustee, and to whom the register writes.
            let vault = try #require(trustee.places(of: [PlantedNumber(identity)]).first)
            #expect(vault.hasSuffix("records.sealed"))
            #expect(register.places(of: [PlantedNumber(town.contactAddress)]) != [])

            // Pseudonyms as the trustee has them, behind eleven digits: nowhere at the register, with all its keys.
            let pseudonyms = trustee.openings(of: vault).filter { opened in
                opened.count == 27 && opened.prefix(11).allSatisfy { (48...57).contains($0) }
            }.map { Array($0.dropFirst(11)) }
            #expect(pseudonyms.count >= 39 && Set(pseudonyms).count == pseudonyms.count, "\(pseudonyms.count)")
            #expect(register.places(of: pseudonyms.map(PlantedNumber.init(bytes:))) == [])
            // What stands for a person at the register is nowhere at the trustee.
            let persons = Set(register.values(of: "data/register.sqlite records.person"))
            #expect(persons.count >= 39)
            #expect(trustee.places(of: persons.map(PlantedNumber.init(bytes:))) == [])
            // The links that joined the two halves are gone at both.
            #expect(links.count == 40)
            for party in [trustee, register] { #expect(party.places(of: links.map(PlantedNumber.init(bytes:))) == []) }
        }

        /// The links of a sealed report, with the key that only the trustee has.
        static func links(of sealed: ReportingChain.Sealed, in run: ReportingRun) throws -> [[UInt8]] {
            let year = try run.chain.trustee.keys.national(.trustee, .encryption)
            let part = try run.chain.ground.read("\(sealed.folder)/identity-0001.p7m")
            // Each issue is another certificate; the parts name the one that was published.
            let certificate = try Certificate(
                pem: run.chain.ground.read("\(run.chain.ground.directory(of: .trustee))/year.pem"))
            let opened = try CMSAuthEnvelope.open(part, key: year.key, certificate: certificate)
            let records = try Gzip.inflate(opened, limit: 1 << 20).dropFirst(25)
            return stride(from: records.startIndex, to: records.endIndex, by: 32).map {
                Array(records[$0..<($0 + 16)])
            }
        }

        @Test(
            "I-032 the search finds identities, links and contents where they are: sealed, at a party that has the key")
        func control() async throws {
            try await ReportingRun.with(1) { run in
                let town = run.towns[0]
                let (extract, identity) = try await Self.planted(run, town, faults: [])
                await run.chain.end(.register)
                let sealed = try await run.chain.seal(extract, of: town, kind: "test")
                try await run.deliver(sealed, of: town)
                try await run.wait(for: "pseudonymised", of: sealed, of: town)
                await run.chain.end(.trustee)
                let ground = run.chain.ground
                let trustee = try KeyTrial(ground.directory(of: .trustee))
                let link = PlantedNumber(bytes: try #require(Self.links(of: sealed, in: run).first))
                let part = "data/spool/\(sealed.submission)/identity-0001.p7m"
                #expect(trustee.places(of: [link]).contains(part))
                #expect(trustee.places(of: [PlantedNumber(identity)]).contains(part))
                // The content lies beside it, and opens for nobody here.
                #expect(trustee.places(of: [PlantedNumber(Self.localNumber), PlantedNumber("<PERSONOPPL")]) == [])
                // Where the trustee's sealed content lay, the register's keys find everything in it.
                let register = ground.directory(of: .register)
                try FileManager.default.copyItem(
                    atPath: "\(sealed.folder)/content-0001.p7m", toPath: "\(register)/content-0001.p7m")
                #expect(
                    try KeyTrial(register).places(of: [PlantedNumber(Self.localNumber)]) == ["content-0001.p7m"])
            }
        }
    }
}
