import CMS
import Certificates
import Cryptography
import Foundation
import TestSupport
import Testing

/// Signature wrapping in CMS SignedData, which payloads of the reporting are signed with: the victim's genuine signature
/// is kept, and other content, another signer or another reading of the same octets put where a reader would look.
///
/// Every vector begins with what verifies, and must be refused for its own reason.
@Suite("Signature wrapping in a signed payload")
struct SignedWrappingTests {
    struct Ground: Sendable {
        let victim: SyntheticAuthority.Identity
        /// Has a certificate of the same issuer's.
        let attacker: SyntheticAuthority.Identity
        let genuine = Array("{\"reported\":1}".utf8)
        let forged = Array("{\"reported\":9}".utf8)

        init() throws {
            let now = Date(timeIntervalSince1970: 1_790_000_000)
            let authority = try SyntheticAuthority(name: "Prøve", now: now)
            victim = try authority.issue(SyntheticOrganisations.northMunicipality, purpose: .signing, now: now)
            attacker = try authority.issue(SyntheticOrganisations.southMunicipality, purpose: .signing, now: now)
        }

        /// What the victim has signed.
        func original() throws -> SignedAssembly { try SignedAssembly(genuine, by: victim) }
    }

    struct Vector: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let error: CMSSignatureError
        let attack: @Sendable (Ground, inout SignedAssembly) throws -> Void

