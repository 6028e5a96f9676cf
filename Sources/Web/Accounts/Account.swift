public import Foundation
public import PasswordHashing

/// One account of the site: an address, a password once one is set, and the links by which it is set.
///
/// Each event is a method that returns what to do; the caller keeps the account and sends the mails.
public struct Account: Equatable, Sendable, Codable {
    public let name: SharedAddress
    /// Words of the place that no password may be made of: the municipality's name.
    public let placeNames: [String]
    /// The password's stored form; nil until one is set.
    public private(set) var passwordHash: String?
    /// Newest first; those that cannot be used any more are kept to tell why.
    public private(set) var links: [PasswordLink] = []
    /// When links were asked for within the last day.
    private var asked: [Date] = []
    /// Browsers somebody has logged in from, newest first.
    private var devices: [LinkDigest] = []

    static let keptLinks = 20
    static let keptDevices = 50
    /// A link is not replaced by another before this time, so that who asks again and again in another's name does not
    /// take away the link they are about to use.
    static let quiet: TimeInterval = 5 * 60
    static let linksPerHour = 5
    static let linksPerDay = 20

    public init(_ name: SharedAddress, placeNames: [String] = []) {
        self.name = name
        self.placeNames = placeNames
    }

    /// nil also when what is kept is no form that this version knows.
    public var password: PasswordHash? { passwordHash.flatMap { PasswordHash(encoded: $0) } }

    // MARK: - Links

    /// Somebody asked for a link. True: send a mail with this token, which is the only one that works now. False: enough
    /// have been sent; the answer to who asked is the same (I-052).
    public mutating func askForLink(_ token: LinkToken, _ purpose: PasswordLink.Purpose, now: Date) -> Bool {
        asked.removeAll { now.timeIntervalSince($0) >= 86_400 }
        let lastHour = asked.count { now.timeIntervalSince($0) < 3600 }
        let latest = asked.max().map { now.timeIntervalSince($0) } ?? .infinity
        let isInUse = links.first.map { $0.state(now).isUsable } ?? false
        // Beyond the day's number one an hour is sent: whoever uses it up in another's name must not keep them out.
        let isWithinDay = asked.count < Self.linksPerDay || latest >= PasswordLink.lifetime
        guard lastHour < Self.linksPerHour, isWithinDay, !isInUse || latest >= Self.quiet else { return false }
        for index in links.indices { links[index].replace(now) }
        links.insert(PasswordLink(token.digest, purpose, issued: now), at: 0)
        links.removeLast(max(0, links.count - Self.keptLinks))
        asked.append(now)
        return true
    }

    /// How the link stands that somebody opened; nil when it is none of this account.
    public func link(_ digest: LinkDigest) -> PasswordLink? { links.first { $0.digest == digest } }

    /// The new password of somebody who has a link. Uses the link up, and makes all others useless.
    ///
    /// - Parameter now: when they sent it, so that the time it took to make the hash does not count.
    /// - Returns: the state that keeps it from being used; nil when the password is set.
    public mutating func setPassword(
        _ hash: PasswordHash, by digest: LinkDigest, device: LinkDigest?, now: Date
    ) -> LinkRefusal? {
        guard let index = links.firstIndex(where: { $0.digest == digest }) else { return .unknown }
        guard links[index].use(now) else { return .state(links[index].state(now)) }
        for other in links.indices { links[other].replace(now) }
        passwordHash = hash.encoded
        // Who has the mailbox decides anew who is known.
        devices = device.map { [$0] } ?? []
        return nil
    }

    /// Why a link did not set a password.
    public enum LinkRefusal: Equatable, Sendable {
        case unknown
        case state(PasswordLink.State)
    }

    // MARK: - Log-in

    /// The right password was given from a browser, which is known from now on.
    /// - Parameter upgraded: the hash made with today's parameters, when the old one was not.
    public mutating func loggedIn(from device: LinkDigest?, upgraded: PasswordHash? = nil) {
        if let upgraded { passwordHash = upgraded.encoded }
        guard let device else { return }
        devices.removeAll { $0 == device }
        devices.insert(device, at: 0)
        devices.removeLast(max(0, devices.count - Self.keptDevices))
    }

    public func knows(_ device: LinkDigest) -> Bool { devices.contains(device) }
}

extension PasswordLink.State {
    var isUsable: Bool { if case .usable = self { true } else { false } }
}
