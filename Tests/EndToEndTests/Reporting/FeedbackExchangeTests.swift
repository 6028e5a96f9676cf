import Archive
import Foundation
import HealthMessages
import Identifiers
import MunicipalNode
import Register
import SealedSubmission
import TestSupport
import Testing

@testable import RegisterNode
@testable import Simulation

extension EndToEnd {
    @Suite("A register's feedback, through the exchange and back") struct FeedbackExchangeTests {
        private struct Opened: Decodable {
            struct Control: Decodable {
                let control: String
                let mender: String
                let rows: Int
            }
            let year: Int
            let controls: [Control]
            let files: [File]
            struct File: Decodable {
                let name: String
            }
        }

        @Test("I-046 what the register releases is fetched from the inbox, opens without a password, and is receipted")
        func whole() async throws {
            try await Street.with { street in
                let office = try FeedbackOffice(street)
                let (municipality, register) = (office.municipality, office.register)
                try await office.configure(trustee: office.hospital.number, register: register.number)
                #expect(try await office.budstikke(["report", "client"]).status == 0)
                let (id, folder) = try await office.seal()
                let delivery = try await office.parties.trusteeWorks(folder, submission: id)
                let store = try office.parties.registerStore()
                let released = try office.parties.registerWorks(delivery, in: store, exchange: office.address)
                let messenger = office.messenger(store)
                try messenger.run(now: Date())
                #expect(try store.messages().map(\.standing) == [.written])

                let (items, status) = try await office.fetch(1)
                #expect(items.map(\.outcome) == [.taken] && status == 0, "\(items)")
                #expect(items.first?.submission == id)

                try await opens(id, released, office)
                try await refuses(released, office)

                // The register hears that its message was understood.
                let end = Date().addingTimeInterval(60)
                while try store.messages().first?.standing != .accepted, Date() < end {
                    try await Task.sleep(for: .milliseconds(200))
                    try messenger.run(now: Date())
                }
                #expect(try store.messages().map(\.standing) == [.accepted])

                // The same document handed in again is the same message: nothing comes a second time.
                let out = street.neighbourhood.ground.folder(of: register)
                let name = try #require(try store.messages().first?.fileName)
                try FileManager.default.copyItem(atPath: "\(out)/taken/\(name)", toPath: "\(out)/out/again.xml")
                while !FileManager.default.fileExists(atPath: "\(out)/taken/again.xml"), Date() < end {
                    try await Task.sleep(for: .milliseconds(100))
                }
                #expect(FileManager.default.fileExists(atPath: "\(out)/taken/again.xml"))
                let all = try street.neighbourhood.fleet.messages().filter {
                    $0.action == RegisterFeedback.action && $0.tenant == municipality.name
                }
                #expect(all.count == 1)
                #expect(try await office.fetch(0).items.isEmpty)
                try store.close()
            }
        }

        @Test("I-046 N-41 the same in a browser: fetched by a button and read there, with the person on record")
        func inBrowser() async throws {
            try await Street.with { street in
                let office = try FeedbackOffice(street)
                let web = Int(try LoopbackListener().port)
                try await office.configure(
                    trustee: office.hospital.number, register: office.register.number, web: web)
                #expect(try await office.budstikke(["report", "client"]).status == 0)
                let (id, folder) = try await office.seal()
                let delivery = try await office.parties.trusteeWorks(folder, submission: id)
                let store = try office.parties.registerStore()
                _ = try office.parties.registerWorks(delivery, in: store, exchange: office.address)
                try office.messenger(store).run(now: Date())
                try await office.arrived()
                let link = try await office.budstikke(
                    ["report", "wizard", "--person", "Kari Prøvesen", "--may", "fetch"])
                let address = link.text.trimmingCharacters(in: .whitespacesAndNewlines)
                try #require(address.hasPrefix(BrowserWalk.origin), "\(link.errorText)")
                let extract = String(decoding: try office.scratch.read("extract.xml"), as: UTF8.self)
                let identity = try #require(extract.components(separatedBy: "<peFnr>").dropFirst().first).prefix(11)
                let seen = try await BrowserWalk(
                    [
                        .open(String(address.dropFirst(BrowserWalk.origin.count))), .press("main form button"),
                        .press("nav.menu a[href='/feedback']"), .look,
                        .press("main form[action='/feedback'] button"), .look,
                        .press("main table a"), .look, .press("main form[action$='/open'] button"), .look,
                        .keep("page", of: "main"), .press("main a[href$='/tables']"), .look,
                        .keep("tables", of: "main"),
                    ], languages: ["nb"], forbidden: [String(identity)]
                ).go(port: web)
                #expect(seen.faults == [])
                let page = try #require(seen.kept["page"])
                #expect(page.contains("K-303") && page.contains("Rettes i"), "\(page)")
                #expect(seen.kept["tables"]?.contains("2016") == true)
                let audit = try await office.budstikke(["audit", "show"], json: true).text
                for action in ["report.fetch", "report.password", "report.wizard.feedback"] {
                    #expect(audit.contains(action), "\(action)")
                }
                #expect(audit.contains("web:Kari Prøvesen"))
                try store.close()
            }
        }

