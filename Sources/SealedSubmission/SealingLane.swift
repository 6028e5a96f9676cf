import CMS
import Certificates
import Dispatch
import Synchronization

/// The compression and encryption of one part on a thread of its own.
final class SealingLane: Sendable {
    private let outcome = Mutex<Result<SealedPart, SubmissionFault>?>(nil)
    private let work = DispatchGroup()
    private let name: PartName

    init(_ plaintext: [UInt8], header: PartHeader, recipient: Certificate) {
        name = header.name
        DispatchQueue.global().async(group: work) {
            let sealed = Self.seal(plaintext, name: header.name, recipient: recipient)
            self.outcome.withLock { $0 = sealed }
        }
    }

    /// Waits for the end; the caller's thread blocks.
    func wait() throws(SubmissionFault) -> SealedPart {
        work.wait()
        guard let outcome = outcome.withLock({ $0 }) else { throw SubmissionFault(.cannotSeal, part: name) }
        return try outcome.get()
    }

    private static func seal(
        _ plaintext: [UInt8], name: PartName, recipient: Certificate
    ) -> Result<SealedPart, SubmissionFault> {
        guard let bytes = try? CMSAuthEnvelope.seal(Gzip.deflate(plaintext), to: recipient),
            bytes.count <= PartLimits.octets
        else { return .failure(SubmissionFault(.cannotSeal, part: name)) }
        let entry = PartEntry(
            role: name.role, index: name.index, octets: bytes.count, sha256: ContentHash(of: bytes))
        return .success(SealedPart(entry: entry, bytes: bytes))
    }
}
