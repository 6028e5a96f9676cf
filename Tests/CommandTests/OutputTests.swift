import CommandOutcome
import Foundation
import Identifiers
import MunicipalNode
import Store
import Testing

@testable import Commands
@testable import budstikke

@Suite("Output")
struct OutputTests {
    private let noon = Date(timeIntervalSince1970: 1_790_000_000)

    @Test("U-41 JSON has schemaVersion beside the value's own keys, times in UTC, on one line")
    func json() throws {
        struct Value: Encodable {
            let name: String
            let at: Date
        }
        #expect(
            try JSONLine.text(Value(name: "a/b", at: noon))
                == #"{"at":"2026-09-21T14:13:20Z","name":"a/b","schemaVersion":1}"#)
    }

    @Test("times are Norwegian, summer and winter")
    func time() {
        #expect(LocalTime.text(noon) == "21.09.2026 16:13:20")
        #expect(LocalTime.day(Date(timeIntervalSince1970: 1_767_225_000)) == "01.01.2026")
        #expect(LocalTime.date("2026-03-01") == Date(timeIntervalSince1970: 1_772_319_600))
        #expect(LocalTime.date("2026-03-01T08:00") == Date(timeIntervalSince1970: 1_772_348_400))
        #expect(LocalTime.date("yesterday") == nil)
        #expect(LocalTime.date("2026-13-01") == nil)
        #expect(LocalTime.endOfDay(noon) == Date(timeIntervalSince1970: 1_790_027_999))
    }

    @Test("a time can be given back from now")
    func ago() {
        #expect(TimeArgument(argument: "24h")?.date(from: noon) == noon - 86_400)
        #expect(TimeArgument(argument: "7d")?.date(from: noon) == noon - 7 * 86_400)
        #expect(TimeArgument(argument: "30m")?.date(from: noon) == noon - 1800)
        #expect(TimeArgument(argument: "-1h") == nil)
        #expect(TimeArgument(argument: "soon") == nil)
    }

    @Test("U-43 colours: NO_COLOR, --no-color and TERM=dumb say no, CLICOLOR_FORCE says yes")
    func colours() {
        func wanted(_ environment: [String: String], option: Bool = false, terminal: Bool = true) -> Bool {
            Paint.wanted(noColor: option, environment: environment, isTerminal: terminal)
        }
        #expect(wanted(["TERM": "xterm"]))
        #expect(!wanted(["TERM": "xterm"], terminal: false))
        #expect(!wanted(["TERM": "dumb"]))
        #expect(!wanted(["NO_COLOR": "1"]))
        #expect(!wanted(["CLICOLOR_FORCE": "1"], option: true))
        #expect(wanted(["CLICOLOR_FORCE": "1"], terminal: false))
        #expect(wanted(["CLICOLOR_FORCE": "0", "NO_COLOR": ""], terminal: true))
    }

    @Test("columns stand under each other, and nothing foreign steers the terminal")
    func table() {
        var table = TextTable("A", "LONGER", "C")
        table.row("1", "two", nil)
        table.row("wide", "\u{1B}[31mred\u{7}", "z")
        #expect(table.text(empty: "-") == "A     LONGER     C\n1     two\nwide  ?[31mred?  z\n")
        #expect(TextTable("A").text(empty: "Nothing.") == "Nothing.\n")
    }

    @Test(
        "T-020 nothing foreign turns the reading direction of a line or hides in it; letters of any script stay",
        arguments: [
            ("lege\u{202E}egel", "lege?egel"), ("a\u{2066}b\u{2069}", "a?b?"), ("80\u{200B}90", "80?90"),
            ("x\u{FEFF}y\u{AD}z", "x?y?z"), ("a\u{2028}b", "a?b"), ("Sørvågen č 北", "Sørvågen č 北"),
            ("bla\u{30A}", "bla\u{30A}"),
        ])
    func unseen(_ text: String, shown: String) {
        #expect(Array(TextTable.clean(text).unicodeScalars) == Array(shown.unicodeScalars))
    }

