import Certificates
import Cryptography
import TestSupport

/// A SignedData put together from its parts (RFC 5652 5.1), each of which a test can exchange.
struct SignedAssembly {
    /// DER of each algorithm in digestAlgorithms.
    var digests = [Algorithm.sha256]
    var contentType = OID.data
    /// What stands in eContent; nothing for a detached signature.
    var contents: [[UInt8]]
    /// DER of each certificate, in this order.
    var certificates: [[UInt8]]
    /// Fields between certificates and signerInfos, as crls.
    var between: [[UInt8]] = []
    var signers: [SignerAssembly]

    /// What an honest signer makes.
    init(_ content: [UInt8], by signer: SyntheticAuthority.Identity) throws {
        contents = [DERBytes.element(0x04, content)]
        certificates = [signer.certificate.der]
        signers = [try SignerAssembly(of: content, by: signer)]
    }

    var der: [UInt8] {
        let encapsulated =
            OID.element(contentType) + (contents.isEmpty ? [] : DERBytes.element(0xA0, contents.flatMap(\.self)))
        let signed =
            DERBytes.element(0x02, [1]) + DERBytes.element(0x31, digests.flatMap(\.self))
            + DERBytes.element(0x30, encapsulated)
            + DERBytes.element(0xA0, certificates.flatMap(\.self)) + between.flatMap(\.self)
            + DERBytes.element(0x31, signers.flatMap(\.der))
        return DERBytes.element(
            0x30, OID.element(OID.signedData) + DERBytes.element(0xA0, DERBytes.element(0x30, signed)))
    }
}

/// One SignerInfo (RFC 5652 5.3).
struct SignerAssembly {
    var version: UInt8 = 1
    var identifier: [UInt8]
    var digest = Algorithm.sha256
    /// DER of each signed attribute; nil where there are none.
    var attributes: [[UInt8]]?
    var algorithm = Algorithm.rsa
    var signature: [UInt8]
    var unsigned: [UInt8] = []

    init(of content: [UInt8], by signer: SyntheticAuthority.Identity) throws {
        identifier = Self.issuerAndSerial(signer.certificate)
        signature = []
        try sign(Self.attributes(for: content), by: signer)
    }

    /// Signs these attributes in place of what was signed.
    mutating func sign(_ attributes: [[UInt8]], by signer: SyntheticAuthority.Identity) throws {
        self.attributes = attributes
        signature = try signer.key.sign(Self.signedOctets(attributes))
    }

    /// What the signature is over: the attributes as a SET (RFC 5652 5.4).
    static func signedOctets(_ attributes: [[UInt8]]) -> [UInt8] { DERBytes.element(0x31, attributes.flatMap(\.self)) }

    static func attributes(for content: [UInt8], type: [UInt8] = OID.data) -> [[UInt8]] {
        [contentType(type), messageDigest(SHA256.digest(content))]
    }

    static func contentType(_ type: [UInt8]) -> [UInt8] { attribute(OID.contentType, [OID.element(type)]) }

    static func messageDigest(_ digests: [UInt8]...) -> [UInt8] {
        attribute(OID.messageDigest, digests.map { DERBytes.element(0x04, $0) })
    }

    static func attribute(_ type: [UInt8], _ values: [[UInt8]]) -> [UInt8] {
        DERBytes.element(0x30, OID.element(type) + DERBytes.element(0x31, values.flatMap(\.self)))
    }

    static func issuerAndSerial(_ certificate: Certificate) -> [UInt8] {
        var serial = Hexadecimal.decode(certificate.serialNumberHex) ?? []
        if serial.first.map({ $0 >= 0x80 }) == true { serial.insert(0, at: 0) }
        return DERBytes.element(0x30, certificate.issuer.der + DERBytes.element(0x02, serial))
    }

    var der: [UInt8] {
        let signed = attributes.map { DERBytes.element(0xA0, $0.flatMap(\.self)) } ?? []
        return DERBytes.element(
            0x30,
            DERBytes.element(0x02, [version]) + identifier + digest + signed + algorithm
                + DERBytes.element(0x04, signature)
                + unsigned)
    }
}

/// Lengths as short as can be (X.690 10.1).
enum DERBytes {
    static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        let count = content.count
        if count < 0x80 { return [tag, UInt8(count)] + content }
        let octets = withUnsafeBytes(of: count.bigEndian) { Array($0.drop { $0 == 0 }) }
        return [tag, 0x80 | UInt8(octets.count)] + octets + content
    }
}

/// The encoded content of object identifiers.
enum OID {
    static let data: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01]
    static let signedData: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02]
    static let contentType: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x03]
    static let messageDigest: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x04]
    static let countersignature: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x06]

    static func element(_ content: [UInt8]) -> [UInt8] { DERBytes.element(0x06, content) }
}

/// AlgorithmIdentifiers.
enum Algorithm {
    static let sha256 = identifier([0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01])
    static let sha1 = identifier([0x2B, 0x0E, 0x03, 0x02, 0x1A])
    static let rsa = identifier([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01])
    static let sha1WithRSA = identifier([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x05])
    static let pss = identifier([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0A])

    private static func identifier(_ oid: [UInt8]) -> [UInt8] {
        DERBytes.element(0x30, OID.element(oid) + [0x05, 0x00])
    }
}
