public import Certificates
public import Foundation
import HTTPListening
import HTTPTypes
public import HummingbirdCore
public import Identifiers
public import OsloCalendar
import SealedSubmission
public import Trustee

/// The send module (sendemodul) as an HTTP API: where a municipality lays down its sealed submission and sees how far it
/// has come.
///
/// One request goes, top to bottom: *route* → *method* → *who asks* → *body within its limit* → *engine*. It decides
/// nothing about a submission: the engine behind it does, and here its values become statuses and sentences. It knows
/// no sockets and no clock.
public struct SendModuleAPI: Sendable {
    /// The letter that a season's PINs were sent in, as those who cannot log in are told (I-023).
    public struct PinLetter: Sendable, Equatable {
        public let sent: CivilDate
        /// To whom in the municipality, such as `postmottak`.
        public let recipient: String

        public init(sent: CivilDate, recipient: String) {
            self.sent = sent
            self.recipient = recipient
        }
    }

    /// What may change while the module serves, as it is at one moment.
    public struct Rules: Sendable {
        public let intake: Intake
        public let certificates: CertificateLogin
        public let trust: TrustStore
        public let season: SeasonCalendar
        /// When the register's receipts go out.
        public let round: ReceiptRound
        public let pinLetter: PinLetter?

        public init(
            intake: Intake, certificates: CertificateLogin, trust: TrustStore, season: SeasonCalendar,
            round: ReceiptRound = .morning, pinLetter: PinLetter?
        ) {
            self.intake = intake
            self.certificates = certificates
            self.trust = trust
            self.season = season
            self.round = round
            self.pinLetter = pinLetter
        }
    }

    /// What the API needs from the outside.
    public struct Surroundings: Sendable {
        public let store: TrusteeStore
        public let pins: PinLogin
        /// The rules as they are now.
        public let rules: @Sendable () -> Rules
        /// The revocation lists as they are now.
        public let revocation: @Sendable () -> RevocationLists
        /// Told whose revocation list is missing: what they signed is held until it has come.
        public let held: @Sendable (Certificate) -> Void
        public let clock: @Sendable () -> Date
        /// Told that a submission has arrived, or that something about it waits, so that nobody has to look for it.
        public let arrived: @Sendable (SubmissionID) -> Void
        /// Told of faults of ours.
        public let report: @Sendable (any Error) -> Void

        public init(
            store: TrusteeStore, pins: PinLogin, rules: @escaping @Sendable () -> Rules,
            revocation: @escaping @Sendable () -> RevocationLists,
            held: @escaping @Sendable (Certificate) -> Void = { _ in },
            clock: @escaping @Sendable () -> Date, arrived: @escaping @Sendable (SubmissionID) -> Void,
            report: @escaping @Sendable (any Error) -> Void
        ) {
            self.store = store
            self.pins = pins
            self.rules = rules
            self.revocation = revocation
            self.held = held
            self.clock = clock
            self.arrived = arrived
            self.report = report
        }

        var intake: Intake { rules().intake }
        var certificates: CertificateLogin { rules().certificates }
        var trust: TrustStore { rules().trust }
        var season: SeasonCalendar { rules().season }
        var round: ReceiptRound { rules().round }
        var pinLetter: PinLetter? { rules().pinLetter }
    }

    /// What it was made with, for the pages beside it.
    public let surroundings: Surroundings
    let tickets = Tickets()
    var passwords: ArchivePasswords { ArchivePasswords(store: surroundings.store) }
    var contacts: ContactBook { ContactBook(store: surroundings.store) }
    /// For bodies that are held as a whole: some sixteen at a time, four of them one unit's.
    let bodies = BodyBudget(all: 16 * largestChecked, each: 4 * largestChecked)

    public init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// Answers one request; never throws.
    public func respond(to request: Request) async -> Response {
        var response: Response
        do {
            response = try await answer(request)
        } catch {
            let problem = Problem(of: error)
            if !(error is Problem), problem.code == .internalError || problem.code == .unavailable {
                surroundings.report(error)
            }
            response = problem.response
        }
        response.headers[.cacheControl] = "no-store"
        response.headers.set("X-Content-Type-Options", "nosniff")
        return response
    }

    // MARK: - Stages

    private func answer(_ request: Request) async throws -> Response {
        guard let route = SendRoute(path: request.uri.path) else { throw Problem(.notFound) }
        guard route.methods.contains(request.method) else {
            throw Problem(.methodNotAllowed, allowed: route.methods.map(\.rawValue))
        }
        switch route {
        case .season: return try seasonNow()
        case .challenge: return try challenge(for: request)
        case .login: return try await logIn(request)
        case .key(let year, let holder):
            guard let signed = try await surroundings.store.publishedKey(of: holder, year: year) else {
                throw Problem(.notFound)
            }
            return .signed(signed)
        case .logout:
            tickets.withdraw(try token(of: request))
            return Response(status: .noContent)
        case .submissions: return try await list(for: admission(of: request))
        case .submission(let id): return try await status(of: id, for: admission(of: request))
        case .manifest(let id):
            let response = try await begin(id, request, by: admission(of: request))
            tickets.note(manifestOf: id, shownBy: try token(of: request))
            return response
        case .part(let id, let part) where request.method == .head:
            return try await offset(of: part, in: id, by: admission(of: request))
        case .part(let id, let part): return try await append(request, to: part, of: id, by: admission(of: request))
        case .complete(let id):
            return try await complete(id, by: admission(of: request), hasManifest: hasManifest(of: id, request))
        case .receipt(let id):
            return try await receipt(of: id, for: admission(of: request), hasManifest: hasManifest(of: id, request))
        case .password(let id): return try await showPassword(of: id, request, to: admission(of: request))
        case .contact(let id) where request.method == .get:
            return try await showContacts(of: id, to: admission(of: request))
        case .contact(let id): return try await changeContacts(of: id, request, by: admission(of: request))
        }
    }

    /// Whether this log-in has shown the submission's signed manifest.
    private func hasManifest(of id: SubmissionID, _ request: Request) throws(Problem) -> Bool {
        tickets.hasShown(manifestOf: id, token: try token(of: request))
    }

    private func token(of request: Request) throws(Problem) -> String {
        guard let field = request.headers[.authorization], field.lowercased().hasPrefix("bearer ") else {
            throw Problem(.loginNeeded)
        }
        return String(field.dropFirst(7))
    }

    private func admission(of request: Request) throws(Problem) -> Admission {
        guard let admission = tickets.admission(of: try token(of: request), now: surroundings.clock()) else {
            throw Problem(.loginNeeded)
        }
        return admission
    }
}

extension SendModuleAPI.Surroundings {
    /// Tells of the signer when a manifest is held for want of a revocation list: of one who is trusted but for that.
    func noteHeld(_ refusal: IntakeRefusal, manifest: [UInt8], now: Date) {
        guard case .manifest(let fault) = refusal, fault.code == .revocationUnknown else { return }
        let signers = SignerVerification(trust: trust, revocation: revocation(), now: now)
        if let signer = signers.signerWithoutLists(of: manifest, as: SubmissionManifest.self) { held(signer) }
    }

    /// The same for a log-in that was refused, perhaps for that.
    func noteHeld(_ answer: ChallengeAnswer, now: Date) {
        let verdict = trust.verify(
            answer.certificate, intermediates: answer.intermediates, at: now, revocation: revocation())
        if case .refused(let refusal) = verdict, refusal.code == .revocationUnknown { held(answer.certificate) }
    }
}
