import Foundation
import PasswordHashing

@testable import Web

/// An account to which events happen, for assertions, which cannot change a value.
final class AccountSubject {
    private(set) var account: Account

    init() throws { account = Account(try SharedAddress(TestSite.postbox)) }

    func ask(_ token: LinkToken, _ purpose: PasswordLink.Purpose = .forgotten, now: Date) -> Bool {
        account.askForLink(token, purpose, now: now)
    }

    func set(_ hash: PasswordHash, by token: LinkToken, now: Date) -> Account.LinkRefusal? {
        account.setPassword(hash, by: token.digest, device: nil, now: now)
    }

    func state(_ token: LinkToken, _ now: Date) -> PasswordLink.State? { account.link(token.digest)?.state(now) }
}

/// A throttle that is asked, for assertions.
final class ThrottleSubject {
    private(set) var throttle: LogInThrottle

    init(_ throttle: LogInThrottle = LogInThrottle()) { self.throttle = throttle }

    func admit(_ name: String, device: LinkDigest? = nil, now: Date) -> LogInThrottle.Admission {
        throttle.admit(name, device: device, now: now)
    }

    func isAdmitted(_ name: String, device: LinkDigest? = nil, now: Date) -> Bool {
        if case .go = admit(name, device: device, now: now) { true } else { false }
    }

    func succeeded(_ ticket: LogInThrottle.Ticket) { throttle.succeeded(ticket) }
    func abandoned(_ ticket: LogInThrottle.Ticket) { throttle.abandoned(ticket) }
}
