import Certificates
import Foundation
import Identifiers
import OsloCalendar
import Testing

@testable import Simulation

@Suite("The scenario of the yearly report")
struct ReportingScenarioTests {
    @Test("twenty invented municipalities, each with a number, an organisation and addresses of its own")
    func towns() throws {
        let towns = try ReportingTown.all()
        #expect(towns.count == 20)
        for key in [\ReportingTown.number.digits, \.organisation.digits, \.tenant.name, \.domain] {
            #expect(Set(towns.map { $0[keyPath: key] }).count == 20)
        }
        #expect(towns.allSatisfy { $0.organisation.digits.hasPrefix("999") && $0.domain.hasSuffix(".example") })
    }

    @Test("one with many faults, one that corrects, one late, one test; two archives are opened, by different programs")
    func rows() {
        let rows = ReportingScenario.season2016.submissions
        #expect(Set(rows.map(\.town)) == Set(0..<20))
        #expect(Set(rows.map { "\($0.town) \($0.name)" }).count == rows.count)
        #expect(rows.contains { $0.faults.count > 15 })
        #expect(rows.count { $0.kind == "correction" && $0.moment == .afterFeedback } == 1)
        #expect(rows.count { $0.moment == .afterLastDay } == 1)
        #expect(rows.count { $0.kind == "test" } == 1)
        #expect(rows.compactMap(\.reader) == [.program, .sevenZip])
        #expect(rows.allSatisfy { ($0.expected.findings == nil) == ($0.kind == "test") }, "each end is literal")
    }

    @Test(
        "I-034 who sends just after the last day is late, though arrivals are whole seconds",
        arguments: [0, 0.001, 0.4, 0.999])
    func lateFromTheFirstMoment(fraction: TimeInterval) throws {
        let opens = Date(timeIntervalSince1970: 1_780_000_000 + fraction)
        let calendar = try ReportingSeason(opens: opens, ordinary: 30, late: 3).calendar
        let arrival = Date(timeIntervalSince1970: calendar.instants.late.timeIntervalSince1970.rounded(.down))
        #expect(calendar.label(arrival: arrival, hasSubmittedBefore: false, isTest: false) == .late)
        #expect(calendar.label(arrival: arrival - 1, hasSubmittedBefore: false, isTest: false) == .ordinary)
        #expect(calendar.instants.opens <= opens)
    }

    @Test("a national party shows the same certificate on the line each time, since the other side knows it by that")
    func lines() throws {
        let keys = try ReportingKeys(now: Date())
        let shown = ReportingKeys.National.allCases.map { keys.line(of: $0).certificate.der }
        #expect(shown == ReportingKeys.National.allCases.map { keys.line(of: $0).certificate.der })
        #expect(shown[0] != shown[1])
    }

    @Test("both stories are told unless only one is asked for")
    func options() {
        #expect(DemoOptions.Part.allCases.allSatisfy(DemoOptions().shows))
        #expect(DemoOptions.Part.allCases.filter(DemoOptions(only: .reporting).shows) == [.reporting])
        #expect(DemoOptions.Part.allCases.filter(DemoOptions(only: .exchange).shows) == [.exchange])
    }

    private func verdict(_ change: (inout ReportingVerdict) -> Void = { _ in }) throws -> ReportingVerdict {
        let row = ReportedSubmission(
            town: 0, name: "a", persons: 3, seed: 1, story: "", expected: ReportedEnd(countsAs: .ordinary, findings: 2))
        var verdict = ReportingVerdict(row: row, town: try ReportingTown.all()[0])
        verdict.timeline = ["sent", "receipt", "fileReady", "noticeSent"].map {
            .init(step: $0, state: "done", at: nil)
        }
        verdict.countsAs = "ordinary"
        verdict.findings = 2
        verdict.receipts = 1
        verdict.notices = 1
        change(&verdict)
        return verdict
    }

    @Test("a submission is as expected only when every part of its end is")
    func verdicts() throws {
        #expect(try verdict().isAsExpected)
        let astray: [(inout ReportingVerdict) -> Void] = [
            { $0.countsAs = "late" }, { $0.findings = 3 }, { $0.findings = nil }, { $0.receipts = 0 },
            { $0.receipts = 2 }, { $0.notices = 0 }, { $0.timeline.removeLast() },
            { $0.timeline[1] = .init(step: "receipt", state: "waiting", at: nil) },
            { $0.timeline.append(.init(step: "fetched", state: "refused", at: nil)) },
        ]
        for change in astray { #expect(!(try verdict(change).isAsExpected)) }
        #expect(try verdict { $0.receipts = 2 }.hasFailed && verdict { $0.countsAs = "late" }.hasFailed)
        #expect(try verdict { $0.findings = 3 }.hasFailed && !(verdict { $0.findings = nil }.hasFailed))
        #expect(!(try verdict { $0.receipts = 0 }.hasFailed), "it may still come")
    }

    @Test("the picture and the report say which one went astray, and nothing of a person")
    func words() throws {
        let verdicts = [try verdict(), try verdict { $0.findings = 9 }]
        let text = ReportingText(palette: Palette(isTerminal: false, environment: [:]))
        #expect(text.conclusion(verdicts) == "Not as the scenario says: a (Nordbygda kommune).")
        #expect(text.conclusion([verdicts[0]]) == "Every submission ended where the scenario says.")
        let told = text.text(
            verdicts, timeline: Timeline(palette: Palette(isTerminal: false, environment: [:]), timeZone: .gmt))
        #expect(told.contains("✔ As the story wants it: counts as ordinary; 2 remarks"))
        #expect(told.contains("✘ counts as ordinary; 9 remarks"))
        // The first that goes astray ends the story: it alone is to blame, and the others had no time.
        let cut = [verdicts[0], verdicts[1], try verdict { $0.receipts = 0 }]
        #expect(
            text.conclusion(cut)
                == "Not as the scenario says: a (Nordbygda kommune). One other was not played to its end.")
        let cutTold = text.text(
            cut, timeline: Timeline(palette: Palette(isTerminal: false, environment: [:]), timeZone: .gmt))
        #expect(cutTold.components(separatedBy: "✘").count == 2)
        #expect(cutTold.contains("… Not played to its end: counts as"))
        // When time is up, what has not ended is what went wrong.
        let late = try verdict { $0.receipts = 0 }
        #expect(text.conclusion([verdicts[0], late]) == "Not as the scenario says: a (Nordbygda kommune).")
        let report = ReportingReport(verdicts, municipalities: 1)
        #expect(!report.ok && report.submissions.map(\.ok) == [true, false])
        #expect(report.submissions[0].expected.step == "noticeSent")
    }
}
