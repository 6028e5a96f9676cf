import Foundation
import Identifiers
import Reporting
import SealedSubmission
import TestSupport
import Testing
import Trustee

@Suite("The report's commands, from a sealed folder to the timeline")
struct ReportCommandTests {
    private let office: MunicipalInstallation

    init() async throws { office = try await MunicipalInstallation() }

    @Test("I-017 I-084 sealed, sent, receipted, and the way it goes: by the commands alone, each log-in on record")
    func whole() async throws {
        try await office.scene.serving(season: office.season) { port in
            try await office.settle(port: port)
            let folder = try await office.seal("extract", kind: "ordinary")
            let dry = try await office.budstikke(["report", "send", folder, "--dry-run", "--json"])
            #expect(dry.status == 0, "\(dry.errorText)")
            #expect(try MunicipalInstallation.object(dry)["receivedAt"] == nil)
            // Nobody can be asked here, so nothing is sent without being told to.
            let unasked = try await office.budstikke(["report", "send", folder])
            #expect(unasked.status == 64)
            let sent = try await office.budstikke(["report", "send", folder, "--yes", "--json"])
            #expect(sent.status == 0, "\(sent.errorText)")
            #expect(sent.errorText.contains("ordinary number 1") && sent.errorText.contains("Prøvesen"))
            let reply = try MunicipalInstallation.object(sent)
            #expect(reply["countsAs"] as? String == "ordinary")
            #expect((reply["parts"] as? [[String: Any]])?.count == 2)
            let file = try #require(reply["receiptFile"] as? String)
            let receipt = try SubmissionReceipt.verify(
                office.scratch.read(file), signers: office.scene.signers, trustee: SendingScene.trustee.number,
                manifest: ContentHash(of: office.scratch.read("\(folder)/manifest.p7s"))
            ).document
            let again = try await office.budstikke(["report", "send", folder, "--yes", "--json"])
            #expect(again.status == 0)
            #expect(try MunicipalInstallation.object(again)["wasThere"] as? Bool == true)

            let status = try await office.budstikke(["report", "status", "--json"])
            #expect(status.status == 0, "\(status.errorText)")
            let line = try MunicipalInstallation.object(status)
            #expect(line["submission"] as? String == receipt.submission.text)
            let steps = try #require(line["timeline"] as? [[String: Any]])
            #expect(steps.prefix(2).map { $0["state"] as? String } == ["done", "done"])
            let words = try await office.budstikke(["report", "status", "--language", "nn"])
            #expect(words.text.contains("Motteke i registeret"))
            // What is told of the sending is also known here.
            let list = try MunicipalInstallation.object(try await office.budstikke(["report", "list", "--json"]))
            #expect(list["arrivedAt"] != nil)

            let audit = try await office.budstikke(["audit", "show", "--json", "--limit", "1000"])
            #expect(audit.text.contains("log-in"), "\(audit.errorText)")
            let password = try await office.budstikke(["report", "password", receipt.submission.text])
            #expect(password.status != 0)
        }
    }

    @Test("I-023 by PIN it is sent too; a wrong one names the letter, and a PIN alone shows no password")
    func pin() async throws {
        try await office.scene.serving(season: office.season) { port in
            try await office.settle(port: port)
            let folder = try await office.seal("extract")
            _ = try office.scratch.write(Array("8642\n".utf8), to: "wrong.txt")
            _ = try office.scratch.write(Array("\(SendingScene.pin)\n".utf8), to: "pin.txt")
            let wrong = try await office.budstikke([
                "report", "send", folder, "--yes", "--pin-file", "wrong.txt", "--language", "nb",
            ])
            #expect(wrong.status == 77)
            #expect(wrong.errorText.contains("postmottak") && !wrong.errorText.contains("8642"))
            let sent = try await office.budstikke([
                "report", "send", folder, "--yes", "--pin-file", "pin.txt", "--json",
            ])
            #expect(sent.status == 0, "\(sent.errorText)")
            let id = try #require(MunicipalInstallation.object(sent)["submission"] as? String)
            let status = try await office.budstikke([
                "report", "status", "--pin-file", "pin.txt", "--submission", id, "--json",
            ])
            #expect(status.status == 0, "\(status.errorText)")
            #expect(try MunicipalInstallation.object(status)["kind"] as? String == "test")
            for command in [["password", id], ["contact", id]] {
                let refused = try await office.budstikke(
                    ["report"] + command + ["--unit", "9901-00", "--pin-file", "pin.txt", "--json"])
                #expect(refused.status == 77)
                #expect(refused.text.contains("proofNeeded"))
            }
        }
    }

    @Test("I-030 the rehearsal goes the whole way, says what the season will have, and leaves no file behind")
    func rehearse() async throws {
        try await office.scene.serving(season: office.season) { port in
            try await office.settle(port: port)
            let before = try FileManager.default.contentsOfDirectory(atPath: NSTemporaryDirectory()).count {
                $0.hasPrefix("budstikke-rehearsal-")
            }
            let outcome = try await office.budstikke(["report", "rehearse", "--json"] + MunicipalInstallation.people)
            #expect(outcome.status == 0, "\(outcome.errorText)")
            let reply = try MunicipalInstallation.object(outcome)
            #expect(reply["countsAs"] as? String == "test")
            #expect(reply["persons"] as? Int == 20)
            #expect((reply["differences"] as? [Any])?.count == 7)
            #expect((reply["timeline"] as? [[String: Any]])?[1]["state"] as? String == "done")
            let after = try FileManager.default.contentsOfDirectory(atPath: NSTemporaryDirectory()).count {
                $0.hasPrefix("budstikke-rehearsal-")
            }
            #expect(after <= before)
            let kept = try await office.budstikke(
                ["report", "rehearse", "--persons", "3", "--keep", "kept", "--language", "en"]
                    + MunicipalInstallation.people)
            #expect(kept.status == 0, "\(kept.errorText)")
            #expect(kept.text.contains("In the season:"))
            let names = try FileManager.default.contentsOfDirectory(atPath: office.scratch.path("kept")).sorted()
            #expect(names.contains("invented.xml") && names.contains { $0.hasSuffix(".receipt.p7s") })
            let again = try await office.budstikke(
                ["report", "rehearse", "--keep", "kept"] + MunicipalInstallation.people)
            #expect(again.status == 73)
        }
    }

