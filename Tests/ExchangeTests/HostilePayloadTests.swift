import CMS
import Certificates
import EbXML
import Foundation
import HealthMessages
import Identifiers
import Mail
import Store
import TestSupport
import Testing

/// Attachments that a partner has signed and sealed for us, and that are not what they should be.
@Suite("Hostile payloads through the whole flow")
struct HostilePayloadTests {
    /// What a partner and an operator get to see of a refused message.
    private struct Reaction: Hashable {
        let state: MessageState
        let reason: String?
        let steps: [String]
        let error: String
    }

    /// Lets the municipality receive a mail.
    private func receive(
        _ mail: [UInt8], _ municipality: Office, in country: Country
    ) async throws -> StoredMessage {
        country.post.deliver(mail, to: municipality.address)
        try await country.settle([municipality])
        return try #require(try await municipality.messages(.incoming).last)
    }

    private func reaction(to mail: [UInt8], _ municipality: Office, in country: Country) async throws -> Reaction {
        let before = country.post.sent.count
        let message = try await receive(mail, municipality, in: country)
        guard country.post.sent.count == before + 1,
            case .envelope(let parsed) = InboundMail.classify(try #require(country.post.sent.last).data),
            case .errorList(let list) = parsed.content, let error = list.errors.first
        else { throw CocoaError(.coderInvalidValue) }
        return Reaction(
            state: message.state, reason: message.reason, steps: try await municipality.steps(of: message),
            error: "\(error.code) \(error.severity) \(error.description ?? "")")
    }

    private static let bomb =
        "<!DOCTYPE a [<!ENTITY b 'bbbbbbbb'><!ENTITY c '&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;'>]><a>&d;</a>"

    @Test(
        "T-001, T-002, T-005, T-010 a bomb, a DTD or a broken encoding inside the payload is refused, nothing is handed over",
        arguments: [
            bomb, "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
            "<?xml version='1.0' encoding='UTF-7'?><a>+AOY-</a>", "<a>\u{0}</a>", "<a>",
        ])
    func bombs(_ text: String) async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let announced = hospital.document(.admitted, to: municipality)
        let mail = try Partner(office: hospital).mail(
            holding: EnclosedDocument.wrap(Array(text.utf8)), announcing: announced, to: municipality)
        let message = try await receive(mail, municipality, in: country)
        #expect(message.state == .refused)
        #expect(try municipality.files(in: "in").isEmpty)
    }

