import Foundation
import HummingbirdCore
import Identifiers
import SealedSubmission
import Trustee

/// What a sender can do when the submission has arrived: have the receipt again, see the password, change the contact.
extension SendModuleAPI {
    /// Octets of the largest body: two persons and a code.
    static let longestQuestion = 16_384

    func receipt(of id: SubmissionID, for sender: Admission, hasManifest: Bool) async throws -> Response {
        let outcome = try await surroundings.intake.receipt(
            of: id, for: sender, hasManifest: hasManifest, now: surroundings.clock())
        return .signed(try outcome.orProblem())
    }

    private struct PasswordQuestion: Decodable {
        let code: String?
    }

    private struct PasswordReply: Encodable {
        let submission: SubmissionID
        let password: String
        let shownAt: Date
        let destroyedAt: Date
    }

    /// By POST alone: a link that something follows by itself shows nothing (T-103).
    func showPassword(of id: SubmissionID, _ request: Request, to sender: Admission) async throws -> Response {
        let body = try await request.body.octets(atMost: Self.longestQuestion)
        let question = body.isEmpty ? PasswordQuestion(code: nil) : try Self.read(PasswordQuestion.self, body)
        let outcome = try await passwords.show(id, to: sender, code: question.code, now: surroundings.clock())
        let shown = try outcome.orProblem()
        return try .json(
            PasswordReply(
                submission: shown.submission, password: shown.password, shownAt: shown.shownAt,
                destroyedAt: shown.destroyedAt))
    }

    private struct ContactOrder: Decodable {
        let contact: Contact
        let deputy: Contact?
        let code: String?
    }

    private struct ContactReply: Encodable {
        let submission: SubmissionID
        let contact: Contact
        let deputy: Contact?
        let number: Int
        let changedAt: Date?

        init(_ contacts: SubmissionContacts) {
            submission = contacts.submission
            contact = contacts.contact
            deputy = contacts.deputy
            number = contacts.number
            changedAt = contacts.changedAt
        }
    }

    func showContacts(of id: SubmissionID, to sender: Admission) async throws -> Response {
        let outcome = try await contacts.contacts(of: id, for: sender, now: surroundings.clock())
        return try .json(ContactReply(try outcome.orProblem()))
    }

    func changeContacts(of id: SubmissionID, _ request: Request, by sender: Admission) async throws -> Response {
        let order = try Self.read(ContactOrder.self, try await request.body.octets(atMost: Self.longestQuestion))
        let outcome = try await contacts.change(
            id, to: order.contact, deputy: order.deputy, by: sender, code: order.code, now: surroundings.clock())
        let changed = try outcome.orProblem()
        surroundings.arrived(id)
        return try .json(ContactReply(changed))
    }

    private static func read<Value: Decodable>(_ type: Value.Type, _ body: [UInt8]) throws(Problem) -> Value {
        guard let value = try? JSONDecoder().decode(type, from: Data(body)) else {
            throw Problem(.malformed, "The body must be JSON with the fields that are described.")
        }
        return value
    }
}

extension Result where Failure == SenderRefusal {
    fileprivate func orProblem() throws(Problem) -> Success {
        switch self {
        case .success(let value): value
        case .failure(let refusal): throw Problem(of: refusal)
        }
    }
}