    @Test("I-027 I-028 I-073 the doctor tells what keeps a report from going, and the sheet for the IT department")
    func doctor() async throws {
        try await office.scene.serving(season: office.season) { port in
            try await office.settle(port: port)
            let well = try await office.budstikke(["report", "doctor", "--season", "--json"])
            #expect(well.status == 0, "\(well.text) \(well.errorText)")
            let reply = try MunicipalInstallation.object(well)
            let codes = (reply["findings"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String }
            for code in [
                "version", "reporting", "municipality", "certificate", "name", "port", "send-module", "clock",
                "key-trustee", "key-register",
            ] { #expect(codes.contains(code), "\(code)") }
            let sheet = try #require(reply["season"] as? [String: Any])
            #expect((sheet["mails"] as? [[String: Any]])?.count == ExpectedMail.all.count)
            #expect((sheet["line"] as? [String: Any])?["port"] as? Int == port)
        }
        // Nobody is there any more: what this machine knows is told all the same, offline without an error.
        let gone = try await office.budstikke(["report", "doctor", "--json"])
        #expect(gone.status == 2)
        #expect(gone.text.contains("An opening in the firewall"))
        let offline = try await office.budstikke(["report", "doctor", "--offline", "--season", "--language", "nn"])
        #expect(offline.status == 0, "\(offline.text)")
        #expect(offline.text.contains("iplos@register.example") && offline.text.contains("søppelfilteret"))
        let send = try await office.budstikke(["report", "status", "--language", "en"])
        #expect(send.status == 69)
        #expect(send.errorText.contains("Helsenettet"))
    }

    @Test("I-028 a name that leads elsewhere than the letter says, and a certificate that is missing, are errors")
    func doctorErrors() async throws {
        try await office.settle(port: 1)
        let text = String(decoding: try office.scratch.read("budstikke.yaml"), as: UTF8.self)
        _ = try office.scratch.write(
            Array(
                text.replacingOccurrences(of: "expectedAddress: 127.0.0.1", with: "expectedAddress: 192.0.2.94").utf8),
            to: "elsewhere.yaml")
        let elsewhere = try await office.budstikke(["report", "doctor", "--config", "elsewhere.yaml"])
        #expect(elsewhere.status == 2)
        #expect(elsewhere.text.contains("not to 192.0.2.94"))
        let nothing = try await office.budstikke(["report", "doctor", "--config", "nothing.yaml", "--json"])
        #expect(nothing.status != 0)
        // What another configuration has sealed is not sent by this one.
        _ = try office.scratch.write(
            Array(text.replacing("\"9901\": {", with: "\"9902\": {").utf8), to: "neighbours.yaml")
        let other = try await office.seal("other", municipality: "9902", more: ["--config", "neighbours.yaml"])
        let refused = try await office.budstikke(["report", "send", other, "--yes", "--language", "nn"])
        #expect(refused.status == 78)
        #expect(refused.errorText.contains("9902-00"))
    }

    @Test(
        "I-021 an extract of a municipality that the configuration does not name is not sealed, and nothing is written")
    func sealOther() async throws {
        try await office.settle(port: 1)
        _ = try await office.budstikke([
            "report", "generate", "--persons", "15", "--municipality", "9902", "--output", "other.xml",
        ])
        let before = try FileManager.default.contentsOfDirectory(atPath: office.scratch.path).sorted()
        for more in [[], ["--dry-run"]] {
            let refused = try await office.budstikke(
                [
                    "report", "seal", "other.xml", "--kind", "test", "--trustee-key", "trustee.p7s", "--register-key",
                    "register.p7s",
                ] + MunicipalInstallation.people + more)
            #expect(refused.status == 78 && refused.errorText.contains("9902-00"))
            #expect(refused.errorText.contains("reporting.municipalities"))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: office.scratch.path).sorted() == before)
    }

    @Test("I-018 the year's keys come from the send module, verified, and nothing is ever written over")
    func downloadKeys() async throws {
        try await office.scene.serving(season: office.season) { port in
            try await office.settle(port: port)
            for _ in 0..<2 {
                let outcome = try await office.budstikke(["report", "download-keys", "--json"])
                #expect(outcome.status == 0, "\(outcome.errorText)")
                #expect((try MunicipalInstallation.object(outcome)["keys"] as? [Any])?.count == 2)
            }
            let own = try await office.scene.store.publishedKey(of: .trustee, year: 2016)
            #expect(try office.scratch.read("trustee-2016.p7s") == own)
            _ = try office.scratch.write([1], to: "register-2016.p7s")
            let taken = try await office.budstikke(["report", "download-keys"])
            #expect(taken.status == 73)
            #expect(try office.scratch.read("register-2016.p7s") == [1])
        }
    }
}
