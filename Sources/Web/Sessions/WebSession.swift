public import Foundation

/// Somebody who is logged in, as the server knows them.
public struct WebSession: Equatable, Sendable, Codable {
    public let digest: SessionDigest
    /// Who: an account's name or another name that the site gives.
    public let subject: String
    /// What they may do beyond being logged in.
    public let rights: Set<String>
    /// When they logged in; a new id does not change it.
    public let began: Date
    /// When something was last asked for in it.
    public internal(set) var lastUsed: Date

    /// How long it lasts (T-090).
    public static let idle: TimeInterval = 30 * 60
    public static let longest: TimeInterval = 12 * 3600

    /// The moment it ends unless it is used; at this moment it has ended.
    public var ends: Date { min(lastUsed.addingTimeInterval(Self.idle), began.addingTimeInterval(Self.longest)) }

    func isAlive(_ now: Date) -> Bool { now < ends }
}

/// What happened to a session, for who keeps sessions over a restart.
public enum SessionChange: Equatable, Sendable {
    /// Begun, or used after more than a minute: replace what is kept under its digest.
    case kept(WebSession)
    case ended(SessionDigest)
}

/// The sessions of one site, in memory. Nothing about them stands in the browser but their id.
public actor WebSessions {
    private var sessions: [SessionDigest: WebSession] = [:]
    private var written: [SessionDigest: Date] = [:]
    private let draw: @Sendable (Int) -> [UInt8]
    private let persist: @Sendable (SessionChange) async -> Void
    /// Sessions of one subject at the same time; the one unused the longest ends when there are more.
    private let perSubject: Int

    /// - Parameters:
    ///   - restoring: what was kept; what has ended by then is found to have ended when it is asked for.
    ///   - draw: so many unpredictable octets.
    ///   - persist: told of every change, in order.
    public init(
        restoring: [WebSession] = [], perSubject: Int = 50, draw: @escaping @Sendable (Int) -> [UInt8],
        persist: @escaping @Sendable (SessionChange) async -> Void = { _ in }
    ) {
        sessions = Dictionary(restoring.map { ($0.digest, $0) }) { $1 }
        self.perSubject = max(1, perSubject)
        self.draw = draw
        self.persist = persist
    }

    /// Begins a session with an id nobody has had, and ends the one the browser came with (T-089).
    public func begin(
        _ subject: String, rights: Set<String> = [], replacing old: SessionID? = nil, now: Date
    ) async -> SessionID? {
        await begin(subject, rights: rights, replacing: old?.digest, began: now, now: now)
    }

    /// Gives the session a new id because its rights have changed; nil when it has ended. Its time goes on.
    public func renew(_ id: SessionID, rights: Set<String>, now: Date) async -> SessionID? {
        guard let old = await find(id, now: now) else { return nil }
        return await begin(old.subject, rights: rights, replacing: old.digest, began: old.began, now: now)
    }

    /// The living session with this id.
    ///
    /// - Parameter isUse: whether somebody is there, so that its thirty minutes begin anew.
    public func find(_ id: SessionID, now: Date, isUse: Bool = true) async -> WebSession? {
        guard var session = sessions[id.digest] else { return nil }
        guard session.isAlive(now) else {
            await end(session.digest)
            return nil
        }
        guard isUse else { return session }
        session.lastUsed = max(session.lastUsed, now)
        sessions[session.digest] = session
        if now.timeIntervalSince(written[session.digest] ?? .distantPast) >= 60 { await keep(session) }
        // It may have been ended meanwhile.
        return sessions[session.digest]
    }

    /// Ends the session: the id counts no more, whoever still has it.
    public func end(_ id: SessionID) async { await end(id.digest) }

    /// Ends all sessions of somebody, such as when their password is new.
    public func endAll(of subject: String) async {
        for session in sessions.values where session.subject == subject { await end(session.digest) }
    }

    /// Takes away what has ended by itself; for calling now and then.
    public func sweep(now: Date) async {
        for session in sessions.values where !session.isAlive(now) { await end(session.digest) }
    }

    public var count: Int { sessions.count }

    private func begin(
        _ subject: String, rights: Set<String>, replacing old: SessionDigest?, began: Date, now: Date
    ) async -> SessionID? {
        guard let id = SessionID(drawn: draw(SessionID.octets)) else { return nil }
        if let old { await end(old) }
        let others = sessions.values.filter { $0.subject == subject }.sorted { $0.lastUsed < $1.lastUsed }
        for surplus in others.dropLast(perSubject - 1) { await end(surplus.digest) }
        let session = WebSession(digest: id.digest, subject: subject, rights: rights, began: began, lastUsed: now)
        sessions[id.digest] = session
        await keep(session)
        return id
    }

    private func keep(_ session: WebSession) async {
        written[session.digest] = session.lastUsed
        await persist(.kept(session))
    }

    private func end(_ digest: SessionDigest) async {
        written[digest] = nil
        guard sessions.removeValue(forKey: digest) != nil else { return }
        await persist(.ended(digest))
    }
}
