import Archive
import CommandOutcome
import Foundation
import HealthMessages
import Identifiers
import SQLiteStore
import Store
import TestSupport
import Testing

@testable import MunicipalNode

extension ReportFetchTests {
    @Test("I-045 a feedback that the register has made anew takes the earlier one's place, which stays in the history")
    func renewed() async throws {
        let begun = try await settle()
        let (first, second) = (try SentFeedback(begun, unit: unit), try SentFeedback(begun, unit: unit))
        for sent in [first, second] {
            try await installation.arrive(sent.feedback)
            #expect(try await fetch().map(\.outcome) == [.taken])
        }
        // The earlier one once more, late: it is answered, and changes nothing.
        try await installation.arrive(first.feedback)
        #expect(try await fetch().map(\.outcome) == [.taken])
        #expect(try receipts().map(\.status) == [.ok, .ok, .ok])
        let list = try await installation.ask(ReportFeedbackList(tenant: nil)).feedback
        #expect(list.count == 1)
        let opened = try await installation.ask(ReportFeedback(tenant: nil, .submission(begun.submission)))
        #expect(opened.archive == Data(second.archive) && opened.password == second.password.text)
        let earlier = try await installation.ask(
            ReportFeedback(tenant: nil, .archive(sha256: Data(first.feedback.sha256))))
        #expect(earlier.password == first.password.text)
        let record = try await installation.store.tenant(Installation.tenant, as: "test").read {
            try $0.record(ReceivedFeedback.self, id: begun.submission.description)
        }
        #expect(record?.all.map(\.sha256) == [first.feedback.sha256, second.feedback.sha256])
        let files = try FileManager.default.contentsOfDirectory(
            atPath: installation.directory.path("data/reports/\(Installation.tenant.name)")
        ).sorted()
        #expect(files == ["\(begun.submission)-2.zip", "\(begun.submission).zip"])
    }
}
