import Foundation
import Register
import Testing

@testable import RegisterNode

@Suite("What a portal that has been taken over can say to the register")
struct HostilePortalTests {
    @Test("an event at no time, or with words of any length, is none that a portal writes: nothing follows from it")
    func implausible() async throws {
        let node = try await NodeScene().open()
        let files = AtPortal.events([("fileFetched", nil)], at: .max) + AtPortal.events([("fileFetched", nil)], at: -1)
        let words = AtPortal.events([(String(repeating: "a", count: 65), nil)])
        for event in files + words {
            #expect(throws: PortalEventFault.broken) { try node.store.take([event]) }
        }
        #expect(try node.store.take(AtPortal.events([(String(repeating: "a", count: 64), nil)])) == 1)
        try await node.close()
    }

    @Test(
        "a portal's words stand in logs and on terminals: what is no word is none",
        arguments: [
            (#"{"outcome":"taken","problem":"unknownUnit"}"#, "taken", "unknownUnit"),
            (#"{"outcome":"taken\u001b[2J","problem":"a\nb"}"#, nil, nil),
            (#"{"outcome":""}"#, nil, nil),
        ] as [(String, String?, String?)])
    func words(answer: String, outcome: String?, problem: String?) throws {
        let word = try JSONDecoder().decode(PortalLine.Word.self, from: Data(answer.utf8))
        #expect(word.outcome == outcome && word.problem == problem)
    }

    @Test(
        "a failure in the portal's own word is about what was sent; one without it is no answer of the portal's",
        arguments: [
            (503, #"{"problem":"unavailable"}"#, .failed("unavailable")), (503, "", .unreachable("status503")),
            (502, "<html>", .unreachable("status502")), (422, #"{"problem":"malformed"}"#, .refused("malformed")),
            (403, #"{"problem":"notTheRegister"}"#, .unreachable("notTheRegister")),
        ] as [(UInt, String, PortalLine.Outcome)])
    func failures(status: UInt, body: String, outcome: PortalLine.Outcome) {
        #expect(PortalLine.outcome(status, Array(body.utf8)) == outcome)
    }
}
