import Certificates
import EbXML
import Foundation
import XML
import XMLSignature

/// An envelope of 1 MB: verified with the profile's XPath transform as our one-pass filter, beside libxml2's plain
/// canonicalisation of the same octets in the same run.
struct CanonicalSection {
    let extent: Extent
    let now: Date

    /// What the section is about, octets.
    private static let wanted = 1_000_000

    func run() throws -> SectionReport {
        let correspondents = try Correspondents(bits: 2048, now: now)
        let (packed, parts) = try Self.envelope(by: correspondents)
        let soap = packed.soap
        let document = try XMLDocument.parse(soap, limits: .envelope)
        let key = correspondents.signing.certificate.publicKey
        let plain = try PlainCanonicalization(soap)
        guard try plain.canonicalize() == Canonicalization.canonicalize(document).count else {
            throw BenchError("libxml2 and we do not agree on the canonical form")
        }
        let seconds = extent.secondsPerOperation
        let reference = try milliseconds(seconds) { _ = try plain.canonicalize() }
        let own = try milliseconds(seconds) { _ = try Canonicalization.canonicalize(document) }
        let verified = try milliseconds(seconds) {
            _ = try SignatureVerifier.verify(document, parts: parts, key: key, policy: SignaturePolicy()).get()
        }
        let parsing = try milliseconds(seconds) { _ = try XMLDocument.parse(soap, limits: .envelope) }
        let yardstick = "libxml2's plain C14N"
        return SectionReport(
            section: .canonical,
            title: "Signed envelope of \(soap.count) octets with \(parts.count) parts (ms, less is better)",
            figures: [
                Figure("libxml2, xmlC14NDocDumpMemory", reference, "ms"),
                Figure("our canonicalisation", own, "ms", ratio: own / reference, of: yardstick),
                Figure("our whole verification", verified, "ms", ratio: verified / reference, of: yardstick),
                Figure("our parsing, limits enforced", parsing, "ms", ratio: parsing / reference, of: yardstick),
            ],
            remarks: [
                "The verification checks all algorithms and transforms, filters and canonicalises, digests envelope and parts,",
                "does the RSA operation, and parses again what was digested.",
            ])
    }

    private func milliseconds(_ seconds: Double, _ operation: () throws -> Void) throws -> Double {
        1000 / (try PinnedThread.rate(seconds: seconds, operation))
    }

    /// A signed envelope with as many small parts as it takes.
    private static func envelope(
        by correspondents: Correspondents
    ) throws -> (PackedEnvelope, [(contentID: String, bytes: [UInt8])]) {
        let name = "Utskrivningsrapport, del av en stor forsendelse"
        func pack(_ count: Int) throws -> (PackedEnvelope, [Attachment]) {
            let parts = (0..<count).map {
                Attachment(
                    contentID: "del-\($0)-6a3c52a4-2f0e-4e35-9c0f-2f1c9c1d1e01@fjordheim.example",
                    bytes: Array("part \($0)".utf8))
            }
            return (try correspondents.pack(correspondents.draft(parts: parts, description: name)), parts)
        }
        let ten = try pack(10).0.soap.count
        let each = (try pack(20).0.soap.count - ten) / 10
        let (packed, parts) = try pack((wanted - ten) / each + 20)
        guard packed.soap.count >= wanted else { throw BenchError("the envelope is too small") }
        return (packed, parts.map { ($0.contentID, $0.bytes) })
    }
}
