import Certificates
import Cryptography
import Foundation
import HTTPTypes
import HummingbirdCore
import Identifiers
import OsloCalendar
import Trustee

/// The ways in: by PIN, or by a challenge that is signed with the organisation certificate.
extension SendModuleAPI {
    /// Octets of a log-in's body; a certificate with a signature has some six thousand.
    static let longestLogin = 65_536

    /// What is said of the season to everybody.
    private struct SeasonReply: Encodable {
        let yearReported: Int
        let takesSubmissions: Bool
        let opens: CivilDate
        let lastDay: CivilDate
        let correctionsBefore: CivilDate
        let sentence: String
        let pinLetterSent: CivilDate?
        let pinLetterTo: String?
    }

    func seasonNow() throws -> Response {
        let season = surroundings.season
        let phase = season.phase(at: surroundings.clock())
        return try .json(
            SeasonReply(
                yearReported: season.yearReported, takesSubmissions: phase.takesSubmissions, opens: season.opens,
                lastDay: season.lastDay, correctionsBefore: season.correctionsBefore, sentence: phase.sentence,
                pinLetterSent: surroundings.pinLetter?.sent, pinLetterTo: surroundings.pinLetter?.recipient))
    }

    private struct ChallengeReply: Encodable {
        let challenge: String
        let unit: String
    }

    /// A challenge is for one unit: `GET /challenge?municipality=9901&district=00`. What is signed is
    /// `ChallengeAnswer.statement`, which the client makes itself.
    func challenge(for request: Request) throws -> Response {
        let query = request.uri.queryParameters
        guard
            let unit = Self.unit(
                query["municipality"].map { String($0) } ?? "", query["district"].map { String($0) })
        else { throw Problem(.malformed, "The query must name a municipality of four digits.") }
        let challenge = surroundings.certificates.challenge(for: unit, now: surroundings.clock())
        return try .json(ChallengeReply(challenge: Base64.encode(challenge), unit: "\(unit)"))
    }

    /// The body of a log-in, in either way.
    private struct Form: Decodable {
        let municipality: String
        /// `00` when it is left out.
        let district: String?
        let organisation: String?
        let pin: String?
        /// Base 64, as it was given.
        let challenge: String?
        /// Base 64 of the organisation certificate, DER.
        let certificate: String?
        /// Base 64 of RSASSA-PKCS1-v1_5 with SHA-256 over `ChallengeAnswer.statement`.
        let signature: String?
    }

    private struct LoginReply: Encodable {
        let token: String
        let expiresAt: Date
        let unit: String
        let way: String
    }

    func logIn(_ request: Request) async throws -> Response {
        let body = try await request.body.octets(atMost: Self.longestLogin)
        guard let form = try? JSONDecoder().decode(Form.self, from: Data(body)) else {
            throw Problem(.malformed, "The body must be JSON with the fields of one of the two ways to log in.")
        }
        let now = surroundings.clock()
        let outcome: LoginOutcome
        if let pin = form.pin {
            let attempt = LoginAttempt(
                municipality: form.municipality, district: form.district ?? DistrictNumber.whole.digits,
                organisationNumber: form.organisation ?? "", pin: pin)
            outcome = try await surroundings.pins.attempt(
                attempt, season: surroundings.season.yearReported, now: now)
        } else {
            let answer = try answer(in: form)
            outcome = try await surroundings.certificates.attempt(
                answer, revocation: surroundings.revocation(), now: now)
            if outcome == .refused { surroundings.noteHeld(answer, now: now) }
        }
        switch outcome {
        case .refused: throw Problem(.loginRefused, refusalSentence)
        case .busy: throw Problem(.busy, retryAfter: 5)
        case .admitted(let admission):
            let (token, expires) = tickets.issue(to: admission, now: now)
            return try .json(
                LoginReply(
                    token: token, expiresAt: expires, unit: "\(admission.unit)", way: admission.way.rawValue))
        }
    }

    private func answer(in form: Form) throws(Problem) -> ChallengeAnswer {
        guard let unit = Self.unit(form.municipality, form.district), let challenge = Self.bytes(form.challenge),
            let der = Self.bytes(form.certificate), let certificate = try? Certificate(der: der),
            let signature = Self.bytes(form.signature)
        else {
            throw Problem(
                .malformed,
                "There must be a pin; or a municipality, and challenge, certificate and signature in base 64.")
        }
        return ChallengeAnswer(unit: unit, challenge: challenge, certificate: certificate, signature: signature)
    }

    /// One sentence for everything that may be wrong or resting (I-023, T-085), and what helps.
    private var refusalSentence: String {
        let letter = surroundings.pinLetter.map {
            " The PIN stands in the letter of \($0.sent) to \($0.recipient)."
        }
        return "Municipality number, district, organisation number and PIN or signature do not belong together, or"
            + " PINs rest for a while after many wrong ones.\(letter ?? "") Signing the challenge with the"
            + " organisation certificate always works."
    }

    private static func unit(_ municipality: String, _ district: String?) -> ReportingUnit? {
        guard let municipality = MunicipalityNumber(municipality),
            let district = DistrictNumber(district ?? DistrictNumber.whole.digits)
        else { return nil }
        return ReportingUnit(municipality: municipality, district: district)
    }

    private static func bytes(_ text: String?) -> [UInt8]? { text.flatMap { Base64.decode($0.utf8) } }
}