    @Test("T-010 overlong UTF-8 behind a readable header is never read: handed over octet by octet, told to be no XML")
    func overlong() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let document = hospital.document(.admitted, to: municipality, text: "MARK")
        var bytes = document
        let mark = try #require(bytes.firstRange(of: Array("MARK".utf8)))
        bytes.replaceSubrange(mark, with: [0xC0, 0xAF, 0xC1, 0x81])
        let mail = try Partner(office: hospital).mail(
            holding: EnclosedDocument.wrap(bytes), announcing: document, to: municipality)
        #expect(try await receive(mail, municipality, in: country).state == .handedOver)
        #expect(try municipality.files(in: "in") == [bytes])
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(municipality.folder)/in")
        let note = try #require(names.first { $0.hasSuffix(".json") })
        let told = try String(contentsOfFile: "\(municipality.folder)/in/\(note)", encoding: .utf8)
        #expect(told.contains("T01"), "the code to reject it with")
    }

    @Test("T-004 an inclusion in a document is not followed: nobody is called, and the document comes as it is")
    func inclusion() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let listener = try LoopbackListener()
        let plain = String(decoding: hospital.document(.admitted, to: municipality), as: UTF8.self)
        let include =
            "<!--x--><?xml-stylesheet href=\"http://127.0.0.1:\(listener.port)/s.xsl\" type=\"text/xsl\"?>"
        let end = try #require(plain.range(of: "?>"))
        let document = Array((plain[..<end.upperBound] + include + plain[end.upperBound...]).utf8)
        let mail = try Partner(office: hospital).mail(about: document, to: municipality)
        #expect(try await receive(mail, municipality, in: country).state == .handedOver)
        #expect(try municipality.files(in: "in") == [document])
        #expect(!listener.wasCalled)
    }

    @Test("T-013 a document for or from another HER-id than the envelope's is refused as inconsistent")
    func headerMismatch() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let other = try await Office(SyntheticOrganisations.southMunicipality, her: 3000, in: country)
        let right = hospital.document(.admitted, to: municipality)
        for wrong in [hospital.document(.admitted, to: other), other.document(.admitted, to: municipality)] {
            let mail = try Partner(office: hospital).mail(
                holding: EnclosedDocument.wrap(wrong), announcing: right, to: municipality)
            let seen = try await reaction(to: mail, municipality, in: country)
            #expect(seen.state == .refused && seen.reason == "header-mismatch")
            #expect(seen.error.hasPrefix("inconsistent error"))
        }
        #expect(try municipality.files(in: "in").isEmpty)
        let mail = try Partner(office: hospital).mail(about: right, to: municipality)
        #expect(try await receive(mail, municipality, in: country).state == .handedOver)
    }

    @Test("T-042, T-043 what is done to a caught ciphertext: padding, content or key, the answer is the same")
    func indistinguishable() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let victim = try await Office(SyntheticOrganisations.southMunicipality, her: 3000, in: country)
        // The hospital has caught what another has sealed for the municipality, and sends it changed, as its own.
        let own = hospital.document(.admitted, to: municipality)
        let sound = try CMSEnvelope.seal(
            EnclosedDocument.wrap(victim.document(.admitted, to: municipality)),
            to: municipality.encryption.certificate)
        func mail(_ cms: [UInt8]) throws -> [UInt8] {
            try Partner(office: hospital).mail(about: own, to: municipality) { $0.cms = cms }
        }
        var seen: [Reaction: [Int]] = [:]
        for (number, cms) in try Self.damaged(sound, for: municipality).enumerated() {
            seen[try await reaction(to: try mail(cms), municipality, in: country), default: []].append(number)
        }
        // Only here, never to a partner, is noise told from an error.
        #expect(Set(seen.keys.map(\.error)).count == 1, "\(seen)")
        #expect(Set(seen.keys.map(\.state)) == [.refused])
        #expect(Set(seen.keys.map(\.steps)).count == 1)
        #expect(try municipality.files(in: "in").isEmpty)
        let whole = try await reaction(to: try mail(sound), municipality, in: country)
        #expect(whole.reason == "header-mismatch", "unchanged it is opened, and is not the hospital's to send")
    }

    /// The last block is padding, the one before it decides what the padding decrypts to; further in, the padding stays
    /// right and the end of the document breaks. The encrypted key stands in front. Last, noise for a document, which is
    /// what one wrong key in 256 gives.
    private static func damaged(_ sound: [UInt8], for receiver: Office) throws -> [[UInt8]] {
        var damaged: [[UInt8]] = []
        for offset in [1, 2, 8, 15, 16, 17, 24, 31, 32, 33, 48, 64, 100, 160] {
            for bit in [UInt8(1), 0x80] {
                var cms = sound
                cms[cms.count - offset] ^= bit
                damaged.append(cms)
            }
        }
        let key = try #require(sound.firstRange(of: [0x04, 0x82, 0x01, 0x00]))
        for offset in [4, 5, 40, 130, 200, 259] {
            var cms = sound
            cms[key.lowerBound + offset] ^= 4
            damaged.append(cms)
        }
        for noise in [[UInt8](repeating: 0x41, count: 200), [], Array("<a".utf8)] {
            damaged.append(try CMSEnvelope.seal(noise, to: receiver.encryption.certificate))
        }
        return damaged
    }

    @Test("T-044 a message refused for its signature touches no decryption key, and nothing of it is opened")
    func signatureFirst() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let stranger = try country.authority.issue(
            SyntheticOrganisations.stranger, purpose: .signing, now: Country.start)
        let document = hospital.document(.admitted, to: municipality)
        let mail = try Partner(office: hospital).mail(about: document, to: municipality) { $0.signing = stranger }
        #expect(try await receive(mail, municipality, in: country).reason == "signature-invalid")
        let uses = try await municipality.store.read { try $0.auditRecords(after: 0, limit: 100) }
            .compactMap { $0.entry.detail["operation"] }
        #expect(!uses.contains("decrypt"))
        #expect(uses.contains("sign"), "the error itself is signed")
        let good = try Partner(office: hospital).mail(about: document, to: municipality)
        #expect(try await receive(good, municipality, in: country).state == .handedOver)
        let later = try await municipality.store.read { try $0.auditRecords(after: 0, limit: 100) }
            .compactMap { $0.entry.detail["operation"] }
        #expect(later.contains("decrypt"))
    }

    @Test("T-048 what is sealed for another tenant is not opened here, and the refusal is on record")
    func otherTenant() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let other = try await Office(SyntheticOrganisations.southMunicipality, her: 3000, in: country)
        let document = hospital.document(.admitted, to: municipality)
        let mail = try Partner(office: hospital).mail(about: document, to: municipality) {
            $0.cms = try CMSEnvelope.seal(EnclosedDocument.wrap(document), to: other.encryption.certificate)
        }
        let message = try await receive(mail, municipality, in: country)
        #expect(message.state == .refused && message.reason == "decryption-failed")
        #expect(try await municipality.steps(of: message).contains("refused"))
        #expect(try municipality.files(in: "in").isEmpty)
    }

    @Test(
        "T-020 an id with characters that look like others is no id: kept as it came, mixed up with none",
        arguments: ["bl\u{E5}@edi.example", "bla\u{30A}@edi.example", "a\u{200B}b@edi.example", "\u{FF11}@edi.example"])
    func confusableID(_ id: String) async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let message = try await receive(try mail(of: hospital, to: municipality, id: id), municipality, in: country)
        #expect(message.state == .unreadable)
        #expect(try municipality.files(in: "in").isEmpty)
    }

    @Test(
        "T-020 ids are compared octet by octet: upper and lower case are two messages, and HER-ids are digits of ASCII")
    func octets() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        for id in ["note-7@edi.example", "NOTE-7@edi.example"] {
            let message = try await receive(try mail(of: hospital, to: municipality, id: id), municipality, in: country)
            #expect(message.state == .handedOver && message.messageID == id)
        }
        #expect(try municipality.files(in: "in").count == 2, "none is taken for the other's duplicate")
        #expect(HERId("8090") != nil && OrganisationNumber("999700004") != nil)
        #expect(HERId("\u{FF18}\u{FF10}\u{FF19}\u{FF10}") == nil)
        #expect(HERId("80\u{200B}90") == nil)
        #expect(OrganisationNumber("\u{FF19}99700004") == nil)
    }

    /// A sound mail under an id that our own writer would not use.
    private func mail(of hospital: Office, to municipality: Office, id: String) throws -> [UInt8] {
        var own = ""
        let mail = try Partner(office: hospital).mail(
            about: hospital.document(.admitted, to: municipality), to: municipality
        ) {
            own = $0.header.messageID
        }
        let text = String(decoding: mail, as: UTF8.self)
            .replacingOccurrences(of: "<eb:MessageId>\(own)", with: "<eb:MessageId>\(id)")
        return Array(try hospital.signingAgain(text).utf8)
    }
}
