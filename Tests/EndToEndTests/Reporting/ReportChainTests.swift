import Archive
import Certificates
import Cryptography
import Foundation
import Identifiers
import MunicipalNode
import Register
import SealedSubmission
import TestSupport
import Testing

extension EndToEnd {
    @Suite("The yearly report, from an extract to its error list") struct ReportChainTests {
        private let parties: ReportParties
        private let scratch: ScratchDirectory

        init() throws {
            parties = try ReportParties(now: Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down)))
            scratch = try ScratchDirectory()
        }

        /// Runs the municipality's program in its folder.
        private func budstikke(_ arguments: [String]) async throws -> Command.Outcome {
            try await Command.run(BuiltProgram.path("budstikke"), arguments, in: scratch)
        }

        /// Makes an installation with one tenant and its organisation certificate, and puts the keys beside it.
        private func settle() async throws {
            let certificates = parties.authority
            try FileManager.default.createDirectory(
                atPath: scratch.path("trust"), withIntermediateDirectories: false)
            try FileManager.default.createDirectory(atPath: scratch.path("crl"), withIntermediateDirectories: false)
            try FileManager.default.createDirectory(
                atPath: scratch.path("data"), withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700])
            for (name, certificate) in [("root", certificates.certificate)]
                + certificates.intermediates.map({ ("ca", $0) })
            {
                _ = try scratch.write(certificate.pem, to: "trust/\(name).pem")
            }
            _ = try scratch.write(
                Array(
                    """
                    dataDirectory: data
                    masterKeyFile: master.key
                    controlSocket: run/s
                    trustStore: trust
                    revocation: {directory: crl, required: false}
                    addressRegister: {file: register.yaml}
                    reporting: {trustee: "\(parties.trustee.number)", register: "\(parties.register.number)"}
                    """.utf8), to: "budstikke.yaml")
            _ = try scratch.write(Array("parties: []\n".utf8), to: "register.yaml")
            let signing = try certificates.issue(parties.municipality, purpose: .signing, now: parties.now)
            _ = try scratch.write(signing.certificate.pem, to: "signing.pem")
            let key = Data(try signing.key.pkcs8DER).base64EncodedString(options: .lineLength64Characters)
            _ = try scratch.write(
                Array("-----BEGIN PRIVATE KEY-----\n\(key)\n-----END PRIVATE KEY-----\n".utf8), to: "signing.key")
            _ = try scratch.write(parties.published(.trustee), to: "trustee.p7s")
            _ = try scratch.write(parties.published(.register), to: "register.p7s")
            for step in [
                ["config", "master-key"],
                [
                    "tenant", "add", "nord", "--name", parties.municipality.name, "--organisation-number",
                    parties.municipality.number.digits, "--controller", "Kommunedirektøren", "--yes",
                ],
                ["certificate", "import", "signing.pem", "--key", "signing.key", "--activate", "--yes"],
            ] {
                let outcome = try await budstikke(step)
                #expect(outcome.status == 0, "\(step.joined(separator: " ")): \(outcome.errorText)")
            }
        }

        private func seal(_ extract: String, _ more: [String] = []) async throws -> Command.Outcome {
            try await budstikke(
                [
                    "report", "seal", extract, "--kind", "test", "--trustee-key", "trustee.p7s", "--register-key",
                    "register.p7s", "--contact-role", "IPLOS-kontakt", "--contact-name", "Bjørg Prøvesen",
                    "--contact-email", "iplos@nordbygda.kommune.example", "--contact-phone", "68050001", "--json",
                ] + more)
        }

        private struct Sealed: Decodable {
            let submission: String
            let folder: String
            let sequence: Int
            let persons: Int
        }

        @Test("I-017 I-032 I-040 what a municipality seals comes back as an error list by its own numbers")
        func whole() async throws {
            try await settle()
            let made = try await budstikke([
                "report", "generate", "--persons", "40", "--municipality", "9901", "--fault", "invalidIdentity",
                "--fault", "missingOrganisationNumber", "--output", "extract.xml", "--json",
            ])
            #expect(made.status == 0, "\(made.errorText)")
            #expect(try await seal("extract.xml", ["--dry-run"]).status == 0)
            let outcome = try await seal("extract.xml")
            #expect(outcome.status == 0, "\(outcome.errorText)")
            let sealed = try JSONDecoder().decode(Sealed.self, from: Data(outcome.output))
            #expect(sealed.persons == 40 && sealed.sequence == 1)
            let id = try #require(SubmissionID(sealed.submission))
            let folder = scratch.path(sealed.folder)

            let delivery = try await parties.trusteeWorks(folder, submission: id)
            let released = try parties.registerWorks(delivery)

            // The password was sealed to the key that only this installation has.
            let connection = try await AdministrationConnection.open(
                Configuration.load(file: scratch.path("budstikke.yaml"), environment: [:]), environment: [:])
            let password = try await connection.perform(
                ReportPassword(
                    tenant: nil, submission: id, sealed: Data(released.passwordForMunicipality),
                    label: Data(Feedback.passwordLabel(of: id)))
            ).password
            await connection.close()
            let typed: ArchivePassword = try #require(ArchivePassword(typed: password))
            let opened = try ArchiveReader.open(released.archive, password: typed)
            let list = try #require(opened.entries.map(\.name.text).first { $0.hasSuffix("feilliste.csv") })
            let text = String(decoding: try #require(opened.bytes(of: list)), as: UTF8.self)
            #expect(text.contains("K-303"), "the institution without its number")

            // Whoever looked for it would find no identity at the register, and no content at the trustee.
            let extract = try String(contentsOfFile: scratch.path("extract.xml"), encoding: .utf8)
            let identities = extract.components(separatedBy: "<peFnr>").dropFirst().map { String($0.prefix(11)) }
            #expect(identities.count == 40)
            for identity in [identities[3], identities[20]] {
                let planted = PlantedNumber(identity)
                #expect(planted.files(below: parties.scratch.path) == [])
                #expect(planted.files(below: scratch.path) == ["extract.xml"])
                #expect(!text.contains(identity))
            }
        }

        @Test("I-018 keys of other parties than the configured ones are refused, and nothing is begun")
        func otherKeys() async throws {
            try await settle()
            let made = try await budstikke([
                "report", "generate", "--persons", "2", "--municipality", "9901", "--output", "extract.xml",
            ])
            #expect(made.status == 0)
            _ = try scratch.write(parties.published(.register), to: "trustee.p7s")
            let outcome = try await seal("extract.xml")
            #expect(outcome.status == 65)
            #expect(outcome.text.contains("keyOfOtherHolder"), "\(outcome.text)")
            let list = try await budstikke(["report", "list", "--json"])
            #expect(list.status == 0 && list.text.isEmpty, "\(list.text)")
        }
    }
}
