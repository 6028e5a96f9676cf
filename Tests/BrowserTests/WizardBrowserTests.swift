import Foundation
import TestSupport
import Testing

@Suite("The wizard of the real program, with a browser", .serialized)
struct WizardBrowserTests {
    private struct Order: Encodable {
        let chromium: String
        let link: String
        let extract: String
        let trusteeKey: String
        let registerKey: String
        let identity: String
    }

    @Test("I-001 U-33 from the link to the sealed report in Chromium: axe finds nothing, 320 pixels are enough")
    func walk() async throws {
        let house = try await MunicipalHouse()
        let extract = try String(contentsOfFile: house.scratch.path("extract.xml"), encoding: .utf8)
        let identity = try #require(extract.components(separatedBy: "<peFnr>").dropFirst(5).first).prefix(11)
        let look = try await Chromium().run(
            "wizard_walk.py",
            Order(
                chromium: try await Chromium.executable(), link: try await house.link(),
                extract: house.scratch.path("extract.xml"), trusteeKey: house.scratch.path("trustee.p7s"),
                registerKey: house.scratch.path("register.p7s"), identity: String(identity)))
        #expect(look.faults.map(\.description) == [])
        #expect(look.pages.count == 22, "\(look.pages)")

        // What the whole walk left behind: the submission, and the number in the extract alone.
        let sealed = house.scratch.path("data/reports/nord/9901-00-2016-ordinary-1")
        #expect(try FileManager.default.contentsOfDirectory(atPath: sealed).count == 3)
        #expect(PlantedNumber(String(identity)).files(below: house.scratch.path) == ["extract.xml"])
        let log = try house.log()
        #expect(!log.contains("web-fault"), "\(log)")
    }

    @Test("a page that is hard to read is found: the witness is not blind")
    func notBlind() async throws {
        let scratch = try ScratchDirectory()
        let page = """
            <!DOCTYPE html><html><head><title>x</title></head><body><main><h1>x</h1><img src="data:,">
            <p style="color:#aaa;background:#fff">grå</p><div style="width:900px">bred</div><input></main></body></html>
            """
        let file = try scratch.write(Array(page.utf8), to: "bad.html")
        let look = try await Chromium().look(at: [Chromium.Page(name: "bad", url: "file://\(file)")])
        let rules = Set(look.faults.map(\.rule))
        #expect(rules.isSuperset(of: ["color-contrast", "image-alt", "label", "html-has-lang", "reflow"]), "\(rules)")
        #expect(look.count == 3)
    }
}
