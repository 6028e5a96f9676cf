import Cryptography
import Foundation
import HTTPTypes
import Identifiers
import OsloCalendar
import SealedSubmission
import TestSupport
import Testing
import Trustee
import Web

@testable import SendModule

@Suite("Sending with a browser")
struct BrowserUploadTests {
    private typealias File = (field: String, name: String, bytes: [UInt8])

    /// As a form sends them: the manifest's field first, the parts in the order of their names.
    private static func files(_ sealed: SealedByMunicipality) -> [File] {
        let parts = sealed.parts.map { ("parts", $0.entry.name.fileName, $0.bytes) }.sorted { $0.1 < $1.1 }
        return [("manifest", "manifest.p7s", sealed.manifest)] + parts
    }

    @Test("I-031 one form sends all of it; the receipt is shown with its code, and downloaded with it by this session")
    func whole() async throws {
        let scene = try await Scene()
        let sealed = try SealedByMunicipality(scene)
        let browser = Browser(scene)
        try await browser.logIn()
        let form = try await browser.get("/send-inn")
        #expect(form.text.contains("enctype=\"multipart/form-data\""))
        #expect(form.text.contains("multiple"))
        #expect(!form.text.contains("<script"))
        let sent = try await browser.upload(Self.files(sealed))
        #expect(sent.status == .seeOther)
        #expect(sent.headers[.location] == "/innsending/\(sealed.id)/sendt")
        #expect(scene.arrivals.all == [sealed.id])
        let page = try await browser.get("/innsending/\(sealed.id)/sendt")
        let file = try await browser.get("/innsending/\(sealed.id)/kvittering")
        let receipt = try SubmissionReceipt.verify(
            file.bytes, signers: scene.signers, trustee: SyntheticOrganisations.hospital.number,
            manifest: ContentHash(of: sealed.manifest)
        ).document
        let code = try #require(receipt.code)
        #expect(page.text.contains(code.text))
        #expect(page.text.contains("\(receipt.manifest)"))
        #expect(file.headers[.contentDisposition]?.contains("receipt-\(sealed.id).p7s") == true)

        // Another session of the same municipality has the receipt, and not its code.
        let other = Browser(scene)
        try await other.logIn()
        #expect(try await other.get("/innsending/\(sealed.id)/sendt").headers[.location] == "/innsending/\(sealed.id)")
        let plain = try await other.get("/innsending/\(sealed.id)/kvittering")
        #expect(try scene.signers.open(plain.bytes, as: SubmissionReceipt.self).document.code == nil)
        // Who shows the files again is given it again.
        #expect(try await other.upload(Self.files(sealed)).status == .seeOther)
        #expect(try await other.get("/innsending/\(sealed.id)/sendt").text.contains(code.text))
    }

    @Test(
        "T-102 a form that breaks at any octet keeps what came; the same form again goes on and becomes the same files")
    func resumed() async throws {
        let scene = try await Scene()
        let sealed = try SealedByMunicipality(scene, persons: 20)
        let browser = Browser(scene)
        try await browser.logIn()
        _ = try await browser.get("/send-inn")
        var last = 0
        for cut in [sealed.manifest.count + 1_500, sealed.manifest.count + 2_400, sealed.manifest.count + 4_000] {
            #expect(try await browser.upload(Self.files(sealed), cut: cut).status == .badRequest)
            let page = try await browser.get("/innsending/\(sealed.id)")
            let come = try await scene.store.status(
                of: sealed.id, for: Self.sender(scene), now: Scene.start, round: .morning)
            #expect(come?.state == .receiving)
            let kept = Self.kept(scene, sealed)
            #expect(kept > last)
            #expect(page.text.contains("content-0001.p7m"))
            last = kept
        }
        _ = try await browser.get("/send-inn")
        #expect(try await browser.upload(Self.files(sealed)).headers[.location]?.hasSuffix("/sendt") == true)
        for part in sealed.parts {
            #expect(try scene.scratch.read("trustee/spool/\(sealed.id)/\(part.entry.name.fileName)") == part.bytes)
        }
    }

