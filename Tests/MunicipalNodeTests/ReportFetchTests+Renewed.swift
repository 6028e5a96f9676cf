import Archive
import CommandOutcome
import Cryptography
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
    @Test("I-045 two who fetch at once keep every feedback of the history, each in a file of its own")
    func atOnce() async throws {
        let begun = try await settle()
        var digests: Set<[UInt8]> = []
        for _ in 1...6 {
            let sent = try SentFeedback(begun, unit: unit)
            try await installation.arrive(sent.feedback)
            digests.insert(sent.feedback.sha256)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...4 { group.addTask { _ = try await fetch() } }
            try await group.waitForAll()
        }
        let record = try await installation.store.tenant(Installation.tenant, as: "test").read {
            try $0.record(ReceivedFeedback.self, id: begun.submission.description)
        }
        #expect(record?.all.count == 6 && Set(record?.all.map(\.sha256) ?? []) == digests)
        for digest in digests {
            _ = try await installation.ask(ReportFeedback(tenant: nil, .archive(sha256: Data(digest))))
        }
        let folder = installation.directory.path("data/reports/\(Installation.tenant.name)")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        let lying = try Set(
            files.map { SHA256.digest([UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\($0)")))) })
        #expect(files.count == 6 && lying == digests)
    }
}
