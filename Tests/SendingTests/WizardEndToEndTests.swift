import Foundation
import Identifiers
import SealedSubmission
import TestSupport
import Testing
import Trustee

@Suite("The wizard of the real program against the real send module, with curl for a browser", .serialized)
struct WizardEndToEndTests {
    @Test("I-001 I-024 from a link to the signed receipt and the way it goes, and no identity number is left anywhere")
    func whole() async throws {
        let installation = try await MunicipalInstallation()
        let scratch = installation.scratch
        try await installation.scene.serving(season: installation.season) { port in
            let web = Int(try LoopbackListener().port)
            try await installation.settle(port: port, more: "web: {port: \(web)}")
            let made = try await installation.budstikke([
                "report", "generate", "--persons", "60", "--municipality", "9901", "--fault", "noServices", "--output",
                "extract.xml",
            ])
            #expect(made.status == 0, "\(made.errorText)")
            // No server, no link.
            let early = try await installation.budstikke(["report", "wizard", "--person", "Kari"])
            #expect(early.status == 69 && early.errorText.contains("The pages are not reached"), "\(early.errorText)")

            let server = try Served(scratch)
            let link = try await installation.budstikke(["report", "wizard", "--person", "Kari Prøvesen", "--json"])
            #expect(link.status == 0, "\(link.errorText)")
            let address = try #require(MunicipalInstallation.object(link)["address"] as? String)
            let curl = Curl(scratch, origin: "http://127.0.0.1:\(web)")
            let (report, submission) = try await walk(curl, address)
            try await follow(curl, report, submission, installation.scene)
            let log = server.end()
            #expect(!log.contains("web-fault"), "\(log)")
            #expect(!log.contains(address.suffix(48)) && log.contains("web-listening"))
            try canary(scratch, seen: curl.seen + log)
        }
    }

    /// Gives the path of the report, and the submission it became.
    private func walk(_ curl: Curl, _ link: String) async throws -> (report: String, submission: SubmissionID) {
        _ = try await curl.get(link)
        _ = try await curl.post(link)
        #expect(curl.place.hasSuffix("/reports"))
        _ = try await curl.post("/reports", ["kind=trial"])
        let report = String(curl.place.dropLast("/extract".count))
        _ = try await curl.post("\(report)/extract", ["extract=@extract.xml"])
        let findings = try await curl.afterWork(report)
        #expect(findings.contains("60 personer"), "\(findings)")
        // I-018: this year's keys come from the send module, and are shown in groups for the telephone.
        let without = try await curl.get("\(report)/seal")
        #expect(without.contains("Hent begge fra sendemodulen") && !without.contains("digits-trustee"))
        let page = try await curl.post("\(report)/keys")
        #expect(curl.place == "\(report)/seal" && page.contains(SendingScene.register.name), "\(page)")
        for holder in ["trustee", "register"] {
            let groups = Curl.value(of: "digits-\(holder)", in: page).split(separator: " ")
            #expect(groups.count == 16 && groups.allSatisfy { $0.count == 4 })
        }
        _ = try await curl.post(
            "\(report)/seal",
            [
                "kind=test", "role=IPLOS-kontakt", "name=Bjørg Prøvesen", "email=iplos@nordbygda.example",
                "phone=68050001", "compared-trustee=yes", "compared-register=yes",
                "digits-trustee=\(Curl.value(of: "digits-trustee", in: page))",
                "digits-register=\(Curl.value(of: "digits-register", in: page))",
            ])
        let sealed = try await curl.afterWork(report)
        #expect(sealed.contains("Rapporten er forseglet"), "\(sealed)")
        _ = try await curl.get("\(report)/send")
        _ = try await curl.post("\(report)/send")
        let sent = try await curl.afterWork(report)
        #expect(sent.contains("Rapporten er kommet fram") && sent.contains("forventet innen"), "\(sent)")
        let receipt = try await curl.download("\(report)/receipt.p7s")
        #expect(receipt.count > 1000 && receipt.first == 0x30, "CMS in DER")
        let known = try await curl.get("\(report)/way")
        #expect(known.contains("Spør sendemodulen for å se resten"))
        let asked = try await curl.post("\(report)/way")
        #expect(asked.contains("Sendemodulen ble spurt") && asked.contains("Mottatt i registeret"), "\(asked)")
        #expect(!asked.contains("hent tilbakemeldingen"))
        let found = try #require(sealed.firstMatch(of: /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/)?.output.0)
        return (report, try #require(SubmissionID(found)))
    }

    /// When the timeline says that the file is ready, it leads on to fetching it.
    private func follow(
        _ curl: Curl, _ report: String, _ submission: SubmissionID, _ scene: SendingScene
    ) async throws {
        let now = scene.clock.now
        try await scene.store.keep(StatusEvent(submission: submission, step: .fileReady, at: now), now: now)
        let ready = try await curl.post("\(report)/way")
        #expect(
            ready.contains("Filen er klar: hent tilbakemeldingen") && ready.contains("href=\"/feedback\""), "\(ready)")
        let list = try await curl.get("/feedback")
        #expect(list.contains("Hent det som er kommet"))
        // Nobody has led feedback here: that is said, with who can.
        #expect(try await curl.post("/feedback").contains("budstikke report client"))
    }

