import ArgumentParser
import Store
import Testing

@testable import MunicipalNode
@testable import budstikke

@Suite("Deviations on the command line")
struct DeviationCommandTests {
    @Test("U-40 fields are given by name, whatever stands in them; what is no field is refused")
    func fields() throws {
        let command = try DeviationChangeCommand.parse([
            "7", "--set", "cause=a=b", "--set", "owner=", "--to", "measures",
        ])
        #expect(try command.given.fields() == [.cause: "a=b", .owner: ""])
        #expect(command.number == 7 && command.state == .measures)
        for text in ["tull=x", "cause", "=x", ""] {
            #expect(throws: (any Error).self, "\(text)") {
                try DeviationChangeCommand.parse(["7", "--set", text]).given.fields()
            }
        }
        #expect(throws: (any Error).self) { try DeviationChangeCommand.parse(["7", "--to", "tull"]) }
    }

    @Test("nothing to list and nothing to count is said in words")
    func nothing() {
        let none = DeviationCount.Reply(count: 0, states: [:], medianHours: nil, rows: [])
        #expect(DeviationOutput.statistics(none).contains("No deviations."))
        #expect(DeviationOutput.list([]).contains("No deviations."))
    }
}