    @Test("I-020 missing and altered parts are named, what came is kept, and only they need be chosen again")
    func incomplete() async throws {
        let scene = try await Scene()
        let sealed = try SealedByMunicipality(scene)
        let browser = Browser(scene)
        try await browser.logIn()
        var files = Self.files(sealed)
        let missing = files.removeLast()
        files[1].bytes[0] ^= 1
        files.append(("parts", "notes.txt", Array("x".utf8)))
        let page = try await browser.upload(files)
        #expect(page.status == .unprocessableContent)
        for words in [missing.name, files[1].name, "Er ikke filen som er signert", "Mangler", "notes.txt"] {
            #expect(page.text.contains(words), "\(words)")
        }
        #expect(scene.arrivals.all.isEmpty)
        let rest = Self.files(sealed).filter { $0.name == missing.name || $0.name == files[1].name }
        let done = try await browser.upload([Self.files(sealed)[0]] + rest)
        #expect(done.status == .seeOther)
        #expect(scene.arrivals.all == [sealed.id])
    }

    @Test(
        "T-119 another's manifest, none, parts alone and what is none are refused with a sentence, and nothing is begun"
    )
    func refused() async throws {
        let scene = try await Scene()
        let browser = Browser(scene)
        try await browser.logIn()
        let foreign = try SealedByMunicipality(scene, organisation: Scene.south, unit: "9902-00")
        let other = try await browser.upload(Self.files(foreign))
        #expect(other.status == .unprocessableContent)
        #expect(other.text.contains("annen kommune"))
        let own = try SealedByMunicipality(scene)
        for files in [[], [("manifest", "", [])], Array(Self.files(own).dropFirst())] as [[File]] {
            #expect(try await browser.upload(files).text.contains("Velg filen manifest.p7s"))
        }
        let wrong = try await browser.upload([("manifest", "manifest.p7s", Array("not signed".utf8))])
        #expect(wrong.text.contains("ikke et signert manifest"))
        let large = [UInt8](repeating: 0, count: SubmissionManifest.maximumBytes + 1)
        #expect(try await browser.upload([("manifest", "manifest.p7s", large)]).status == .unprocessableContent)
        #expect(try await scene.store.status(for: Self.sender(scene), now: Scene.start, round: .morning) == [])
        browser.token = String(repeating: "0", count: 64)
        #expect(try await browser.upload(Self.files(own)).status == .forbidden)
        #expect(try await Browser(scene).upload(Self.files(own)).status == .forbidden)
    }

    private static func sender(_ scene: Scene) async throws -> Admission {
        let outcome = try await scene.api.surroundings.pins.attempt(
            LoginAttempt(
                municipality: "9901", district: "00", organisationNumber: Scene.north.number.digits, pin: Scene.pin),
            season: Scene.year, now: scene.clock.now)
        guard case .admitted(let admission) = outcome else { throw NeverHappened(description: "no log-in") }
        return admission
    }

    private static func kept(_ scene: Scene, _ sealed: SealedByMunicipality) -> Int {
        sealed.parts.reduce(0) { sum, part in
            let path = scene.scratch.path("trustee/spool/\(sealed.id)/\(part.entry.name.fileName)")
            return sum + (FileManager.default.contents(atPath: path)?.count ?? 0)
        }
    }
}

@Suite("Password and contact in a browser")
struct AfterSendingPageTests {
    private static let password = "f7Kq-2vXw-9LmT-c4Rd-8sNb"