    private func canary(_ scratch: ScratchDirectory, seen: String) throws {
        let extract = String(decoding: try scratch.read("extract.xml"), as: UTF8.self)
        let number = try #require(extract.components(separatedBy: "<peFnr>").dropFirst(7).first).prefix(11)
        #expect(!seen.contains(number))
        let own = PlantedNumber(String(number)).files(below: scratch.path).filter { !$0.hasPrefix("trustee/") }
        #expect(own == ["extract.xml"])
    }
}

/// `budstikke serve` in a folder, until it is asked to end.
private final class Served {
    private let process = Process()
    private let output = Pipe()
    private var said = ""

    /// Returns once it says that it is ready.
    init(_ scratch: ScratchDirectory) throws {
        process.executableURL = URL(fileURLWithPath: BuiltProgram.path("budstikke"))
        process.arguments = ["serve", "--config", scratch.path("budstikke.yaml")]
        process.standardOutput = output
        try process.run()
        while !said.contains(#""event":"ready""#) {
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { break }
            said += String(decoding: more, as: UTF8.self)
        }
        try #require(said.contains(#""event":"web-listening""#), "\(said)")
    }

    /// All it has said.
    func end() -> String {
        process.terminate()
        while case let more = output.fileHandleForReading.availableData, !more.isEmpty {
            said += String(decoding: more, as: UTF8.self)
        }
        process.waitUntilExit()
        return said
    }
}

/// curl with a jar for cookies, following redirects as browsers do.
private final class Curl {
    private let scratch: ScratchDirectory
    private let origin: String
    private var token = ""
    /// The path of the page it came to last.
    private(set) var place = ""
    private(set) var seen = ""

    init(_ scratch: ScratchDirectory, origin: String) {
        (self.scratch, self.origin) = (scratch, origin)
    }

    func get(_ path: String) async throws -> String { try await run(path, []) }

    func post(_ path: String, _ fields: [String] = []) async throws -> String {
        let form = (["formToken=\(token)"] + fields).flatMap { ["-F", $0] }
        return try await run(path, ["-H", "Sec-Fetch-Site: same-origin"] + form)
    }

    /// Asks until the work is done, and gives the page it leads to.
    func afterWork(_ report: String) async throws -> String {
        for _ in 0..<5000 {
            let page = try await get("\(report)/work")
            if !place.hasSuffix("/work") { return page }
        }
        return "The work does not come to its end."
    }

    func download(_ path: String) async throws -> [UInt8] {
        try await Command.run("curl", ["-s", "-f", "-b", "jar", origin + path], in: scratch).output
    }

    static func value(of field: String, in page: String) -> String {
        guard let start = page.range(of: "name=\"\(field)\" value=\"") else { return "" }
        return String(page[start.upperBound...].prefix { $0 != "\"" })
    }

    private func run(_ path: String, _ more: [String]) async throws -> String {
        let url = path.hasPrefix("http") ? path : origin + path
        let outcome = try await Command.run(
            "curl", ["-s", "-L", "-b", "jar", "-c", "jar", "-w", "\n%{url_effective}"] + more + [url], in: scratch)
        try #require(outcome.status == 0, "curl gave \(outcome.status) at \(path)")
        var lines = outcome.text.components(separatedBy: "\n")
        place = String((lines.popLast() ?? "").dropFirst(origin.count))
        let page = lines.joined(separator: "\n")
        seen += page
        let found = Self.value(of: "formToken", in: page)
        if !found.isEmpty { token = found }
        return page
    }
}
