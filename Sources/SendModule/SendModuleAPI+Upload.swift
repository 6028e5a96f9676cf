import Cryptography
import Foundation
import HTTPListening
import HTTPTypes
import HummingbirdCore
import Identifiers
import NIOCore
import SealedSubmission
import Trustee

/// The way of a submission in: manifest, parts from where they ended, end.
extension SendModuleAPI {
    /// Octets that are handed to the engine at a time.
    static let piece = 256 << 10
    /// Octets of a piece that comes with a checksum: it is looked at as a whole before any of it is kept.
    static let largestChecked = 4 << 20

    /// What must be uploaded, and from where.
    private struct PlanReply: Encodable {
        struct Part: Encodable {
            let name: String
            let offset: Int
            let octets: Int
        }

        let submission: SubmissionID
        let parts: [Part]
    }

    func begin(_ id: SubmissionID, _ request: Request, by sender: Admission) async throws -> Response {
        let share = bodies.share(of: "\(sender.unit)")
        defer { share.release() }
        let signed = try await request.body.octets(atMost: SubmissionManifest.maximumBytes, within: share)
        let now = surroundings.clock()
        try checkName(of: signed, is: id, now: now)
        let outcome = try await surroundings.intake.begin(
            signed, by: sender, revocation: surroundings.revocation(), now: now)
        switch outcome {
        case .refused(let refusal):
            surroundings.noteHeld(refusal, manifest: signed, now: now)
            throw Problem(of: refusal)
        case .received(let receipt): return .signed(receipt)
        case .upload(let plan):
            let parts = plan.parts.map {
                PlanReply.Part(name: "\($0.name)", offset: $0.offset, octets: $0.octets)
            }
            return try .json(PlanReply(submission: plan.submission, parts: parts))
        }
    }

    /// A manifest of another submission than the address names is not begun. What cannot be read is for the engine to
    /// refuse.
    private func checkName(of signed: [UInt8], is id: SubmissionID, now: Date) throws(Problem) {
        let signers = SignerVerification(trust: surroundings.trust, revocation: surroundings.revocation(), now: now)
        let manifest = try? signers.open(signed, as: SubmissionManifest.self).document
        if let manifest, manifest.submission != id { throw Problem(.otherSubmission) }
    }

    /// How many octets of a part have come, in `Upload-Offset`.
    func offset(of part: PartName, in id: SubmissionID, by sender: Admission) async throws -> Response {
        // Nothing, added at the beginning, tells where the part ends.
        let outcome = try await surroundings.intake.append([], to: part, of: id, at: 0, by: sender)
        let length: Int
        switch outcome {
        case .at(let end), .expected(let end): length = end
        case .tooLong: throw Problem(.partTooLong)
        case .busy: throw Problem(.partBusy, retryAfter: 1)
        case .refused(let refusal): throw Problem(of: refusal)
        }
        var response = Response(status: .ok)
        response.headers.set("Upload-Offset", String(length))
        return response
    }

    /// Adds the body to a part, from `Upload-Offset` on. What has come before a connection breaks is kept.
    ///
    /// With `Upload-Checksum: sha-256 BASE64` all of the body is kept or nothing.
    func append(
        _ request: Request, to part: PartName, of id: SubmissionID, by sender: Admission
    ) async throws -> Response {
        guard let offset = request.headers.value("Upload-Offset").flatMap({ Int($0) }), offset >= 0 else {
            throw Problem(.malformed, "The header Upload-Offset must say where the octets begin.")
        }
        var end = offset
        if let checksum = request.headers.value("Upload-Checksum") {
            let share = bodies.share(of: "\(sender.unit)")
            defer { share.release() }
            let bytes = try await request.body.octets(atMost: Self.largestChecked, within: share)
            guard try Self.digest(in: checksum) == SHA256.digest(bytes) else { throw Problem(.checksumDiffers) }
            end = try await keep(bytes, at: end, part, id, sender)
        } else {
            end = try await stream(request.body, from: offset, part, id, sender)
        }
        var response = Response(status: .noContent)
        response.headers.set("Upload-Offset", String(end))
        return response
    }

    private func stream(
        _ body: RequestBody, from offset: Int, _ part: PartName, _ id: SubmissionID, _ sender: Admission
    ) async throws -> Int {
        var end = offset
        var piece: [UInt8] = []
        do {
            for try await buffer in body {
                piece += buffer.readableBytesView
                guard piece.count >= Self.piece else { continue }
                end = try await keep(piece, at: end, part, id, sender)
                piece = []
            }
        } catch let problem as Problem {
            throw problem
        } catch {
            _ = try await keep(piece, at: end, part, id, sender)
            throw Problem(.cut)
        }
        return try await keep(piece, at: end, part, id, sender)
    }

    /// - Returns: where the part ends now.
    private func keep(
        _ bytes: [UInt8], at offset: Int, _ part: PartName, _ id: SubmissionID, _ sender: Admission
    ) async throws -> Int {
        let outcome = try await surroundings.intake.append(bytes, to: part, of: id, at: offset, by: sender)
        switch outcome {
        case .at(let end): return end
        case .expected(let end): throw Problem(.offsetDiffers, offset: end)
        case .tooLong: throw Problem(.partTooLong)
        case .busy: throw Problem(.partBusy, retryAfter: 1)
        case .refused(let refusal): throw Problem(of: refusal)
        }
    }

    func complete(_ id: SubmissionID, by sender: Admission, hasManifest: Bool) async throws -> Response {
        let outcome = try await surroundings.intake.complete(
            id, by: sender, hasManifest: hasManifest, now: surroundings.clock())
        switch outcome {
        case .refused(let refusal): throw Problem(of: refusal)
        case .received(let receipt):
            surroundings.arrived(id)
            return .signed(receipt)
        }
    }

    private static func digest(in field: String) throws(Problem) -> [UInt8] {
        let words = field.split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "sha-256", let digest = Base64.decode(words[1].utf8) else {
            throw Problem(.malformed, "The header Upload-Checksum must be `sha-256` and the digest in base 64.")
        }
        return digest
    }
}
