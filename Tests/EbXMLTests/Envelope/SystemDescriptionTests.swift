import EbXML
import Testing

@Suite("What eb:Description says about the sending system (HITS 1210 6.2.2)")
struct SystemDescriptionTests {
    @Test("r.271, r.272 names and versions in the standard's keys and order")
    func json() {
        let description = SystemDescription(
            messageServer: .init(name: "Budstikke", version: "1.2"),
            recordSystem: .init(name: "Journal \"A\"", version: "9"))
        #expect(
            description.json == #"{"MSH-system":"Budstikke","MSH-versjon":"1.2","fagsystem":"Journal \"A\"","#
                + #""fagsystem-versjon":"9"}"#)
        #expect(SystemDescription(json: description.json) == description)
    }

    @Test("Everything survives writing and reading")
    func roundTrip() {
        let program = SystemDescription.Program(name: "Blåbær\\\u{1F41F}", version: "1/2")
        let description = SystemDescription(messageServer: program, recordSystem: program, middleware: program)
        #expect(SystemDescription(json: "\n \(description.json) ") == description)
    }

    @Test(
        "r.273, r.274 without the two required values it is none",
        arguments: [
            "", "Epikrise", "[]", "{}", #"{"MSH-system":"A"}"#, #"{"MSH-system":"A","MSH-versjon":""}"#,
            #"{"MSH-system":" ","MSH-versjon":"1"}"#, #"{"MSH-system":1,"MSH-versjon":"1"}"#,
            #"{"MSH-system":"A","MSH-versjon":"1""#,
        ])
    func refused(text: String) {
        #expect(SystemDescription(json: text) == nil)
    }

    @Test("A description of many kilobytes is not read")
    func bounded() {
        let name = String(repeating: "A", count: 5_000)
        #expect(SystemDescription(json: #"{"MSH-system":"\#(name)","MSH-versjon":"1"}"#) == nil)
    }
}
