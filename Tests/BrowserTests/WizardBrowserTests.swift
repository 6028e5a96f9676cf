import Foundation
import Identifiers
import ReportWizard
import TestSupport
import Testing
import Web

@Suite("The wizard of the real program, in a browser", .serialized)
struct WizardBrowserTests {
    @Test(
        "I-001 N-41 from the link to the sealed report and the feedback, axe finds nothing, and 320 pixels and paper are enough",
        arguments: ["nb", "nn", "en"])
    func walk(language: String) async throws {
        let house = try await MunicipalHouse()
        let extract = try String(contentsOfFile: house.scratch.path("extract.xml"), encoding: .utf8)
        let identity = String(try #require(extract.components(separatedBy: "<peFnr>").dropFirst(5).first).prefix(11))
        let link = try await house.link()
        let steps = Self.comingIn(link) + Self.extract(house) + Self.sealing(house) + (try Self.feedback(house))
        let end: [BrowserWalk.Step] = [.open("/nowhere"), .look, .open(link), .look]
        let seen = try await BrowserWalk(steps + end, languages: [language], forbidden: [identity]).go(port: house.port)
        #expect(seen.faults == [])
        let routes = seen.looks.compactMap { look in
            WizardRoute(.get, look.path.split(separator: "/").map(String.init)).map(Self.name)
        }
        let wanted = Set(WizardRoute.examples.filter { $0.method == .get }.map(Self.name))
        // Three are files, and work is over before anybody can look.
        #expect(
            wanted.subtracting(routes) == ["findingsFile", "receipt", "feedback file", "work", "stillWork"],
            "\(Set(routes))")

        // What the whole walk left behind: the trial that a tenant for tests is offered, and the number in the extract alone.
        let sealed = house.scratch.path("data/reports/nord/9901-00-2016-test-1")
        #expect(try FileManager.default.contentsOfDirectory(atPath: sealed).count == 3)
        #expect(PlantedNumber(identity).files(below: house.scratch.path) == ["extract.xml"])
        let log = try house.log()
        #expect(!log.contains("web-fault"), "\(log)")
    }

    @Test("a page that is hard to read is found: the walk is not blind")
    func notBlind() async throws {
        let page = """
            <!DOCTYPE html><html><head><title>x</title></head><body><main><h1>x</h1><img src="data:,">
            <p style="color:#aaa;background:#fff">grå 12345678901</p><div style="width:900px">bred</div><input>
            <div style="overflow:auto"><div style="width:900px">borte på papir</div></div>
            <script>1</script></main></body></html>
            """
        let seen = try await BrowserWalk([.show(page), .look], languages: ["nb"], forbidden: ["12345678901"])
            .go(port: 1)
        let faults = seen.faults.joined(separator: "\n")
        for fault in [
            "color-contrast", "image-alt", "label", "html-has-lang", "too wide for 320 px", "cut on paper",
            "shows 12345678901", "has a script",
        ] {
            #expect(faults.contains(fault), "\(fault)")
        }
        #expect(seen.looks.count == 2)
    }

    // MARK: - The way

    private static func comingIn(_ link: String) -> [BrowserWalk.Step] {
        [
            .open("/"), .look, .open(link), .look, .press("main form button"), .look,
            .press("main form[action='/reports'] button"), .look,
        ]
    }

    /// By the mapping first, then by an upload, with what is wrong at each.
    private static func extract(_ house: MunicipalHouse) -> [BrowserWalk.Step] {
        let (make, upload) = ("main form[action$='/make'] button", "main form[action$='/extract'] button")
        return [
            .press(upload), .look, .press(make), .look, .fill("year", "2016"), .press(make), .wait("**/findings"),
            .look, .press("nav.steps a[href$='/extract']"), .look,
            .attach("extract", [house.scratch.path("extract.xml")]), .press(upload), .wait("**/findings"), .look,
            .press("main a[href$='/1']"), .look, .press("main a[href$='/2']"), .look,
            .press("nav.steps a[href$='/extract']"), .look, .press("main a[href$='/discard']"), .look,
            .press("main a[href$='/extract']"),
        ]
    }

    private static func sealing(_ house: MunicipalHouse) -> [BrowserWalk.Step] {
        let (trustee, register) = (
            "main form[action$='/keys/trustee'] button", "main form[action$='/keys/register'] button"
        )
        let seal = "main form[action$='/seal'] button"
        return [
            .press("nav.steps a[href$='/findings']"), .press("nav.steps a[href$='/seal']"), .look,
            .press("main form[action$='/keys'] button"), .look,
            .attach("key-trustee", [house.scratch.path("register.p7s")]), .press(trustee), .look,
            .attach("key-trustee", [house.scratch.path("trustee.p7s")]), .press(trustee),
            .attach("key-register", [house.scratch.path("register.p7s")]), .press(register), .look,
            .press(seal), .look,
            .fill("role", "IPLOS-kontakt"), .fill("name", "Bjørg Prøvesen"),
            .fill("email", "iplos@nordbygda.example"), .fill("phone", "68050001"), .tick("compared-trustee"),
            .tick("compared-register"), .press(seal), .wait("**/seal"), .look,
            .press("nav.steps a[href$='/send']"), .look, .press("main form[action$='/send'] button"), .look,
            .press("nav.steps a[href$='/way']"), .look, .open("/reports"), .look,
        ]
    }

    /// Nothing to fetch here; two files from the portal, what they say, and what changed.
    private static func feedback(_ house: MunicipalHouse) throws -> [BrowserWalk.Step] {
        let unit = try #require(ReportingUnit("9901-00"))
        let new = try house.portalFile(RegisterAnswer(unit: unit, persons: (1...130).map(String.init)))
        let old = try house.portalFile(RegisterAnswer(unit: unit, year: 2015, recipients: (38, 30)))
        let upload = "main form[action='/feedback/upload'] button"
        return [
            .open("/feedback"), .look, .press("main form[action='/feedback'] button"), .look, .press(upload), .look,
            .attach("archive", [new.path]), .fill("password", old.password), .press(upload), .look,
            .attach("archive", [new.path]), .fill("password", new.password), .press(upload), .look,
            .open("/feedback"), .attach("archive", [old.path]), .fill("password", old.password), .press(upload), .look,
            .open("/feedback/\(new.id)"), .look,
            .press("main a[href$='/errors/K-303/1']"), .look, .press("main a[href$='/2']"), .look,
            .open("/feedback/\(new.id)/tables"), .look, .press("main a[href='/feedback/\(new.id)']"),
            .press("main form[action$='/difference'] button"), .look, .open("/feedback"), .look,
            // And beside the extract that the next report begins with.
            .open("/reports"), .press("main form[action='/reports'] button"),
            .attach("extract", [house.scratch.path("extract.xml")]), .press("main form[action$='/extract'] button"),
            .wait("**/findings"), .open("/feedback/\(new.id)/difference/extract"), .look,
            .open("/feedback/\(new.id)"), .press("main form[action$='/close'] button"), .look,
        ]
    }

    private static func name(_ route: WizardRoute) -> String {
        if case .feedback(let own) = route { return "feedback " + caseName(own) }
        return caseName(route)
    }

    private static func caseName(_ route: some Any) -> String {
        Mirror(reflecting: route).children.first?.label ?? "\(route)"
    }
}