        init(
            _ what: String, _ error: CMSSignatureError,
            _ attack: @escaping @Sendable (Ground, inout SignedAssembly) throws -> Void
        ) {
            (testDescription, self.error, self.attack) = (what, error, attack)
        }
    }

    @Test("T-021 to T-028 T-014 T-030 a wrapped signed payload is refused", arguments: vectors)
    func refused(_ vector: Vector) throws {
        let ground = try Ground()
        var assembly = try ground.original()
        let sound = assembly.der
        let taken = try SignedContent(verifying: sound)
        #expect(
            taken.content == ground.genuine && taken.signer == ground.victim.certificate, "what is attacked verifies")
        try vector.attack(ground, &assembly)
        try #require(assembly.der != sound)
        #expect(throws: vector.error) { try SignedContent(verifying: assembly.der) }
    }

    @Test("T-021 to T-028 the vectors are two dozen ideas, each once")
    func count() {
        #expect(Set(Self.vectors.map(\.testDescription)).count == Self.vectors.count && Self.vectors.count >= 24)
    }

    static let vectors = otherContent + otherReading + otherSigner + otherShape

    // MARK: Other content under the genuine signature

    private static let otherContent = [
        Vector("other content, all else kept", .notAuthentic) { $1.contents = [DERBytes.element(0x04, $0.forged)] },
        Vector("other content with its digest in the signed attributes", .notAuthentic) { ground, signed in
            signed.contents = [DERBytes.element(0x04, ground.forged)]
            signed.signers[0].attributes = SignerAssembly.attributes(for: ground.forged)
        },
        Vector("other content before the signed one", .malformed) {
            $1.contents.insert(DERBytes.element(0x04, $0.forged), at: 0)
        },
        Vector("other content after the signed one", .malformed) {
            $1.contents.append(DERBytes.element(0x04, $0.forged))
        },
        Vector("the signed content in the first of two chunks", .malformed) { ground, signed in
            signed.contents = [
                DERBytes.element(0x24, DERBytes.element(0x04, ground.genuine) + DERBytes.element(0x04, ground.forged))
            ]
        },
        Vector("no content: whatever lies beside it would be what was signed", .malformed) { $1.contents = [] },
        Vector("a whole signed payload inside, read by its type", .malformed) { ground, signed in
            let inner = signed.der
            signed.contentType = OID.signedData
            signed.contents = [DERBytes.element(0x04, inner)]
        },
    ]

    // MARK: The same signature read as one of something else

    private static let otherReading = [
        Vector("the signed attributes passed off as content", .malformed) { ground, signed in
            // What the victim's key has signed is this SET: without signed attributes it would be the content.
            let attributes = SignerAssembly.attributes(for: ground.genuine)
            signed.contents = [DERBytes.element(0x04, SignerAssembly.signedOctets(attributes))]
            signed.signers[0].attributes = nil
        },
        Vector("signed content that looks like attributes, passed off as them", .notAuthentic) { ground, signed in
            // The victim has once signed octets of the attacker's choice, as it signs everything.
            let attributes = SignerAssembly.attributes(for: ground.forged)
            var other = try SignedAssembly(SignerAssembly.signedOctets(attributes), by: ground.victim)
            other.contents = [DERBytes.element(0x04, ground.forged)]
            other.signers[0].attributes = attributes
            signed = other
        },
        Vector("a sound signature over the bare content", .malformed) { ground, signed in
            signed.signers[0].attributes = nil
            signed.signers[0].signature = try ground.victim.key.sign(ground.genuine)
        },
        Vector("signed attributes without a digest of the content", .notAuthentic) { ground, signed in
            try signed.signers[0].sign([SignerAssembly.contentType(OID.data)], by: ground.victim)
            signed.contents = [DERBytes.element(0x04, ground.forged)]
        },
        Vector("signed attributes without a type of the content", .notAuthentic) { ground, signed in
            try signed.signers[0].sign([SignerAssembly.messageDigest(SHA256.digest(ground.genuine))], by: ground.victim)
        },
        Vector("two digests in two attributes", .notAuthentic) { ground, signed in
            let digests = [ground.genuine, ground.forged].map { SignerAssembly.messageDigest(SHA256.digest($0)) }
            try signed.signers[0].sign(
                [SignerAssembly.contentType(OID.data)] + digests.sorted { $0.lexicographicallyPrecedes($1) },
                by: ground.victim)
        },
        Vector("two digests in one attribute", .notAuthentic) { ground, signed in
            let digests = [ground.genuine, ground.forged].map { SHA256.digest($0) }
                .sorted { $0.lexicographicallyPrecedes($1) }
            try signed.signers[0].sign(
                [SignerAssembly.contentType(OID.data), SignerAssembly.messageDigest(digests[0], digests[1])],
                by: ground.victim)
        },
        Vector("content of one type, signed as one of another", .notAuthentic) { ground, signed in
            try signed.signers[0].sign(
                SignerAssembly.attributes(for: ground.genuine, type: OID.signedData), by: ground.victim)
        },
        Vector("content of another type than is read", .malformed) { ground, signed in
            signed.contentType = OID.countersignature
            try signed.signers[0].sign(
                SignerAssembly.attributes(for: ground.genuine, type: OID.countersignature), by: ground.victim)
        },
        Vector("signed attributes in other octets than were signed, of the same meaning", .notAuthentic) {
            ground, signed in
            // The library encodes them anew before it verifies, so that it sees what was signed.
            signed.signers[0].attributes = signed.signers[0].attributes.map { attributes in
                [attributes[0], [attributes[1][0], 0x81] + attributes[1].dropFirst()]
            }
        },
        Vector("signed attributes in another order than was signed", .notAuthentic) {
            $1.signers[0].attributes?.reverse()
        },
    ]

    // MARK: Another signer

    private static let otherSigner = [
        Vector("the attacker's signature, the victim's name and certificate", .notAuthentic) { ground, signed in
            signed.contents = [DERBytes.element(0x04, ground.forged)]
            try signed.signers[0].sign(SignerAssembly.attributes(for: ground.forged), by: ground.attacker)
        },
        Vector("the attacker's signature and certificate, the victim's name", .malformed) { ground, signed in
            let victim = signed.signers[0].identifier
            signed = try SignedAssembly(ground.forged, by: ground.attacker)
            signed.signers[0].identifier = victim
        },
        Vector("the attacker's signature and name, the victim's certificate", .malformed) { ground, signed in
            signed = try SignedAssembly(ground.forged, by: ground.attacker)
            signed.certificates = [ground.victim.certificate.der]
        },
        Vector("the attacker's signature, and the victim's certificate first of two", .malformed) { ground, signed in
            signed = try SignedAssembly(ground.forged, by: ground.attacker)
            signed.certificates.insert(ground.victim.certificate.der, at: 0)
        },
        Vector("the attacker as a second signer", .malformed) { ground, signed in
            signed.signers.append(try SignerAssembly(of: ground.genuine, by: ground.attacker))
            signed.certificates.append(ground.attacker.certificate.der)
        },
        Vector("the attacker as first signer of other content, the victim's broken signature behind", .malformed) {
            ground, signed in
            let victim = signed.signers[0]
            signed = try SignedAssembly(ground.forged, by: ground.attacker)
            signed.signers.append(victim)
        },
        Vector("the victim's signature as the attacker's countersignature", .malformed) { ground, signed in
            let victim = signed.signers[0]
            signed = try SignedAssembly(ground.forged, by: ground.attacker)
            signed.signers[0].unsigned = DERBytes.element(
                0xA1, SignerAssembly.attribute(OID.countersignature, [victim.der]))
        },
        Vector("a signer named by a key identifier that anyone can choose", .malformed) { ground, signed in
            signed.signers[0].version = 3
            signed.signers[0].identifier = DERBytes.element(
                0x80, SHA256.digest(ground.victim.certificate.der).prefix(20).map(\.self))
        },
        Vector("nobody signs", .malformed) { $1.signers = [] },
    ]

    // MARK: Weaker, or more than was agreed

    private static let otherShape = [
        Vector("a weaker digest named by the signer", .malformed) { $1.signers[0].digest = Algorithm.sha1 },
        Vector("a weaker digest among those announced", .malformed) {
            $1.digests = [Algorithm.sha1, Algorithm.sha256]
        },
        Vector("a weaker signature algorithm", .malformed) { $1.signers[0].algorithm = Algorithm.sha1WithRSA },
        Vector("another padding than was signed with", .malformed) { $1.signers[0].algorithm = Algorithm.pss },
        Vector("revocation information that nobody asked for", .malformed) {
            $1.between = [DERBytes.element(0xA1, [])]
        },
        Vector("no certificate: the reader would look for one by name", .malformed) { $1.certificates = [] },
    ]
}
