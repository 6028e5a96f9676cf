import Foundation
import OsloCalendar
import Register

/// What `doctor` must know of the data directory.
struct DoctorQuestion: RegisterRequest {
    static let name = "doctor"

    struct Reply: Codable, Sendable, Equatable {
        let municipalities: Int
        /// The seasons whose dates are set.
        let seasons: [SeasonCalendar]
        let withoutReceipt: Int
        /// Mails that no server will take, or that came back.
        let mailsRefused: Int
        let mailsWaiting: Int
        let archivesWaiting: Int
        /// nil while the configuration names no portal.
        let portal: PortalState?
        /// Addresses that wait for another person.
        let addressesAsked: Int
        /// Messages of the exchange that will not arrive, or were rejected.
        let messagesFailed: Int
    }

    func answer(in administration: RegisterAdministration, by actor: String) throws -> Reply {
        let store = administration.store
        let mails = try store.mails(of: nil, settings: administration.configuration.mail.settings)
        return Reply(
            municipalities: try store.municipalities().count, seasons: try store.seasons(),
            withoutReceipt: try store.submissionsWithoutReceipt(now: administration.clock()).count,
            mailsRefused: mails.count { $0.state == .refused || $0.state == .bounced },
            mailsWaiting: mails.count { $0.state == .queued },
            archivesWaiting: try store.archivesToPush(limit: 10_000).count,
            portal: administration.configuration.portal == nil ? nil : try store.portalState(),
            addressesAsked: try store.addressWishes().count,
            messagesFailed: try store.messages().count { $0.standing == .failed || $0.standing == .rejected })
    }
}
