import Foundation
import Identifiers
import NIOHTTP1
import SealedSubmission
import Trustee

/// A delivery on its way to the register: manifest, statement, sealed parts, end.
///
/// Everything is put under the submission's id and may be put again: a push that breaks off anywhere is done again from
/// its beginning. Only the answer to the end says that the register has it on disk.
struct RegisterPush: Sendable {
    let client: RegisterClient

    /// Puts a submission there.
    func push(_ delivery: RegisterDelivery) async throws -> RegisterClient.Answer {
        let base = "/submissions/\(delivery.submission)"
        let content = try files(delivery.files, .content).map { (path: "\(base)/parts/\($0.name)", file: $0.file) }
        let map = try files(delivery.files, .map).map { (path: "\(base)/map/\($0.name)", file: $0.file) }
        // Both signed documents first: the register then knows every part that comes.
        return try await send(
            [("\(base)/manifest", delivery.manifest), ("\(base)/map", delivery.statement)], parts: content + map,
            end: "\(base)/complete",
            // What it counts as follows from when it came here, not from when the register could be reached.
            fields: [("Trustee-Arrived-At", delivery.arrivedAt.formatted(.iso8601))])
    }

    /// Puts a change of pseudonyms there.
    func push(
        rekey id: SubmissionID, statement: [UInt8], files: [String: String]
    ) async throws -> RegisterClient.Answer {
        let base = "/rekey/\(id)"
        let parts = try self.files(files, .rekey).map { (path: "\(base)/parts/\($0.name)", file: $0.file) }
        return try await send([("\(base)/statement", statement)], parts: parts, end: "\(base)/complete")
    }

    /// Puts a change of contact there; the same one again changes nothing.
    func push(_ change: ContactDelivery) async -> RegisterClient.Answer {
        await client.send(.PUT, "/submissions/\(change.submission)/contact", change.signed)
    }

    /// Puts a word about wrong PINs there; the same one again changes nothing.
    func push(_ delivery: PinNoticeDelivery) async -> RegisterClient.Answer {
        await client.send(.PUT, "/municipalities/\(delivery.notice.municipality)/pin-notice", delivery.signed)
    }

    private func send(
        _ documents: [(path: String, bytes: [UInt8])], parts: [(path: String, file: String)], end: String,
        fields: [(name: String, value: String)] = []
    ) async throws -> RegisterClient.Answer {
        for document in documents {
            let answer = await client.send(.PUT, document.path, document.bytes)
            guard answer == .taken else { return answer }
        }
        for part in parts {
            let answer = await client.send(.PUT, part.path, try await Self.read(part.file))
            guard answer == .taken else { return answer }
        }
        return await client.send(.POST, end, fields: fields)
    }

    /// The parts of one role, by index.
    private func files(_ files: [String: String], _ role: PartRole) throws -> [(name: PartName, file: String)] {
        files.compactMap { name, file in PartName(fileName: name).map { (name: $0, file: file) } }
            .filter { $0.name.role == role }.sorted { $0.name.index < $1.name.index }
    }

    /// Off the threads that asynchronous code shares.
    private static func read(_ file: String) async throws -> [UInt8] {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    with: Result { [UInt8](try Data(contentsOf: URL(fileURLWithPath: file))) })
            }
        }
    }
}
