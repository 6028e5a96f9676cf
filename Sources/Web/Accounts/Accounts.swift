public import Foundation
public import PasswordHashing

/// Where accounts are kept.
public protocol AccountKeeping: Sendable {
    func account(_ name: SharedAddress) async throws -> Account?
    /// The account that has or had a link with this digest.
    func account(linked digest: LinkDigest) async throws -> Account?
    /// Lets an event happen to an account in one step that nothing comes between, so that a link is used once.
    ///
    /// Returns once the account would survive a loss of power; nil when there is none.
    func change<Outcome: Sendable>(
        _ name: SharedAddress, _ event: @Sendable (inout Account) -> Outcome
    ) async throws -> Outcome?
}

/// The flows of accounts: logging in, asking for a link, setting a password by it.
///
/// Who asks about an account that is not there gets the same answers, after the same work (T-083).
public actor Accounts {
    /// What became of a try to log in.
    public enum LogInOutcome: Equatable, Sendable {
        /// - Parameter device: what the browser is to be known by from now on.
        case welcome(SharedAddress, device: String)
        /// The name or the password is wrong, or there is no password yet: not told which.
        case refused
        case wait(until: Date)
    }

    /// What became of a new password.
    public enum SettingOutcome: Equatable, Sendable {
        case set(SharedAddress, device: String)
        /// The link still works.
        case broken([PasswordRules.Broken])
        case refused(Account.LinkRefusal)
    }

    /// A mail to be sent.
    public struct LinkMail: Equatable, Sendable {
        public let to: SharedAddress
        public let token: LinkToken
        public let purpose: PasswordLink.Purpose
        public let until: Date
    }

    private let keeping: any AccountKeeping
    private let hasher: PasswordHasher
    private let queue: HashQueue
    private let rules: PasswordRules
    private let draw: @Sendable (Int) -> [UInt8]
    public private(set) var throttle: LogInThrottle

    public init(
        _ keeping: any AccountKeeping, hasher: PasswordHasher, queue: HashQueue, rules: PasswordRules = .standard,
        throttle: LogInThrottle = LogInThrottle(), draw: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.keeping = keeping
        self.hasher = hasher
        self.queue = queue
        self.rules = rules
        self.throttle = throttle
        self.draw = draw
    }

    /// Tries a name and a password.
    /// - Parameter device: what the browser was given when somebody logged in from it before.
    /// - Throws: `PasswordHashingFault`, and what the keeping throws; the try does not count then.
    public func logIn(
        _ name: String, _ password: String, device: String?, now: Date
    ) async throws -> LogInOutcome {
        let account = try await account(name)
        let device = device.flatMap { LinkToken($0) }
        let known = device.flatMap { account?.knows($0.digest) == true ? $0 : nil }
        let ticket: LogInThrottle.Ticket
        switch throttle.admit(name, device: known?.digest, now: now) {
        case .wait(let until): return .wait(until: until)
        case .go(let admitted): ticket = admitted
        }
        do {
            let hasher = hasher
            // The same work is done for an account that is not there, the reading of its hash included.
            let stored = PasswordHash(encoded: account?.passwordHash ?? hasher.dummy.encoded) ?? hasher.dummy
            // A password that cannot be one is still compared, with nothing.
            let isLong = password.utf8.count > 4096
            let isRight = try await queue.run { () throws(PasswordHashingFault) in
                try hasher.verify(isLong ? "" : password, stored)
            }
            guard isRight, !isLong, let account, account.passwordHash != nil else { return .refused }
            let upgraded = try await upgraded(account, password)
            let token = known ?? LinkToken(drawn: draw(LinkToken.octets))
            // The password may be another one meanwhile.
            let isStillRight = try await keeping.change(account.name) { current in
                guard current.passwordHash == account.passwordHash else { return false }
                current.loggedIn(from: token?.digest, upgraded: upgraded)
                return true
            }
            guard isStillRight == true else { return .refused }
            throttle.succeeded(ticket)
            return .welcome(account.name, device: token?.text ?? "")
        } catch {
            throttle.abandoned(ticket)
            throw error
        }
    }

    /// Somebody asked for a link. Call it once they have their answer, which is the same whatever this returns (I-052).
    /// - Returns: the mail to send; nil when there is no such account, or it has been sent enough.
    public func askForLink(_ name: String, _ purpose: PasswordLink.Purpose, now: Date) async throws -> LinkMail? {
        guard let address = SharedAddress(known: name) else { return nil }
        return try await send(to: address, purpose, now: now)
    }

    /// Somebody who holds a link that does not work any more asked for a new one.
    public func renewLink(_ token: LinkToken, now: Date) async throws -> LinkMail? {
        guard let account = try await keeping.account(linked: token.digest), let link = account.link(token.digest)
        else {
            return nil
        }
        return try await send(to: account.name, link.purpose, now: now)
    }

    /// How the link stands that somebody opened; nil when it is no link of ours, or a very old one.
    public func link(_ token: LinkToken) async throws -> PasswordLink? {
        try await keeping.account(linked: token.digest)?.link(token.digest)
    }

    /// Somebody with a link sent a new password.
    /// - Throws: `PasswordHashingFault`, and what the keeping throws; the link still works then.
    public func setPassword(_ password: String, by token: LinkToken, now: Date) async throws -> SettingOutcome {
        guard let account = try await keeping.account(linked: token.digest), let link = account.link(token.digest)
        else {
            return .refused(.unknown)
        }
        guard link.state(now).isUsable else { return .refused(.state(link.state(now))) }
        let broken = rules.check(password, username: account.name.text, placeNames: account.placeNames)
        guard broken.isEmpty else { return .broken(broken) }
        let hasher = hasher
        let hash = try await queue.run { () throws(PasswordHashingFault) in try hasher.hash(password) }
        let device = LinkToken(drawn: draw(LinkToken.octets))
        // The link may have been used or replaced meanwhile.
        let refusal = try await keeping.change(account.name) { current in
            current.setPassword(hash, by: token.digest, device: device?.digest, now: now)
        }
        switch refusal {
        case .some(.none): return .set(account.name, device: device?.text ?? "")
        case .some(.some(let refusal)): return .refused(refusal)
        case .none: return .refused(.unknown)
        }
    }

    private func account(_ name: String) async throws -> Account? {
        guard let address = SharedAddress(known: name) else { return nil }
        return try await keeping.account(address)
    }

    private func send(
        to name: SharedAddress, _ purpose: PasswordLink.Purpose, now: Date
    ) async throws -> LinkMail? {
        guard let token = LinkToken(drawn: draw(LinkToken.octets)) else { return nil }
        let isSent = try await keeping.change(name) { $0.askForLink(token, purpose, now: now) }
        guard isSent == true else { return nil }
        let until = now.addingTimeInterval(PasswordLink.lifetime)
        return LinkMail(to: name, token: token, purpose: purpose, until: until)
    }

    private func upgraded(_ account: Account, _ password: String) async throws -> PasswordHash? {
        guard let stored = account.password, hasher.needsUpgrade(stored) else { return nil }
        let hasher = hasher
        return try await queue.run { () throws(PasswordHashingFault) in try hasher.hash(password) }
    }
}
