import Cryptography
public import Foundation
public import Identifiers
public import PasswordHashing
import Store
import Web

/// The log-in to the tenants' accounts, beside the stores that they are in: password, second factor, invitations.
///
/// Who asks about a tenant or an account that is not there, or is disabled, gets the same answers after the same work
/// (T-083). How often is tried is counted in memory: passwords and codes each for themselves (T-086).
public actor AccountDesk {
    /// Somebody has given a password, and not yet the second factor: may do nothing else (N-02).
    public struct Entry: Sendable, Hashable {
        public let tenant: TenantID
        public let userName: UserName
        /// A second factor is to be set up first.
        public let mustEnrol: Bool
        public let since: Date
        let stamp: Int
        /// A browser that the account knows.
        let device: LinkToken?

        /// How long the second factor is waited for.
        public static let lifetime: TimeInterval = 10 * 60
    }

    /// A try that did not let anybody in, for the tenant's record: without what was typed.
    public struct Refusal: Sendable, Equatable {
        let tenant: TenantID
        /// nil when there is no such account: what was typed as its name may be a password.
        let userName: UserName?
        let step: String
        let at: Date
    }

    public enum PasswordOutcome: Sendable {
        case welcome(Entry)
        /// - Parameter refusal: nil when there is no such tenant.
        case refused(Refusal?)
        case wait(until: Date)
    }

    nonisolated let administration: @Sendable () -> Administration
    let draw: @Sendable (Int) -> [UInt8]
    /// What a password must be.
    public nonisolated let rules: PasswordRules
    let parameters: Argon2Parameters
    let queue = HashQueue(concurrent: 2, waiting: 50)
    /// For tenants and accounts that are not there.
    private let nobody: PasswordHasher
    private var throttle = LogInThrottle()
    /// Whoever gives a code has given a password or a link: only each account's own count holds here, so that nobody can keep
    /// all of them out by guessing passwords.
    var codeThrottle: LogInThrottle = {
        var limits = LogInThrottle.Limits()
        limits.all = .infinity
        return LogInThrottle(limits)
    }()

    /// - Parameters:
    ///   - administration: with what is in effect now.
    ///   - draw: so many unpredictable octets.
    ///   - parameters: what a guess costs.
    public init(
        administration: @escaping @Sendable () -> Administration, rules: PasswordRules = .standard,
        parameters: Argon2Parameters = .standard, draw: @escaping @Sendable (Int) -> [UInt8]
    ) throws {
        self.administration = administration
        self.rules = rules
        self.parameters = parameters
        self.draw = draw
        guard let nobody = PasswordHasher(pepper: SecretBytes(draw(32)), parameters: parameters) else {
            throw PasswordHashingFault.outOfMemory
        }
        self.nobody = nobody
    }

    // MARK: - Log-in

    /// Tries a password.
    ///
    /// - Parameters:
    ///   - tenant: as it was typed; there may be none of that name, nor such a user.
    ///   - device: what the browser was given when somebody logged in from it before.
    /// - Throws: `PasswordHashingFault`, and what the store throws; the try does not count then.
    public func logIn(
        tenant: String, userName: String, password: String, device: String?, now: Date
    ) async throws -> PasswordOutcome {
        let (place, name) = (TenantID(Self.plain(tenant)), UserName(userName))
        let store = try await store(place, as: "web")
        var account: UserAccount?
        if let name { account = try await store?.account(name) }
        let token = device.flatMap { LinkToken($0) }
        let known = token.flatMap { account?.devices.contains($0.digest) == true ? $0 : nil }
        let ticket: LogInThrottle.Ticket
        let counted = "\(Self.plain(tenant))\n\(name?.text ?? userName)"
        switch throttle.admit(counted, device: known?.digest, now: now) {
        case .wait(let until): return .wait(until: until)
        case .go(let admitted): ticket = admitted
        }
        let refusal = place.flatMap { place in
            store.map { _ in Refusal(tenant: place, userName: account?.userName, step: "password", at: now) }
        }
        do {
            var hasher = nobody
            if let store { hasher = try await self.hasher(store) }
            let stored = account?.passwordHash.flatMap { PasswordHash(encoded: $0) } ?? hasher.dummy
            let isLong = password.utf8.count > 4096
            let isRight = try await queue.run { [hasher] () throws(PasswordHashingFault) in
                try hasher.verify(isLong ? "" : password, stored)
            }
            guard isRight, !isLong, let place, let account, account.passwordHash != nil, !account.isDisabled,
                account.hasFactor || account.mayEnrol(now)
            else { return .refused(refusal) }
            throttle.succeeded(ticket)
            return .welcome(
                Entry(
                    tenant: place, userName: account.userName, mustEnrol: !account.hasFactor, since: now,
                    stamp: account.stamp, device: known))
        } catch {
            throttle.abandoned(ticket)
            throw error
        }
    }

    /// Puts a refusal on the tenant's record. Call it once the answer is on its way, so that its time tells nothing.
    public func record(_ refusal: Refusal) async throws {
        let entry = AuditEntry(
            at: refusal.at, actor: "web", action: "account.refused",
            detail: ["user": refusal.userName?.text ?? "", "step": refusal.step])
        try await store(refusal.tenant, as: "web")?.write { try $0.audit(entry) }
    }

    /// Whether somebody who logged in may go on: not once the account is disabled, or its roles, password or second
    /// factor have changed (N-06).
    public nonisolated func isSeated(_ guest: WebGuest) async throws -> Bool {
        guard let seat = guest.account else { return true }
        let store = try await store(guest.tenant, as: guest.actor)
        let account = try await store?.account(seat.userName)
        return account.map { !$0.isDisabled && $0.stamp == seat.stamp } ?? false
    }

    // MARK: - Parts

    /// nil for a tenant that is not there.
    nonisolated func store(_ tenant: TenantID?, as actor: String) async throws -> (any TenantStore)? {
        guard let tenant else { return nil }
        do {
            return try await administration().installation.tenant(tenant, as: actor)
        } catch StoreError.unknownTenant, StoreError.keyDestroyed {
            return nil
        }
    }

    /// With the tenant's pepper, made when it is first needed: sealed, so that the database alone is no help in guessing.
    func hasher(_ store: any TenantStore) async throws -> PasswordHasher {
        let proposed = try store.seal(draw(32))
        let kept = try await store.read { try $0.record(AccountPepper.self, id: AccountPepper.only) }
        let pepper: AccountPepper
        if let kept {
            pepper = kept
        } else {
            pepper = try await store.write { transaction in
                // Two at the same time: the first one's counts.
                if let first = try transaction.record(AccountPepper.self, id: AccountPepper.only) { return first }
                let new = AccountPepper(sealed: proposed.bytes, size: proposed.size)
                try transaction.put(new)
                return new
            }
        }
        let secret = try store.unseal(
            SealedContent(tenant: store.tenant, bytes: pepper.sealed, size: pepper.size))
        guard let hasher = PasswordHasher(pepper: SecretBytes(secret), parameters: parameters) else {
            throw StoreError.failed("The tenant's pepper is too short.")
        }
        return hasher
    }

    private static func plain(_ tenant: String) -> String {
        String(tenant.prefix(100)).trimmingCharacters(in: .whitespaces).lowercased()
    }
}

/// What a tenant's passwords are hashed with besides, sealed with its content key.
private struct AccountPepper: TenantRecord {
    static let kind = "account-pepper"
    static let only = "pepper"
    var id: String { Self.only }
    let sealed: [UInt8]
    let size: Int
}

extension TenantStore {
    func account(_ name: UserName) async throws -> UserAccount? {
        try await read { try $0.record(UserAccount.self, id: name.text) }
    }
}
