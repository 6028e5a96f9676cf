import AsyncHTTPClient
import Cryptography
public import Foundation
public import Identifiers
import NIOCore
import NIOHTTP1
import NIOSSL
public import SealedSubmission
import Synchronization

/// The line to the send module (sendemodul): HTTPS to one configured address, without redirects or proxy, to allowed
/// hosts only. Everything that comes is read as a stranger's: within limits, and refused when it is not in the agreed
/// form.
public final class SendModuleClient: Sendable {
    /// Where it is and how it is recognised.
    public struct Settings: Sendable, Equatable {
        public var address: HTTPAddress
        public var allowedHosts: AllowedHosts
        /// PEM of the only authorities its certificate may come from; nil means those of the system.
        public var trustRootsFile: String?
        public var connect: Duration
        /// The longest silence.
        public var read: Duration
        /// The time for one request with its answer.
        public var whole: Duration

        public init(
            address: HTTPAddress, allowedHosts: AllowedHosts, trustRootsFile: String? = nil,
            connect: Duration = .seconds(20), read: Duration = .seconds(120), whole: Duration = .seconds(1_800)
        ) {
            self.address = address
            self.allowedHosts = allowedHosts
            self.trustRootsFile = trustRootsFile
            self.connect = connect
            self.read = read
            self.whole = whole
        }
    }

    /// Octets of an answer in JSON; the list of a unit's submissions is the longest.
    static let longestAnswer = 4 << 20

    private let settings: Settings
    private let http: HTTPClient
    private let isOpen = Mutex(true)

    /// - Throws: ``SendFault`` `.hostNotAllowed`, `.trustRootsUnreadable`.
    public init(_ settings: Settings) throws(SendFault) {
        guard settings.allowedHosts.allows(settings.address.host) else {
            throw SendFault(.hostNotAllowed, ["host": settings.address.host])
        }
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        if let file = settings.trustRootsFile {
            guard let roots = try? NIOSSLCertificate.fromPEMFile(file), !roots.isEmpty else {
                throw SendFault(.trustRootsUnreadable, ["file": file])
            }
            tls.trustRoots = .certificates(roots)
        }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            timeout: .init(
                connect: TimeAmount(settings.connect), read: TimeAmount(settings.read),
                write: TimeAmount(settings.read)))
        // A failed connection is told at once; when to try again is decided above.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        self.settings = settings
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Lets go of its connections.
    public func close() async {
        guard
            isOpen.withLock({ state in
                defer { state = false }; return state
            })
        else { return }
        try? await http.shutdown()
    }

    deinit {
        // The library traps on a client that goes unclosed.
        guard isOpen.withLock({ $0 }) else { return }
        http.shutdown { [http] _ in _ = http }
    }

    // MARK: - What needs no log-in

    /// The season, and the send module's clock where it tells.
    public func season() async throws(SendFault) -> (SeasonNow, clock: Date?) {
        let answer = try await send(.GET, "/season")
        return (try answer.json(SeasonNow.self), answer.headers.first(name: "Date").flatMap(HTTPDate.read))
    }

    /// The signed document of a party's key; nil when there is none for this year.
    public func publishedKey(of holder: KeyHolder, year: Int) async throws(SendFault) -> [UInt8]? {
        let answer: SendModuleAnswer
        do {
            answer = try await send(.GET, "/keys/\(year)/\(holder.rawValue)", limit: PublishedKey.maximumBytes)
        } catch {
            if error.code == .nothingThere { return nil }
            throw error
        }
        return try answer.signed()
    }

    /// Logs in.
    /// - Throws: ``SendFault``, or what the keeper throws.
    func logIn(_ way: LogInWay, as claim: LogInClaim, letter: LogInLetter) async throws -> SendModuleSession {
        let form: [String: String]
        switch way {
        case .pin(let pin): form = ["organisation": claim.organisation.digits, "pin": pin]
        case .certificate(let keeper):
            let challenge = try await challenge(for: claim.unit)
            let answer = try await keeper.answer(challenge, for: claim.unit)
            form = [
                "challenge": Base64.encode(challenge), "certificate": Base64.encode(answer.certificate),
                "signature": Base64.encode(answer.signature),
            ]
        }
        do { return try await enter(form, claim) } catch {
            guard error.code == .logInRefused else { throw error }
            if case .pin = way { throw letter.refusal(of: claim) }
            throw SendFault(
                .certificateRefused,
                ["unit": claim.unit.description, "organisation": claim.organisation.digits])
        }
    }

    private func enter(_ form: [String: String], _ claim: LogInClaim) async throws(SendFault) -> SendModuleSession {
        let unit = ["municipality": claim.unit.municipality.digits, "district": claim.unit.district.digits]
        let answer = try await send(.POST, "/login", json: form.merging(unit) { $1 })
        return SendModuleSession(client: self, token: try answer.json(Token.self).token, claim: claim)
    }

    private func challenge(for unit: ReportingUnit) async throws(SendFault) -> [UInt8] {
        let query = "/challenge?municipality=\(unit.municipality.digits)&district=\(unit.district.digits)"
        let challenge = try await send(.GET, query).json(Challenge.self).challenge
        guard (1...LogInStatement.longestChallenge).contains(challenge.bytes.count) else {
            throw SendFault(.answerUnusable)
        }
        return challenge.bytes
    }

    private struct Challenge: Decodable { let challenge: Base64Text }
    private struct Token: Decodable { let token: String }

    // MARK: - One request

    func send(
        _ method: HTTPMethod, _ path: String, json value: some Encodable, token: String? = nil,
        limit: Int = longestAnswer
    ) async throws(SendFault) -> SendModuleAnswer {
        // Strings alone: encoding them cannot fail.
        let body = (try? JSONEncoder().encode(value)) ?? Data()
        return try await send(
            method, path, body: ByteBuffer(bytes: body), headers: [("Content-Type", "application/json")], token: token,
            limit: limit)
    }

    /// - Throws: ``SendFault`` about the line, or what the send module refused for.
    func send(
        _ method: HTTPMethod, _ path: String, body: ByteBuffer? = nil, headers: [(String, String)] = [],
        token: String? = nil, limit: Int = longestAnswer
    ) async throws(SendFault) -> SendModuleAnswer {
        let base = settings.address.text
        var request = HTTPClientRequest(url: (base.hasSuffix("/") ? String(base.dropLast()) : base) + path)
        request.method = method
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        if let body { request.body = .bytes(body) }
        let answer: SendModuleAnswer
        do {
            let response = try await http.execute(request, timeout: TimeAmount(settings.whole))
            let bytes = try await response.body.collect(upTo: limit)
            answer = SendModuleAnswer(
                status: Int(response.status.code), headers: response.headers, body: [UInt8](buffer: bytes))
        } catch {
            throw SendFault(line: error, host: settings.address.host)
        }
        if let refusal = answer.refusal { throw refusal }
        return answer
    }
}

/// A time as HTTP headers write it (RFC 9110 5.6.7): `Sat, 14 Jan 2017 12:00:00 GMT`.
enum HTTPDate {
    static func read(_ text: String) -> Date? {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(secondsFromGMT: 0)
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return format.date(from: text)
    }
}