    @Test("I-045 the page shows the password for the receipt's code and for nothing else, and says when it is gone")
    func password() async throws {
        let (scene, sealed, code) = try await Self.sent()
        let browser = Browser(scene)
        try await browser.logIn()
        let path = "/innsending/\(sealed.id)"
        #expect(try await browser.get(path).text.contains("Tilbakemeldingen er ikke klar"))
        #expect(try await browser.get(path + "/passord").status == .methodNotAllowed)
        let sealedPassword = try scene.trusteeKey.key.publicKey.encryptOAEP(
            Array(Self.password.utf8), label: ArchivePasswordSeal.label(of: sealed.id))
        try await scene.store.keep(
            StatusEvent(submission: sealed.id, step: .fileReady, at: Scene.start, password: sealedPassword),
            now: Scene.start)
        #expect(try await browser.get(path).text.contains("kan vises én gang"))
        let alone = try await browser.post(path + "/passord")
        #expect(alone.status == .forbidden)
        #expect(alone.text.contains("PIN-koden er ikke nok"))
        let wrong = try await browser.post(path + "/passord", ["code": "0000-0000-0000-0000-0000"])
        #expect(wrong.text.contains("Koden er feil"))
        let shown = try await browser.post(path + "/passord", ["code": code])
        #expect(shown.text.contains(Self.password))
        #expect(shown.headers[.cacheControl] == "no-store")
        #expect(try await browser.get(path).text.contains("Passordet er vist og slettes 2017-01-14 13:15"))
        scene.clock.pass(900)
        let gone = try await browser.post(path + "/passord", ["code": code])
        #expect(!gone.text.contains(Self.password))
        #expect(try await browser.get(path).text.contains("er slettet"))
    }

    @Test(
        "I-085 contact and deputy are changed with the code; the page never shows who it was, and names what is wrong")
    func contact() async throws {
        let (scene, sealed, code) = try await Self.sent()
        let browser = Browser(scene)
        try await browser.logIn()
        let path = "/innsending/\(sealed.id)/kontakt"
        let form = try await browser.get(path)
        #expect(form.text.contains("i…@nordbygda.kommune.example"))
        #expect(!form.text.contains("Kari"))
        let person = ["role": "IPLOS-kontakt", "name": "Ola", "email": "ola%40a.example", "phone": "68+05+00+01"]
        let alone = try await browser.post(path, person)
        #expect(alone.text.contains("PIN-koden er ikke nok"))
        let bad = try await browser.post(path, person.merging(["code": code, "deputyEmail": "x"]) { $1 })
        #expect(bad.status == .unprocessableContent)
        #expect(bad.text.contains("E-postadressen er ikke gyldig"))
        let done = try await browser.post(path, person.merging(["code": code]) { $1 })
        #expect(done.text.contains("ola@a.example"))
        #expect(try await browser.get(path).text.contains("o…@a.example"))
        let second = try await browser.post(path, person.merging(["code": code, "name": "Eva"]) { $1 })
        #expect(second.text.contains("Koden er feil"))
    }

    @Test("another municipality's submission has no page, no receipt, no password and no contact")
    func strangers() async throws {
        let scene = try await Scene()
        let sealed = try SealedByMunicipality(scene, organisation: Scene.south, unit: "9902-00")
        try await scene.serving { client in _ = try await client.loggedIn(as: "9902").deliver(sealed) }
        let browser = Browser(scene)
        try await browser.logIn()
        let path = "/innsending/\(sealed.id)"
        for end in ["", "/kvittering", "/kontakt"] { #expect(try await browser.get(path + end).status == .notFound) }
        for end in ["/passord", "/kontakt"] { #expect(try await browser.post(path + end).status == .notFound) }
        #expect(try await Browser(scene).get(path).headers[.location] == "/")
    }

    private static func sent() async throws -> (Scene, SealedByMunicipality, String) {
        let scene = try await Scene()
        let sealed = try SealedByMunicipality(scene)
        var code = ""
        try await scene.serving { client in
            let receipt = try await client.loggedIn().deliver(sealed).body
            code = try scene.signers.open(receipt, as: SubmissionReceipt.self).document.code?.text ?? ""
        }
        return (scene, sealed, code)
    }
}
