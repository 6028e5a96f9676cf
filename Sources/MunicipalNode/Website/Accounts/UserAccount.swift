public import Foundation
import PasswordHashing
public import Store
import Web

/// One person's account at one tenant: each event is a method; the caller keeps the account (N-01).
///
/// `stamp` changes with everything that must end the sessions that were begun before it.
public struct UserAccount: TenantRecord, Equatable {
    public static let kind = "account"
    public var id: String { userName.text }
    public let userName: UserName
    /// The name shown.
    public let person: String
    /// In order, each once; never empty.
    public private(set) var roles: [AccountRole]
    public let createdAt: Date
    public let createdBy: String
    /// Newest first.
    public private(set) var links: [AccountLink] = []
    private(set) var passwordHash: String?
    public private(set) var passwordSetAt: Date?
    /// While a second factor can be set up by who knows the password.
    private(set) var enrolBefore: Date?
    private(set) var factor: SecondFactor?
    private(set) var recoveryCodes: [LinkDigest] = []
    public private(set) var lastUsedAt: Date?
    public private(set) var disabledAt: Date?
    public private(set) var disabledBy: String?
    /// Browsers somebody has logged in from, newest first.
    private(set) var devices: [LinkDigest] = []
    private(set) var stamp = 0

    static let keptLinks = 20
    static let keptDevices = 20
    /// An account that nobody has logged in to for so long is marked (N-05).
    static let unusedAfter: TimeInterval = 90 * 86_400

    init(_ userName: UserName, person: String, roles: [AccountRole], at now: Date, by actor: String) {
        self.userName = userName
        self.person = person
        self.roles = Set(roles).sorted()
        createdAt = now
        createdBy = actor
    }

    public var isDisabled: Bool { disabledAt != nil }
    public var hasFactor: Bool { factor != nil }
    /// Whether somebody can log in to it.
    var isLive: Bool { !isDisabled && passwordHash != nil && factor != nil }

    func isUnused(_ now: Date) -> Bool {
        !isDisabled && now.timeIntervalSince(lastUsedAt ?? createdAt) >= Self.unusedAfter
    }

    // MARK: - Links

    /// A link is made; those before it do not work any more. One for a new second factor takes the old one, and the
    /// password, away at once.
    mutating func issueLink(_ digest: LinkDigest, _ purpose: AccountLink.Purpose, at now: Date, by actor: String) {
        for index in links.indices { links[index].replace(now) }
        links.insert(AccountLink(digest, purpose, at: now, by: actor), at: 0)
        // What was used is evidence of who came in: those that nobody used make room.
        while links.count > Self.keptLinks, let spare = links.lastIndex(where: { $0.usedAt == nil }), spare > 0 {
            links.remove(at: spare)
        }
        if purpose == .newFactor {
            (passwordHash, passwordSetAt, factor, recoveryCodes) = (nil, nil, nil, [])
            stamp += 1
        }
    }

    func link(_ digest: LinkDigest) -> AccountLink? { links.first { $0.digest == digest } }

    /// The password of whoever has the link, which is used up; all sessions end. The second factor stays (N-04).
    ///
    /// - Returns: false, and nothing changes, when the link cannot be used.
    mutating func setPassword(_ hash: PasswordHash, by digest: LinkDigest, now: Date) -> Bool {
        guard !isDisabled, let index = links.firstIndex(where: { $0.digest == digest }), links[index].use(now) else {
            return false
        }
        (passwordHash, passwordSetAt, devices) = (hash.encoded, now, [])
        enrolBefore = factor == nil ? now.addingTimeInterval(AccountLink.lifetime) : nil
        stamp += 1
        return true
    }

    // MARK: - Second factor

    func mayEnrol(_ now: Date) -> Bool { factor == nil && enrolBefore.map { now < $0 } == true }

    /// The second factor, once a code has shown that the person has it.
    mutating func enrol(_ new: SecondFactor, codes: [RecoveryCode], now: Date) -> Bool {
        guard !isDisabled, mayEnrol(now) else { return false }
        (factor, recoveryCodes, enrolBefore) = (new, codes.map(\.digest), nil)
        stamp += 1
        return true
    }

    /// Uses the code of a step up: neither it nor an older one counts again (RFC 6238 5.2).
    mutating func use(step: Int64) -> Bool {
        guard let used = factor?.lastStep, step > used else { return false }
        factor?.lastStep = step
        return true
    }

    /// Uses a recovery code up.
    mutating func use(_ code: RecoveryCode) -> Bool {
        guard factor != nil, let index = recoveryCodes.firstIndex(of: code.digest) else { return false }
        recoveryCodes.remove(at: index)
        return true
    }

    /// Somebody has come in with both.
    mutating func loggedIn(from device: LinkDigest?, now: Date) {
        lastUsedAt = now
        guard let device else { return }
        devices.removeAll { $0 == device }
        devices.insert(device, at: 0)
        devices.removeLast(max(0, devices.count - Self.keptDevices))
    }

    // MARK: - What others do with it

    mutating func set(_ new: [AccountRole]) {
        roles = Set(new).sorted()
        stamp += 1
    }

    mutating func disable(at now: Date, by actor: String) {
        (disabledAt, disabledBy) = (now, actor)
        for index in links.indices { links[index].replace(now) }
        stamp += 1
    }

    mutating func enable() {
        (disabledAt, disabledBy) = (nil, nil)
        stamp += 1
    }
}

/// What a person has besides the password: an authenticator program.
struct SecondFactor: Sendable, Equatable, Codable {
    /// The secret, sealed with the tenant's content key.
    let sealed: [UInt8]
    let size: Int
    let since: Date
    /// The step of the last code used.
    var lastStep: Int64
}