        /// By the submission and by the portal's file alike, offline too, and unpacked where it is asked for.
        private func opens(_ id: SubmissionID, _ released: ReleasedArchive, _ office: FeedbackOffice) async throws {
            _ = try office.scratch.write(released.archive, to: released.fileName)
            for target in [id.text, released.fileName] {
                let outcome = try await office.budstikke(["report", "open", target], json: true)
                #expect(outcome.status == 0, "\(outcome.errorText)")
                let opened = try JSONDecoder().decode(Opened.self, from: Data(outcome.output))
                #expect(opened.year == 2016 && opened.controls.contains { $0.control == "K-303" && $0.rows > 0 })
            }
            let words = try await office.budstikke(["report", "open", id.text, "--output", "feil", "--language", "en"])
            #expect(words.status == 0 && words.text.contains("\nTo correct"))
            let names = try FileManager.default.contentsOfDirectory(atPath: office.scratch.path("feil"))
            #expect(names.contains("9901-00_2016_feilliste.csv"))
            let again = try await office.budstikke(["report", "open", id.text, "--output", "feil"])
            #expect(again.status == 73 && again.errorText.contains("exists already"), "\(again.errorText)")
            // Errors that are still there are found again in the extract itself.
            let difference = try await office.budstikke(["report", "diff", id.text, "extract.xml", "--invented"])
            #expect(difference.status == 0, "\(difference.errorText)")
            #expect(difference.text.contains("K-303"))
            #expect(!difference.text.contains(/\b\d{11}\b/), "no identity")
        }

        /// What was altered, is no archive, or is another's, is refused with a sentence.
        private func refuses(_ released: ReleasedArchive, _ office: FeedbackOffice) async throws {
            var altered = released.archive
            altered[200] ^= 1
            _ = try office.scratch.write(altered, to: "altered.zip")
            let unknown = try await office.budstikke(["report", "open", "altered.zip"])
            #expect(
                unknown.status == 66 && unknown.errorText.contains("has not come through the exchange"),
                "\(unknown.errorText)")
            _ = try office.scratch.write(Array(ArchivePassword.make().text.utf8), to: "password")
            let wrong = try await office.budstikke(
                ["report", "open", released.fileName, "--password-file", "password"])
            #expect(wrong.status == 65 && wrong.errorText.contains("does not fit the archive"), "\(wrong.errorText)")
            _ = try office.scratch.write([0x50, 0x4B, 3, 4, 1], to: "cut.zip")
            let cut = try await office.budstikke(["report", "open", "cut.zip", "--password-file", "password"])
            #expect(cut.status == 65 && cut.errorText.contains("is cut off"), "\(cut.errorText)")
        }

        @Test("I-046 feedback from another than the register is rejected, and its sender is told so")
        func otherSender() async throws {
            try await Street.with { street in
                let office = try FeedbackOffice(street)
                // The hospital is the register here, and the practice sends.
                try await office.configure(trustee: office.register.number, register: office.hospital.number)
                #expect(try await office.budstikke(["report", "client"]).status == 0)
                let feedback = RegisterFeedback(
                    submission: try #require(SubmissionID("0f6b1d1e-8f0a-4c7e-9b1a-2d3c4e5f6a7b")),
                    unit: office.parties.unit, year: 2016, fileName: "9901-00_2016_ordinary-1.zip",
                    sha256: [UInt8](repeating: 1, count: 32), sealedPassword: [1], archive: [1, 2, 3])
                let sender = office.messenger(try office.parties.registerStore()).settings.party
                let msgID = UUID().uuidString.lowercased()
                let document = try feedback.message(
                    RegisterFeedbackEnvelope(
                        msgID: msgID, sentAt: HealthTime(Date()),
                        from: .init(
                            name: sender.name, her: sender.her, serviceName: sender.serviceName,
                            serviceHER: sender.serviceHER),
                        to: .init(
                            name: office.address.name, her: office.address.her,
                            serviceName: office.address.serviceName, serviceHER: office.address.serviceHER)))
                try await street.neighbourhood.recordSystems[.practice]?.submit(document)
                let (items, status) = try await office.fetch(1)
                #expect(items.map(\.refusal) == [.otherSender] && status == 1, "\(items)")
                let receipts = "\(street.neighbourhood.ground.folder(of: office.register))/receipts"
                let end = Date().addingTimeInterval(60)
                var told = ""
                while !told.contains("appRecRejected"), Date() < end {
                    try await Task.sleep(for: .milliseconds(200))
                    told = try FileManager.default.contentsOfDirectory(atPath: receipts)
                        .filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }
                        .map { try String(contentsOfFile: "\(receipts)/\($0)", encoding: .utf8) }.joined()
                }
                #expect(told.contains("appRecRejected") && told.contains("Avsenderen er ikke registeret"))
            }
        }
    }
}
