import Certificates
import Foundation
import HTTPListening
import Identifiers
import SealedSubmission
import Trustee
import Web

/// An upload by a browser's form: the manifest first and then the parts, streamed to the same intake that programs use.
///
/// Browsers send whole files. Of a part that has partly come only the rest is kept, and what has come when the connection
/// breaks stays: the same form again goes on there.
struct BrowserUpload {
    /// Octets of one form: some thirty parts of the largest size.
    static let largest = 2 << 30
    static let manifestField = "manifest"

    /// What came of a form.
    enum Outcome {
        case received(SubmissionID)
        case refused(IntakeRefusal)
        /// No file in the field for it, or one that is no manifest.
        case noManifest
        case busy
        case incomplete(SubmissionID, faults: [SubmissionFault], strangers: [String])
    }

    let surroundings: SendModuleAPI.Surroundings
    let bodies: BodyBudget
    let sender: Admission
    let now: Date

    func take(_ files: WebUploads) async throws -> Outcome {
        guard let first = try await files.nextFile(), first.field == Self.manifestField,
            PartName(fileName: first.name) == nil
        else { return .noManifest }
        let share = bodies.share(of: "\(sender.unit)")
        defer { share.release() }
        var manifest: [UInt8] = []
        while let piece = try await files.next() {
            guard manifest.count + piece.count <= SubmissionManifest.maximumBytes else { return .noManifest }
            guard share.take(piece.count) else { return .busy }
            manifest += piece
        }
        let begun = try await surroundings.intake.begin(
            manifest, by: sender, revocation: surroundings.revocation(), now: now)
        switch begun {
        case .refused(let refusal):
            surroundings.noteHeld(refusal, manifest: manifest, now: now)
            return .refused(refusal)
        case .received:
            let signers = SignerVerification(trust: surroundings.trust, revocation: surroundings.revocation(), now: now)
            return .received(try signers.open(manifest, as: SubmissionManifest.self).document.submission)
        case .upload(let plan): return try await take(files, of: plan)
        }
    }

    private func take(_ files: WebUploads, of plan: UploadPlan) async throws -> Outcome {
        var strangers: [String] = []
        while let file = try await files.nextFile() {
            guard let name = PartName(fileName: file.name), let part = plan.parts.first(where: { $0.name == name })
            else {
                strangers.append(file.name)
                continue
            }
            try await append(files, to: part, of: plan.submission)
        }
        let ended = try await surroundings.intake.complete(
            plan.submission, by: sender, hasManifest: true, now: surroundings.clock())
        switch ended {
        case .received:
            surroundings.arrived(plan.submission)
            return .received(plan.submission)
        case .refused(.parts(let faults)):
            return .incomplete(plan.submission, faults: faults, strangers: strangers)
        case .refused(let refusal): return .refused(refusal)
        }
    }

    /// Passes over what has come before and keeps the rest. What does not fit is left to the end, which names the part.
    private func append(_ files: WebUploads, to part: UploadPlan.Part, of id: SubmissionID) async throws {
        var (passing, end) = (part.offset, part.offset)
        var gathered: [UInt8] = []
        func keep() async throws -> Bool {
            let outcome = try await surroundings.intake.append(gathered, to: part.name, of: id, at: end, by: sender)
            gathered = []
            guard case .at(let length) = outcome else { return false }
            end = length
            return true
        }
        while let piece = try await next(of: files, orBefore: keep) {
            let new = piece.dropFirst(passing)
            passing -= piece.count - new.count
            gathered += new
            guard gathered.count >= SendModuleAPI.piece else { continue }
            guard try await keep() else { return }
        }
        _ = try await keep()
    }

    /// When the connection breaks, what has come is kept first.
    private func next(of files: WebUploads, orBefore keep: () async throws -> Bool) async throws -> [UInt8]? {
        do { return try await files.next() } catch {
            _ = try await keep()
            throw error
        }
    }
}