    @Test("an error is a sentence, its details, and what to do")
    func error() {
        let error = AdministrationError(
            "not-ready", "It cannot be done.", remedy: "Do this.", details: ["one", "two"], exit: .configuration)
        #expect(ErrorText.text(error) == "budstikke: It cannot be done.\n  - one\n  - two\n  Do this.\n")
    }

    @Test("U-42 the exit codes are those of the contract")
    func exitCodes() {
        #expect(
            ExitStatus.allCases.map(\.rawValue) == [0, 1, 2, 64, 65, 66, 69, 70, 73, 74, 75, 77, 78])
        #expect(ExitStatus.allCases.allSatisfy { !$0.meaning.isEmpty })
    }

    @Test("M-114 a message's history reads as a person can follow it")
    func message() throws {
        let reply = try decode(MessageShow.Reply.self, Samples.message)
        #expect(MessageText.show(reply, paint: Paint(isOn: false)) == Samples.messageText)
    }

    @Test("U-47 doctor's report, with what to ask the IT department for")
    func doctor() throws {
        let report = try decode(DoctorReport.self, Samples.doctor)
        #expect(DoctorText.text(report, paint: Paint(isOn: false)) == Samples.doctorText)
    }

    @Test("M-075 the answer to where a message would go")
    func route() throws {
        let reply = try decode(RouteQuestion.Reply.self, Samples.route)
        #expect(
            RouteText.text(reply, paint: Paint(isOn: false))
                == "1. ok     It is sent from HER-id 1.\n2. stops  The partner has no EDI address.\n"
                + "It would not get there now.\n")
    }

    private func decode<Value: Decodable>(_ type: Value.Type, _ json: String) throws -> Value {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return try decoder.decode(type, from: Data(json.utf8))
    }
}

private enum Samples {
    static let message = """
        {"message":{"key":7,"serverID":"5D0C0000-0000-4000-8000-000000000000","direction":"outgoing","kind":"business",
        "state":"held","application":"waiting","createdAt":"2026-09-21T14:13:20Z","updatedAt":"2026-09-21T14:13:20Z",
        "msgID":"msg-1","action":"DIALOG_NOTAT","fromHER":1,"toHER":2,"ediTo":"b@edi.example","size":10,"attempts":0,
        "reason":"register-unavailable"},"stateWords":"Holdt tilbake","applicationWords":"Venter",
        "timeline":[{"at":"2026-09-21T14:13:20Z","step":"held","words":"Holdt tilbake","actor":"server",
        "detail":{"reason":"register-unavailable"}}],"attempts":[],"receivers":[],"offers":[],"related":[],"tasks":[],
        "canBeSentAgain":false,
        "explanation":{"code":"register-unavailable","what":"Hva.","meaning":"Mening.","action":"Gjør.","who":"Hvem."}}
        """

    static let messageText = """
        Message:  5d0c0000-0000-4000-8000-000000000000
        Way:      outgoing
        Type:     DIALOG_NOTAT
        From:     HER-id 1
        To:       HER-id 2, b@edi.example
        State:    Holdt tilbake (held)
        Answer:   Venter (waiting)
        MsgId:    msg-1

        register-unavailable
          Hva.
          Mening.
          Gjør.
          Hvem.

        Timeline (Europe/Oslo)
          21.09.2026 16:13:20  Holdt tilbake  [server]  reason=register-unavailable

        """

    static let doctor = """
        {"findings":[{"number":1,"code":"server","title":"Message server","verdict":"ok","sentence":"It runs."},
        {"number":2,"code":"mail-server","title":"Mail server","verdict":"error","sentence":"No answer.",
        "remedy":"A firewall.","request":"Open TCP port 587."}],"requests":["Open TCP port 587."],"verdict":"error"}
        """

    static let doctorText = """
         1. ok       Message server: It runs.
         2. error    Mail server: No answer.
                     → A firewall.

        Ask the IT department for:
          - Open TCP port 587.

        Errors: 1. Warnings: 0.

        """

    static let route = """
        {"direction":"outgoing","her":2,"passes":false,"steps":[{"ok":true,"sentence":"It is sent from HER-id 1."},
        {"ok":false,"sentence":"The partner has no EDI address."}]}
        """
}
