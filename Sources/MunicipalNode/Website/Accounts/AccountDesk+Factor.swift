public import Foundation
import Store
public import Web

/// The second factor: given at each log-in, and set up at the first.
extension AccountDesk {
    public enum CodeOutcome: Sendable {
        /// - Parameter device: what the browser is to be known by from now on.
        case welcome(WebGuest, device: String)
        case refused(Refusal)
        case wait(until: Date)
        /// The account has changed since the password was given, or that is too long ago.
        case gone
    }

    public enum EnrolOutcome: Sendable {
        /// - Parameter codes: to be shown once.
        case welcome(WebGuest, device: String, codes: [RecoveryCode])
        case refused(Refusal)
        case wait(until: Date)
        case gone
    }

    /// A secret for somebody to put into an authenticator program; nothing is kept of it.
    public func proposal() -> AuthenticatorSecret? { AuthenticatorSecret(draw(AuthenticatorSecret.octets)) }

    /// A code of the authenticator program, or a recovery code.
    public func finish(_ entry: Entry, code: String, now: Date) async throws -> CodeOutcome {
        guard let store = try await store(entry.tenant, as: entry.userName.actor),
            let account = try await store.account(entry.userName), entry.isGood(for: account, now),
            let factor = account.factor
        else { return .gone }
        let ticket: LogInThrottle.Ticket
        switch admit(entry, now) {
        case .wait(let until): return .wait(until: until)
        case .go(let admitted): ticket = admitted
        }
        let secret = try unsealed(factor, of: account, in: store)
        let step = secret.step(of: code.filter { !$0.isWhitespace }, now: now)
        let recovery = RecoveryCode(code)
        let device = entry.device ?? LinkToken(drawn: draw(24))
        let known = try await store.write { transaction -> UserAccount? in
            guard var current = try transaction.record(UserAccount.self, id: entry.userName.text),
                entry.isGood(for: current, now)
            else { return nil }
            // One after the other: a code that was used before is none.
            let way: String
            if let step, current.use(step: step) {
                way = "authenticator"
            } else if let recovery, current.use(recovery) {
                way = "recovery-code"
            } else {
                return nil
            }
            current.loggedIn(from: device?.digest, now: now)
            try transaction.put(current)
            let detail = ["way": way, "recoveryCodesLeft": "\(current.recoveryCodes.count)"]
            try transaction.audit(
                AuditEntry(at: now, actor: entry.userName.actor, action: "account.log-in", detail: detail))
            return current
        }
        guard let known, let guest = WebGuest(known, of: entry.tenant) else {
            return .refused(Refusal(tenant: entry.tenant, userName: entry.userName, step: "second-factor", at: now))
        }
        codeThrottle.succeeded(ticket)
        return .welcome(guest, device: device?.text ?? "")
    }

    /// Sets the second factor up, by a code that shows that the program has the secret.
    public func enrol(
        _ entry: Entry, _ secret: AuthenticatorSecret, code: String, now: Date
    ) async throws -> EnrolOutcome {
        guard entry.mustEnrol, let store = try await store(entry.tenant, as: entry.userName.actor),
            let account = try await store.account(entry.userName), entry.isGood(for: account, now),
            account.mayEnrol(now)
        else { return .gone }
        let ticket: LogInThrottle.Ticket
        switch admit(entry, now) {
        case .wait(let until): return .wait(until: until)
        case .go(let admitted): ticket = admitted
        }
        guard let step = secret.step(of: code.filter { !$0.isWhitespace }, now: now) else {
            return .refused(Refusal(tenant: entry.tenant, userName: entry.userName, step: "enrolment", at: now))
        }
        let codes = (0..<RecoveryCode.count).compactMap { _ in RecoveryCode(drawn: draw(RecoveryCode.octets)) }
        let sealed = try store.seal(Self.bound(account.userName) + secret.bytes)
        let factor = SecondFactor(sealed: sealed.bytes, size: sealed.size, since: now, lastStep: step)
        let device = entry.device ?? LinkToken(drawn: draw(24))
        let enrolled = try await store.write { transaction -> UserAccount? in
            guard var current = try transaction.record(UserAccount.self, id: entry.userName.text),
                entry.isGood(for: current, now), current.enrol(factor, codes: codes, now: now)
            else { return nil }
            current.loggedIn(from: device?.digest, now: now)
            try transaction.put(current)
            try transaction.audit(
                AuditEntry(at: now, actor: entry.userName.actor, action: "account.second-factor", detail: [:]))
            return current
        }
        guard let enrolled, let guest = WebGuest(enrolled, of: entry.tenant) else { return .gone }
        codeThrottle.succeeded(ticket)
        return .welcome(guest, device: device?.text ?? "", codes: codes)
    }

    /// Codes are counted apart from passwords: who knows the password begins no new count by giving it.
    private func admit(_ entry: Entry, _ now: Date) -> LogInThrottle.Admission {
        codeThrottle.admit("\(entry.tenant)\n\(entry.userName)", device: entry.device?.digest, now: now)
    }

    /// Sealed with the account's name, so that no other account's opens in its place.
    private static func bound(_ name: UserName) -> [UInt8] { Array("second-factor\n\(name)\n".utf8) }

    private func unsealed(
        _ factor: SecondFactor, of account: UserAccount, in store: any TenantStore
    ) throws -> AuthenticatorSecret {
        let plain = try store.unseal(
            SealedContent(tenant: store.tenant, bytes: factor.sealed, size: factor.size))
        let head = Self.bound(account.userName)
        guard plain.starts(with: head), let secret = AuthenticatorSecret(Array(plain.dropFirst(head.count))) else {
            throw StoreError.failed("A second factor is not its account's.")
        }
        return secret
    }
}

extension AccountDesk.Entry {
    fileprivate func isGood(for account: UserAccount, _ now: Date) -> Bool {
        !account.isDisabled && account.stamp == stamp && now.timeIntervalSince(since) < Self.lifetime
    }
}
