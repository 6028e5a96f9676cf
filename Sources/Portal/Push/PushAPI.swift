import Cryptography
public import Foundation
import HTTPListening
import HTTPTypes
public import HummingbirdCore
import Identifiers
import NIOCore
import OsloCalendar
import SQLiteAccess
import Texts
public import Web

/// What the register pushes to the portal, and the events that it fetches: the only way in for files and accounts.
///
/// One request goes, top to bottom: *client's certificate* → *route* → *method* → *body within its limit* → *store*.
/// Each request may be repeated after a lost answer. Nothing here gives a file or an account out.
public struct PushAPI: Sendable {
    /// Octets of the largest archive. It is held in memory while its digest is compared.
    public static let largestFile = 64 << 20
    /// Octets of any other body.
    static let largestForm = 16_384

    private let store: PortalStore
    /// For archives on their way in: so many at most are held in memory at once.
    private let bodies = BodyBudget(all: 4 * largestFile, each: 4 * largestFile)
    private let sessions: WebSessions
    private let registers: @Sendable () -> Set<[UInt8]>
    private let mails: (texts: PortalMailTexts, queued: @Sendable () -> Void)
    private let clock: @Sendable () -> Date
    private let report: @Sendable (any Error) -> Void

    /// - Parameters:
    ///   - registers: SHA-256 digests of the certificates that the register may show now; nobody else is heard, even
    ///     with a certificate of the same issuer.
    ///   - queued: told when mails about a new address have been queued.
    public init(
        _ store: PortalStore, sessions: WebSessions, registers: @escaping @Sendable () -> Set<[UInt8]>,
        mails: PortalMailSettings, origin: WebOrigin, queued: @escaping @Sendable () -> Void = {},
        clock: @escaping @Sendable () -> Date, report: @escaping @Sendable (any Error) -> Void
    ) {
        self.store = store
        self.sessions = sessions
        self.registers = registers
        self.mails = (PortalMailTexts(settings: mails, origin: origin), queued)
        self.clock = clock
        self.report = report
    }

    /// Answers one request; never throws.
    /// - Parameter client: the verified client certificate in DER; nil when there is none.
    public func respond(to request: Request, from client: [UInt8]?) async -> Response {
        do {
            return try await answer(request, client)
        } catch let problem as PushProblem {
            return Self.json(problem.status, ["problem": problem.rawValue])
        } catch {
            report(error)
            return Self.json(.serviceUnavailable, ["problem": PushProblem.unavailable.rawValue])
        }
    }

    private func answer(_ request: Request, _ client: [UInt8]?) async throws -> Response {
        guard let client, registers().contains(SHA256.digest(client)) else { throw PushProblem.notTheRegister }
        guard let route = PushRoute(request.uri.path) else { throw PushProblem.notFound }
        guard request.method == route.method else { throw PushProblem.methodNotAllowed }
        switch route {
        case .unit(let unit): return try await set(unit, request)
        case .file(let id): return try await take(id, request)
        case .mail:
            let body = try await Self.octets(of: request, atMost: Self.largestForm)
            guard let mail = try? JSONDecoder().decode(RegisterMailForm.self, from: Data(body)) else {
                throw PushProblem.malformed
            }
            guard try await store.keep(mail) else { throw PushProblem.unknownUnit }
            return Self.json(.ok, ["outcome": "taken"])
        case .season:
            let body = try await Self.octets(of: request, atMost: Self.largestForm)
            guard let season = try? JSONDecoder().decode(SeasonCalendar.self, from: Data(body)) else {
                throw PushProblem.malformed
            }
            try await store.set(season)
            return Self.json(.ok, ["outcome": "taken"])
        case .events:
            guard let after = request.uri.queryParameters["after"].flatMap({ Int64(String($0)) }), after >= 0 else {
                throw PushProblem.malformed
            }
            return Self.json(.ok, try await store.events(after: after).map(EventForm.init))
        }
    }

    // MARK: - Units

    /// `address` may look personal when `approved` is true: two persons at the register have looked at it (I-050).
    private struct UnitForm: Decodable {
        let name: String
        let address: String
        let language: Language
        let contact: String?
        let approved: Bool?
        let exchange: Bool?
    }

