import Foundation
import Identifiers
import Store
import TestSupport
import Testing

/// From the record system's folder into the store.
@Suite struct IntakeTests {
    @Test("a file read twice after a crash is the same submission")
    func twice() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let document = try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        try hospital.put(document)
        try await country.settle([hospital, municipality])
        #expect(try await hospital.messages(.outgoing, kinds: [.business]).count == 1)
        #expect(try municipality.files(in: "in").count == 1)
        #expect(try hospital.files(in: "taken").count == 2)
    }

    @Test("the same MsgId with other content is refused, and says why")
    func reused() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let id = UUID()
        try hospital.write(.admitted, to: municipality, msgID: id)
        try await country.settle([hospital])
        try hospital.write(.admitted, to: municipality, msgID: id, text: "Another text.")
        try await country.settle([hospital])
        #expect(try hospital.files(in: "refused").count == 1)
        #expect(try refusals(hospital) == ["message-id-reused"])
    }

    @Test(
        "M-054 within one batch a document counts once, other content under its MsgId and rubbish are refused, the rest goes"
    )
    func batch() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let id = UUID()
        let document = try hospital.write(.admitted, to: municipality, msgID: id)
        try hospital.put(Array("hello".utf8))
        try hospital.put(document)
        try hospital.write(.admitted, to: municipality, msgID: id, text: "Another text.")
        let last = try hospital.write(.dischargeReport, to: municipality)
        try await country.settle([hospital, municipality])
        #expect(Set(try municipality.files(in: "in")) == [document, last])
        #expect(try hospital.files(in: "taken").count == 3)
        #expect(Set(try refusals(hospital)) == ["document-invalid", "message-id-reused"])
        #expect(try hospital.files(in: "out").isEmpty)
    }

    @Test("M-073 a document from someone else's HER-id is refused")
    func foreignSender() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let id = UUID()
        try hospital.write(.admitted, to: municipality, msgID: id) { $0.sender = municipality.party }
        try await country.settle([hospital])
        #expect(try refusals(hospital) == ["sender-not-allowed"])
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(hospital.folder)/refused")
        let note = try #require(names.first { $0.hasSuffix(".json") })
        let text = try String(contentsOfFile: "\(hospital.folder)/refused/\(note)", encoding: .utf8)
        #expect(text.contains("may not send from HER-id \(municipality.her)."))
        #expect(text.contains(id.uuidString.lowercased()), "whoever sent it can find it by its MsgId")
        #expect(!text.contains("–"), "a value of the sentence is missing")
        #expect(country.post.sent.isEmpty)
    }

    @Test("what is no message goes to refused", arguments: ["", "hello", "<a/>", "<!DOCTYPE a><a/>", "<MsgHead/>"])
    func noMessage(_ text: String) async throws {
        let (country, hospital, _) = try await Country.withTwoOffices()
        try hospital.put(Array(text.utf8))
        try await country.settle([hospital])
        #expect(try hospital.files(in: "refused").count == 1)
        #expect(try hospital.files(in: "out").isEmpty)
        #expect(try await hospital.messages(.outgoing).isEmpty)
    }

    @Test("T-060 a hand-over interrupted before its file has its name is finished once")
    func interruptedHandOver() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let document = try hospital.write(.admitted, to: municipality)
        try FileManager.default.removeItem(atPath: "\(municipality.folder)/in")
        try await country.settle([hospital, municipality])
        let waiting = try #require(try await municipality.messages(.incoming, kinds: [.business]).first)
        #expect(waiting.state == .queuedForHandOver)
        #expect(waiting.reason == "folder-unavailable")
        try FileManager.default.createDirectory(
            atPath: "\(municipality.folder)/in", withIntermediateDirectories: true)
        try await country.settle([municipality], after: 700)
        #expect(try municipality.files(in: "in") == [document])
    }

    private func refusals(_ office: Office) throws -> [String] {
        let folder = "\(office.folder)/refused"
        return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }.map {
            name in
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
            let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            return try #require(object["code"] as? String)
        }
    }
}
