import Foundation
import OsloCalendar
import SealedSubmission
import Trustee

/// What `doctor` must know of the data directory.
struct DoctorQuestion: TrusteeRequest {
    static let name = "doctor"

    struct Reply: Codable, Sendable, Equatable {
        /// The year that is reported, as what answers goes by.
        let yearReported: Int
        let municipalities: Int
        let withoutPIN: Int
        /// Whose key of the year is published.
        let published: [KeyHolder]
        let auditRecords: Int64
        let auditBrokenAt: Int64?
        let openIntents: Int
        /// Submissions on their way to the register.
        let waiting: Int
        let alarms: Int
        let openRequests: Int
        let generationBeingMade: Int?
    }

    func answer(in administration: TrusteeAdministration) async throws -> Reply {
        let (store, configuration) = (administration.store, administration.configuration)
        let year = configuration.season.yearReported
        var published: [KeyHolder] = []
        for holder in KeyHolder.allCases where try await store.publishedKey(of: holder, year: year) != nil {
            published.append(holder)
        }
        let municipalities = try await store.municipalityCount()
        let verdict = try await store.verifyAudit()
        return Reply(
            yearReported: year, municipalities: municipalities.all, withoutPIN: municipalities.withoutPIN,
            published: published, auditRecords: verdict.records, auditBrokenAt: verdict.brokenAt,
            openIntents: verdict.openIntents.count,
            waiting: try await store.pseudonymisable().count + store.deliverable().count,
            alarms: try await store.alarms().count,
            openRequests: try await Permits(store: store).open(at: administration.now).count,
            generationBeingMade: try await store.generationBeingMade(of: configuration.register.name))
    }
}