    private func set(_ unit: ReportingUnit, _ request: Request) async throws -> Response {
        let body = try await Self.octets(of: request, atMost: Self.largestForm)
        guard let form = try? JSONDecoder().decode(UnitForm.self, from: Data(body)),
            let address = SharedAddress(known: form.address), !form.name.isEmpty
        else { throw PushProblem.malformed }
        if form.approved != true, (try? SharedAddress(form.address)) == nil { throw PushProblem.personalAddress }
        let (new, now, texts) = (
            PortalUnit(
                unit: unit, name: form.name, account: address, language: form.language, contact: form.contact,
                hasExchange: form.exchange == true),
            clock(), mails.texts
        )
        let change = try await store.set(
            new, now: now,
            moved: (
                texts.settings.sender,
                { old in
                    [old, address].map { texts.addressChanged(new, from: old, to: $0, now: now) }
                }
            ))
        for name in change.ended { await sessions.endAll(of: name.text) }
        switch change.kind {
        case .same, .changed: return Self.json(.ok, ["outcome": "taken"])
        case .new: return Self.json(.created, ["outcome": "new"])
        case .moved:
            mails.queued()
            return Self.json(.ok, ["outcome": "moved"])
        }
    }

    // MARK: - Events

    /// An event as it travels: `at` in microseconds since 1970, over which its digest is made.
    private struct EventForm: Encodable {
        let key, at: Int64
        let kind, unit: String
        let file: String?
        let digest: String

        init(_ event: PortalEvent) {
            (key, at) = (event.key, event.at.microseconds)
            (kind, unit, file) = (event.kind.rawValue, event.unit.description, event.file?.text)
            digest = event.digest
        }
    }

    // MARK: - Files

    /// `Portal-Unit`, `Portal-Year`, `Portal-Kind` and `Portal-SHA256` say what the body, an archive, is; `Portal-Number`,
    /// 1 when it is left out, which of the submission's.
    private func take(_ id: SubmissionID, _ request: Request) async throws -> Response {
        let field = { (name: String) in HTTPField.Name("Portal-" + name).flatMap { request.headers[$0] } }
        guard let unit = field("Unit").flatMap({ ReportingUnit($0) }), let year = field("Year").flatMap({ Int($0) }),
            (2000...2999).contains(year), let kind = field("Kind").flatMap(PortalFile.Kind.init),
            let sha256 = field("SHA256").flatMap({ Hexadecimal.decode($0) }), sha256.count == SHA256.length,
            let number = field("Number").map({ Int($0) }) ?? 1, (1...1_000_000).contains(number)
        else { throw PushProblem.malformed }
        let share = bodies.share(of: "archives")
        defer { share.release() }
        let archive = try await Self.octets(of: request, atMost: Self.largestFile, within: share)
        guard SHA256.digest(archive) == sha256 else { throw PushProblem.damaged }
        guard ArchiveEncryption.covers(archive) else { throw PushProblem.notEncrypted }
        let file = PortalFile(
            id: id, unit: unit, year: year, kind: kind, size: archive.count, sha256: sha256, arrived: clock(),
            number: number)
        switch try await store.take(file, archive) {
        case .taken: return Self.json(.created, ["outcome": "taken"])
        case .known: return Self.json(.ok, ["outcome": "known"])
        case .other: throw PushProblem.otherFile
        case .unknownUnit: throw PushProblem.unknownUnit
        }
    }

    // MARK: - Octets

    private static func octets(
        of request: Request, atMost limit: Int, within share: BodyBudget.Share? = nil
    ) async throws(PushProblem) -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await buffer in request.body {
                guard bytes.count + buffer.readableBytes <= limit else { throw PushProblem.tooLarge }
                if let share, !share.take(buffer.readableBytes) { throw PushProblem.unavailable }
                bytes += buffer.readableBytesView
            }
        } catch let problem as PushProblem {
            throw problem
        } catch {
            throw .cut
        }
        return bytes
    }

    private static func json(_ status: HTTPResponse.Status, _ value: some Encodable) -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let bytes = try? encoder.encode(value) else { return Response(status: .internalServerError) }
        return Response(
            status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
