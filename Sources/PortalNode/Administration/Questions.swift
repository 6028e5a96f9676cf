import CommandOutcome
import Foundation
public import Portal
import Web

/// All units that the register has told of, and how their files stand.
public struct UnitQuestion: PortalRequest {
    public static let name = "unit.list"

    public struct Reply: Codable, Sendable, Equatable {
        public let units: [UnitReview]
    }

    public init() {}

    public func answer(in administration: PortalAdministration) async throws -> Reply {
        Reply(units: try await administration.store.reviewUnits())
    }
}

/// All accounts, to be looked over: who could log in, and whether anybody does.
public struct AccountQuestion: PortalRequest {
    public static let name = "account.list"

    public struct Reply: Codable, Sendable, Equatable {
        public let accounts: [AccountReview]
    }

    public init() {}

    public func answer(in administration: PortalAdministration) async throws -> Reply {
        Reply(accounts: try await administration.store.reviewAccounts())
    }
}

/// The mails that no server has taken, or all to one address.
public struct MailQuestion: PortalRequest {
    public static let name = "mail.list"

    public struct Reply: Codable, Sendable, Equatable {
        public let mails: [PortalMailStatus]
    }

    public let address: String?

    public init(to address: String?) { self.address = address }

    public func answer(in administration: PortalAdministration) async throws -> Reply {
        guard let address else { return Reply(mails: try await administration.store.mails(to: nil)) }
        guard let account = SharedAddress(known: address) else { throw AdministrationError.noAddress }
        return Reply(mails: try await administration.store.mails(to: account))
    }
}

/// What `doctor` must know of the data directory.
struct DoctorQuestion: PortalRequest {
    static let name = "doctor"

    struct Reply: Codable, Sendable, Equatable {
        let units: Int
        let accounts: Int
        let unconfirmed: Int
        let hasSeason: Bool
        let mailsWaiting: Int
        let mailsRefused: Int
    }

    func answer(in administration: PortalAdministration) async throws -> Reply {
        let (store, accounts) = (administration.store, try await administration.store.reviewAccounts())
        let mails = try await store.mails(to: nil)
        let lately = administration.clock().addingTimeInterval(-7 * 86_400)
        return Reply(
            units: try await store.units().count, accounts: accounts.count,
            unconfirmed: accounts.count { $0.confirmedAt == nil && !$0.units.isEmpty },
            hasSeason: try await store.season() != nil, mailsWaiting: mails.count { $0.state == .queued },
            mailsRefused: mails.count { $0.state != .queued && $0.writtenAt >= lately })
    }
}

extension AdministrationError {
    fileprivate static let noAddress = AdministrationError(
        "no-address", "This is no mail address.", remedy: "`budstikke-portal account list` shows the accounts.",
        exit: .usage)
}
