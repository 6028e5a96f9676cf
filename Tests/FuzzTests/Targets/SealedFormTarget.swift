import CMS
import Certificates
import Cryptography
import Foundation
import TestSupport

/// What the reporting's documents and parts travel in: CMS SignedData and AuthEnvelopedData, each of one shape.
///
/// Nobody who writes these octets has the keys: what is accepted is what was made with them.
struct SealedFormTarget: FuzzTarget {
    static let name = "cms-sealed"
    static let longest = 8_192

    private let invented: InventedMail
    private static let contents = ["{}", "{\"year\":2016}"].map { Array($0.utf8) }

    init() throws { invented = try InventedMail() }

    func seeds() throws -> [[UInt8]] {
        let (signer, receiver) = (invented.signer, invented.receiver)
        return try Self.contents.flatMap { content in
            [
                try SignedContent.sign(
                    content, key: signer.key, certificate: signer.certificate, at: InventedMail.now),
                try CMSAuthEnvelope.seal(content, to: receiver.certificate),
            ]
        }
    }

    func examine(_ input: [UInt8]) throws {
        if let signed = try? SignedContent(verifying: input) {
            try demand(input.firstRange(of: signed.content) != nil || signed.content.isEmpty, "content is in one piece")
            try demand(input.firstRange(of: signed.signer.der) != nil, "the signer's certificate comes along")
            if signed.signer == invented.signer.certificate {
                try demand(Self.contents.contains(signed.content), "only what was signed is taken for it")
            }
            try demand((try? SignedContent(verifying: input)) == signed, "the same octets say the same")
            try demand(!CMSAuthEnvelope.isSealed(input, to: signed.signer), "signed is not sealed")
        }
        let receiver = invented.receiver
        let isSealed = CMSAuthEnvelope.isSealed(input, to: receiver.certificate)
        let opened = Result { () throws(CMSError) in
            try CMSAuthEnvelope.open(input, key: receiver.key, certificate: receiver.certificate)
        }
        switch opened {
        case .success(let content):
            try demand(isSealed && Self.contents.contains(content), "only what was sealed is opened, and all of it")
        case .failure(let error):
            try demand(isSealed || error != .cannotOpen, "what is not sealed to us never comes to the key")
        }
    }
}
