import Foundation
import Store
import Testing

@testable import Simulation

@Suite("What the demo shows")
struct PictureTests {
    @Test("U-43 colours only on a terminal, and not against NO_COLOR or TERM=dumb")
    func colours() {
        #expect(Palette(isTerminal: true, environment: [:]).coloured)
        #expect(!Palette(isTerminal: false, environment: [:]).coloured)
        #expect(!Palette(isTerminal: true, environment: ["NO_COLOR": "1"]).coloured)
        #expect(Palette(isTerminal: true, environment: ["NO_COLOR": ""]).coloured)
        #expect(!Palette(isTerminal: true, environment: ["TERM": "dumb"]).coloured)
    }

    @Test("off a terminal each change is one line, and nothing is written twice")
    func plainProgress() throws {
        var written = ""
        let verdict = try Self.verdict(.sent, .waiting)
        withProgress(redraws: false) { progress in
            progress.show([verdict])
            progress.show([verdict])
        } collect: {
            written += $0
        }
        #expect(written.split(separator: "\n").count == 1)
        #expect(!written.contains("\u{1B}"))
        #expect(written.contains("sent"))
    }

    @Test("on a terminal the table is redrawn in its place")
    func redrawnProgress() throws {
        var written = ""
        let before = try Self.verdict(.sent, .waiting)
        let after = try Self.verdict(.acknowledged, .accepted)
        withProgress(redraws: true) { progress in
            progress.show([before])
            progress.show([after])
        } collect: {
            written += $0
        }
        #expect(written.contains("\u{1B}[1A"))
        let last = try #require(written.split(separator: "\n").last { $0.contains("LOG_INNLAGT") })
        #expect(last.contains("acknowledged · accepted") && last.hasSuffix("Fjordheim sykehus → Storvik kommune"))
    }

    @Test("on a terminal the table never wraps, and wrapping is on again afterwards")
    func narrowProgress() throws {
        var written = ""
        let verdict = try Self.verdict(.acknowledged, .accepted)
        withProgress(redraws: true) {
            $0.show([verdict])
        } collect: {
            written += $0
        }
        #expect(written.hasPrefix("\u{1B}[?7l"))
        #expect(written.hasSuffix("\n\u{1B}[?7h"))
        let states = try #require(written.range(of: "acknowledged · accepted"))
        let line = try #require(written[..<states.upperBound].split(separator: "\u{1B}[2K").last)
        #expect(line.count < 80)
    }

    @Test("the timeline has each step with its time and actor, and says whether all is as expected")
    func timeline() throws {
        let timeline = Timeline(
            palette: Palette(isTerminal: false, environment: [:]), timeZone: try #require(TimeZone(identifier: "UTC")))
        let text = timeline.text([try Self.verdict(.acknowledged, .accepted)])
        #expect(text.contains("LOG_INNLAGT  Fjordheim sykehus → Storvik kommune"))
        #expect(text.contains("  01:46:40.000  submitted"))
        #expect(
            text.contains("✔ As the story wants it: transport: acknowledged; application receipt: accepted; sent once.")
        )
        let wrong = timeline.text([try Self.verdict(.undeliverable, .waiting)])
        #expect(wrong.contains("✘ transport: undeliverable; the application receipt has not come"))
        let both = [try Self.verdict(.undeliverable, .waiting), try Self.verdict(.sent, .waiting)]
        let cut = timeline.text(both)
        #expect(cut.components(separatedBy: "✘").count == 2 && cut.contains("… Not played to its end: transport: sent"))
        #expect(timeline.conclusion(ok: false, verdicts: both).hasSuffix(" One other was not played to its end."))
        #expect(timeline.text([both[1]]).contains("✘ transport: sent"), "when time is up")
    }

    @Test("the demo lives in TMPDIR when a control socket's path below it is short enough, else in /tmp")
    func root() throws {
        let uuid = try #require(UUID(uuidString: "01234567-89AB-CDEF-0123-456789ABCDEF"))
        let long = "/" + String(repeating: "a", count: 40)
        for (folder, base) in [
            ("/var/scratch", "/var/scratch"), ("/var/scratch//", "/var/scratch"), (long, "/tmp"), ("relative", "/tmp"),
            ("", "/tmp"), ("/", "/tmp"),
        ] {
            #expect(DemoRoot.fresh(["TMPDIR": folder], uuid: uuid) == "\(base)/budstikke-demo-01234567", "\(folder)")
        }
        #expect(DemoRoot.fresh([:], uuid: uuid) == "/tmp/budstikke-demo-01234567")
    }

    @Test("the JSON object has the agreed keys, and what is unknown is left out")
    func report() throws {
        let report = DemoReport(verdicts: [try Self.verdict(.acknowledged, .accepted)], ok: true)
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(report.json().utf8)) as? [String: Any])
        #expect(object["schemaVersion"] as? Int == 1)
        #expect(object["ok"] as? Bool == true)
        let message = try #require((object["messages"] as? [[String: Any]])?.first)
        #expect(message["transport"] as? String == "acknowledged")
        #expect((message["expected"] as? [String: String])?["application"] == "accepted")
        #expect((message["steps"] as? [[String: Any]])?.first?["step"] as? String == "submitted")
        #expect(message["messageId"] == nil)
    }

    private func withProgress(
        redraws: Bool, _ body: (inout ProgressPicture) -> Void, collect: @escaping (String) -> Void
    ) {
        var progress = ProgressPicture(
            palette: Palette(isTerminal: false, environment: [:]), redraws: redraws, write: collect)
        body(&progress)
    }

    static func verdict(_ transport: MessageState, _ application: ApplicationState) throws -> MessageVerdict {
        let parties = try DemoParty.all()
        let from = try #require(parties.first { $0.name == .hospital })
        let to = try #require(parties.first { $0.name == .storvik })
        var seen = ObservedMessage(
            serverID: "1", tenant: .hospital, direction: .outgoing, kind: .business, transport: transport,
            application: application)
        seen.attempts = 1
        seen.steps = [.init(at: Date(timeIntervalSince1970: 6400), step: "submitted", actor: "record-system:ward")]
        return MessageVerdict(
            title: "admitted", story: "", from: from, to: to, action: "LOG_INNLAGT",
            expected: EndState(transport: .acknowledged, application: .accepted), observed: seen, handedOver: 1,
            expectedHandOvers: 1)
    }
}
