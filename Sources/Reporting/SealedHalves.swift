import Cryptography
import Identifiers
import IplosContent
import IplosExtract
import SealedSubmission

/// The two sealers that an extract's halves go to: identities to the trusted third party, contents to the register.
final class SealedHalves {
    private var identities: PartSealer?
    private var contents: PartSealer?
    private var split: ExtractSplit?
    private let partSize: Int

    init(order: ReportSealing.Order, submission: SubmissionID, keys: VerifiedKeys, folder: SubmissionFolder) {
        partSize = order.partSize
        let sink: (SealedPart) throws -> Void = { try folder.put($0) }
        identities = PartSealer(
            role: .identity, submission: submission, recipient: keys.trustee.certificate, partSize: order.partSize,
            sink: sink)
        contents = PartSealer(
            role: .content, submission: submission, recipient: keys.register.certificate, partSize: order.partSize,
            sink: sink)
    }

    func begin(_ head: ExtractHead) {
        split = ExtractSplit(
            head: head, pieceSize: partSize,
            outlets: .init(
                identity: { [unowned self] in try identities?.append($0) },
                content: { [unowned self] in try contents?.extend($0) },
                // Each part of content is a document of its own.
                pieceEnd: { [unowned self] in try contents?.cut() },
                randomOctets: { SecureRandom.bytes($0) }))
    }

    func add(_ person: PersonRecord, identity: [UInt8]) throws { try split?.add(person, identity: identity) }

    /// - Throws: what a sealer or the folder throws.
    func finish() throws -> (persons: Int, withheld: Int, parts: [PartEntry]) {
        try split?.finish()
        let parts = try (identities.take()?.finish() ?? []) + (contents.take()?.finish() ?? [])
        return (split?.persons ?? 0, split?.withheld ?? 0, parts)
    }
}
