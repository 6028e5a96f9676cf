import Foundation
import HealthMessages
import Identifiers
import Testing

@testable import Simulation

/// System cases of the national test of application receipts that are a record system's own duty.
@Suite("AppRec, system cases at the record system")
struct AppRecCaseTests {
    private let desk: RecordSystemDesk

    init() throws { desk = try RecordSystemDesk() }

    private func answers(
        _ change: (String) -> String = { $0 }, answer: RecordSystemAnswer = .accepts, times: Int = 1,
        own: OwnParties? = nil
    ) async throws -> [AppRec] {
        defer { desk.close() }
        let system = try desk.system(answer, own: own)
        let document = change(String(decoding: try desk.document(), as: UTF8.self))
        for _ in 0..<times {
            try desk.offer(Array(document.utf8))
            try await system.runOnce()
        }
        #expect(await system.deliveries.count == times)
        return try desk.receipts()
    }

    private func codes(_ receipts: [AppRec]) -> [[String]] { receipts.map { $0.errors.map(\.code) } }

    @Test("AppRec case 12 the same MsgId again is ignored: one receipt")
    func duplicate() async throws {
        let receipts = try await answers(times: 3)
        #expect(receipts.map(\.status) == [.ok])
    }

    @Test("AppRec case 41 the same faulty MsgId again is ignored: one negative receipt")
    func faultyDuplicate() async throws {
        let receipts = try await answers(answer: .rejects(.patientUnknown), times: 2)
        #expect(codes(receipts) == [["E35"]])
    }

    @Test("AppRec case 11 both receivers are ours: a receipt for each of the first delivery, none for the second")
    func bothReceivers() async throws {
        let copy = "<OtherReceiver><RoleReceiver V=\"COP\" DN=\"Kopi\"/>"
        let own = OwnParties(
            units: try Set([desk.party.her, #require(HERId(800_302))]), organisations: [desk.party.organisationHER])
        let receipts = try await answers(
            { text in
                guard let start = text.range(of: "<Receiver>"), let end = text.range(of: "</Receiver>") else {
                    return ""
                }
                let second = text[start.upperBound..<end.lowerBound].replacing("800301", with: "800302")
                return text.replacing("</Receiver>", with: "</Receiver>\(copy)\(second)</OtherReceiver>")
            }, times: 2, own: own)
        #expect(Set(receipts.map(\.sender.role?.code)) == ["PRIM", "COP"])
        #expect(receipts.map(\.status) == [.ok, .ok])
    }

    @Test("AppRec case 40 both receivers are ours and unknown: two E21 of the first delivery, none for the second")
    func bothUnknown() async throws {
        let own = OwnParties(units: [], organisations: [desk.party.organisationHER])
        let receipts = try await answers(times: 2, own: own)
        #expect(codes(receipts) == [["E21"]])
    }

    @Test("AppRec cases 16 and 34 a document that cannot be read is rejected with T01 at once, and taken in by nobody")
    func unreadable() async throws {
        let receipts = try await answers { String($0.prefix($0.count - 200)) }
        #expect(codes(receipts) == [["T01"]])
        #expect(receipts.map(\.status) == [.rejected])
    }

    @Test("AppRec case 25 rejected by a person: status 2 with the code that fits")
    func byHand() async throws {
        let receipts = try await answers(answer: .rejects(.formatUnsupported))
        #expect(codes(receipts) == [["T10"]])
    }

    @Test("AppRec case 26 several faults: an error for each")
    func several() async throws {
        let receipts = try await answers(
            {
                $0.replacing("<MIGversion>v1.2 2006-05-24</MIGversion>", with: "")
                    .replacing("http://www.kith.no/xmlstds/po/Pasientlogistikk/2012-04-01", with: "urn:ukjent")
            }, answer: .rejects(.patientUnknown))
        #expect(codes(receipts) == [["T02", "T10", "E35"]])
    }

    @Test("AppRec case 28 a MsgId that is no UUID: E10, and the id as it was")
    func messageID() async throws {
        let receipts = try await answers { $0.replacing(try! Regex("<MsgId>[^<]*"), with: "<MsgId>17") }
        #expect(codes(receipts) == [["E10"]])
        #expect(receipts.map(\.originalMsgID) == ["17"])
    }

    @Test("AppRec case 32 a document that lacks what its schema demands: T02")
    func invalid() async throws {
        let receipts = try await answers { $0.replacing("<MIGversion>v1.2 2006-05-24</MIGversion>", with: "") }
        #expect(codes(receipts) == [["T02"]])
    }

    @Test("AppRec case 33 an unknown schema: T10")
    func unknownSchema() async throws {
        let receipts = try await answers {
            $0.replacing("http://www.kith.no/xmlstds/po/Pasientlogistikk/2012-04-01", with: "urn:ukjent")
        }
        #expect(codes(receipts) == [["T10"]])
    }

    @Test("AppRec case 21 a document for somebody else is not answered")
    func notOurs() async throws {
        let own = OwnParties(units: [], organisations: [])
        #expect(try await answers(own: own).isEmpty)
    }
}
