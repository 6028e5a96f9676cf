import COpenSSL
public import Certificates
import Cryptography
public import Foundation
import Identifiers

extension SyntheticAuthority {
    /// Issues the certificate that a request (PKCS #10, PEM) asks for, after verifying that who asks has the key.
    ///
    /// Name and number are what the issuer knows of the organisation, never what the request says.
    public func issue(
        request pem: [UInt8], organisation: SyntheticOrganisations.Organisation, purpose: CertificatePurpose, now: Date
    ) throws -> Certificate {
        let spki = try MemoryBIO.reading(pem) { bio -> [UInt8] in
            guard let request = PEM_read_bio_X509_REQ(bio, nil, nil, nil) else { throw SyntheticFailure() }
            defer { X509_REQ_free(request) }
            guard let key = X509_REQ_get0_pubkey(request), X509_REQ_verify(request, key) == 1 else {
                throw SyntheticFailure()
            }
            return try MemoryBIO.der { i2d_PUBKEY(key, $0) }
        }
        return try issue(
            to: PublicKey(spkiDER: spki), organisation: organisation.name, number: organisation.number,
            purpose: purpose, notBefore: now - 86_400, notAfter: now + 730 * 86_400)
    }
}
