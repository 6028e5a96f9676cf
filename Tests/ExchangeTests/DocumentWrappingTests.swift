import EbXML
import FolderExchange
import Foundation
import HealthMessages
import Store
import TestSupport
import Testing

/// Signature wrapping inside a document: a genuine message, whoever signed it, is hidden in a forged one that a partner
/// sends. No signature in a document is verified here; what is told of a document is what stands at its root, once.
@Suite("Signature wrapping inside a document")
struct DocumentWrappingTests {
    struct Attack: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// Whether a record system gets it: what could be read in two ways is refused.
        let isHandedOver: Bool
        /// The genuine document without its declaration, and the forged one, in; what is sent out.
        let apply: @Sendable (_ genuine: String, _ forged: String) -> String

        init(
            _ what: String, isHandedOver: Bool = true, _ apply: @escaping @Sendable (String, String) -> String
        ) {
            (testDescription, self.isHandedOver, self.apply) = (what, isHandedOver, apply)
        }
    }

    @Test(
        "T-021 to T-028 T-013 what a wrapped document hides is never told of, and what is said twice is refused",
        arguments: attacks)
    func hidden(_ attack: Attack) async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let (genuineID, forgedID) = (UUID(), UUID())
        let genuine = Self.text(hospital.document(.admitted, to: municipality, msgID: genuineID))
        let forged = Self.text(hospital.document(.admitted, to: municipality, msgID: forgedID, text: "Forged."))
        let wrapped = Array(attack.apply(genuine, forged).utf8)
        let mail = try Partner(office: hospital).mail(
            holding: EnclosedDocument.wrap(wrapped),
            announcing: hospital.document(.admitted, to: municipality), to: municipality)
        country.post.deliver(mail, to: municipality.address)
        try await country.settle([municipality])
        let message = try #require(try await municipality.messages(.incoming).last)
        guard attack.isHandedOver else {
            #expect(message.state == .refused && message.reason == "header-mismatch")
            #expect(try municipality.files(in: "in").isEmpty)
            return
        }
        #expect(message.state == .handedOver)
        #expect(message.msgID == forgedID.uuidString.lowercased(), "the root's own, and not the hidden one's")
        #expect(try municipality.files(in: "in") == [wrapped], "octet by octet")
        let note = try #require(try municipality.deliveryNotes().first)
        #expect(note.msgID == message.msgID)
        #expect(!String(decoding: try JSONEncoder().encode(note), as: UTF8.self).lowercased().contains("sign"))
    }

    static let attacks = [
        Attack("1 in an Object of the forged one's signature") {
            $1.replacing("</MsgHead>", with: signature("<ds:Object>\($0)</ds:Object>") + "</MsgHead>")
        },
        Attack("2 inside the signature") { $1.replacing("</MsgHead>", with: signature($0) + "</MsgHead>") },
        Attack("3 beside the signature") { $1.replacing("</MsgHead>", with: $0 + signature("") + "</MsgHead>") },
        Attack("4 before the forged MsgInfo") { $1.replacing("<MsgInfo>", with: "\($0)<MsgInfo>", maxReplacements: 1) },
        Attack("5 in an unknown element before the forged MsgInfo") {
            $1.replacing("<MsgInfo>", with: "<x:Old xmlns:x=\"urn:x\">\($0)</x:Old><MsgInfo>", maxReplacements: 1)
        },
        Attack("6 as a document of the forged one") {
            $1.replacing("</MsgHead>", with: "<Document><RefDoc><Content>\($0)</Content></RefDoc></Document></MsgHead>")
        },
        Attack("7 around the forged one", isHandedOver: false) { "<x:New xmlns:x=\"urn:x\">\($0)\($1)</x:New>" },
        Attack("8 its MsgInfo behind the forged one", isHandedOver: false) { genuine, forged in
            forged.replacing("</MsgInfo>", with: "</MsgInfo>" + part("MsgInfo", of: genuine), maxReplacements: 1)
        },
        Attack("9 its MsgInfo before the forged one", isHandedOver: false) { genuine, forged in
            forged.replacing("<MsgInfo>", with: part("MsgInfo", of: genuine) + "<MsgInfo>", maxReplacements: 1)
        },
        Attack("10 its MsgId beside the forged one", isHandedOver: false) { genuine, forged in
            forged.replacing("<MsgId>", with: part("MsgId", of: genuine) + "<MsgId>", maxReplacements: 1)
        },
        Attack("11 a second sender", isHandedOver: false) { genuine, forged in
            forged.replacing("<Sender>", with: part("Sender", of: genuine) + "<Sender>", maxReplacements: 1)
        },
    ]

    private static func signature(_ content: String) -> String {
        "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:SignedInfo/><ds:SignatureValue>AAAA"
            + "</ds:SignatureValue>\(content)</ds:Signature>"
    }

    private static func part(_ name: String, of text: String) -> String {
        guard let start = text.range(of: "<\(name)>"), let end = text.range(of: "</\(name)>") else { return "" }
        return String(text[start.lowerBound..<end.upperBound])
    }

    /// Without its declaration, which may stand at the very beginning only.
    private static func text(_ document: [UInt8]) -> String {
        String(decoding: document, as: UTF8.self).replacing(#/^<\?xml[^>]*\?>\s*/#, with: "")
    }
}
