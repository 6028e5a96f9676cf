import CMS
import Certificates
import Cryptography
import TestSupport

@testable import CMS

/// A sealed attachment: its outline, its elements, and opening it with a key it was not made for or was.
struct CMSTarget: FuzzTarget {
    static let name = "cms"
    static let longest = 8_192

    private let identity: SyntheticAuthority.Identity

    init() throws { identity = try InventedMail().receiver }

    func seeds() throws -> [[UInt8]] {
        let text = Array("Prøve".utf8)
        let sealed = try [KeyTransport.pkcs1v15, .oaep].map {
            try CMSEnvelope.seal(text, to: identity.certificate, keyTransport: $0)
        }
        // The same with indefinite lengths outside, as streaming writers make it.
        return sealed + sealed.compactMap(Self.indefinite)
    }

    func examine(_ input: [UInt8]) throws {
        try elements(of: input[...], depth: 0)
        guard let recipients = try? CMSEnvelope.recipients(input) else { return }
        try demand(recipients.count <= BERReader.maximumChildren, "recipients are bounded")
        guard recipients.contains(where: { $0.matches(identity.certificate) }) else { return }
        guard let text = try? CMSEnvelope.open(input, key: identity.key, certificate: identity.certificate) else {
            return
        }
        try demand(text.count <= input.count, "what is opened is no longer than what was sealed")
    }

    private func elements(of bytes: ArraySlice<UInt8>, depth: Int) throws {
        var reader = BERReader(bytes)
        var end = bytes.startIndex
        while !reader.isAtEnd, let element = reader.next() {
            try demand(element.encoded.startIndex == end, "an element begins where the one before it ends")
            end = element.encoded.endIndex
            try demand(end <= bytes.endIndex, "an element lies inside its parent")
            try demand(
                element.content.startIndex >= element.encoded.startIndex && element.content.endIndex <= end,
                "content lies inside its element")
            if let identifier = element.objectIdentifier {
                try demand(identifier.split(separator: ".").count >= 2, "an object identifier has two arcs")
            }
            guard depth < 20, let children = element.children() else { continue }
            try demand(children.allSatisfy { $0.encoded.endIndex <= end }, "children lie inside their parent")
            try elements(of: element.content, depth: depth + 1)
        }
    }

    private static func indefinite(_ der: [UInt8]) -> [UInt8]? {
        var reader = BERReader(der[...])
        guard let whole = reader.next() else { return nil }
        return [0x30, 0x80] + whole.content + [0, 0]
    }
}
