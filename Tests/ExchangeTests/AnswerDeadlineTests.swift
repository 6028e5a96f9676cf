import Exchange
import Foundation
import HealthMessages
import Store
import TestSupport
import Testing

/// What happens when the application receipt does not come by its time.
@Suite struct AnswerDeadlineTests {
    private static let day = 86_400.0

    @Test("M-110 no AppRec after 96 hours: the record system is told once, and a late positive one still counts")
    func lateAnswer() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let document = try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital, municipality])
        try await country.settle([hospital, municipality], after: 4 * Self.day - 60)
        #expect(try hospital.outcomes() == ["acknowledged"], "a minute before, nobody is troubled")
        for _ in 0..<3 { try await country.settle([hospital, municipality], after: 120) }
        #expect(try hospital.outcomes() == ["acknowledged", "appRecMissing"])
        var sent = try await hospital.sentMessage()
        #expect(sent.application == .waiting)

        try municipality.answer(document, .ok)
        try await country.settle([hospital, municipality])
        sent = try await hospital.sentMessage()
        #expect(sent.application == .accepted)
        #expect(try hospital.outcomes() == ["acknowledged", "appRecMissing", "appRecAccepted"])
    }

    @Test("M-110 the time for an answer to an old document runs from when it was handed in")
    func oldDocument() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        try hospital.write(.admitted, to: municipality) {
            $0.genDate = Country.start.addingTimeInterval(-30 * Self.day)
        }
        try await country.settle([hospital, municipality])
        #expect(try hospital.outcomes() == ["acknowledged"])
        for _ in 0..<2 { try await country.settle([hospital, municipality], after: 2 * Self.day + 60) }
        #expect(try hospital.outcomes() == ["acknowledged", "appRecMissing"])
    }

    @Test("M-110 an AppRec in time leaves no deadline behind, nor does a document that asks for none")
    func inTime() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let document = try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital, municipality])
        try municipality.answer(document, .ok)
        try await country.settle([hospital, municipality])
        for office in [hospital, municipality] {
            #expect(try await office.context.store.read { try $0.nextJob(kinds: ["answer-deadline"]) } == nil)
        }
        try await country.settle([hospital, municipality], after: 5 * Self.day)
        #expect(try hospital.outcomes() == ["acknowledged", "appRecAccepted"])
        #expect(try municipality.outcomes() == ["acknowledged"])
    }
}
