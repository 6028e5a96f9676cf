import AddressRegister
import Foundation
import Identifiers
import Store
import TestSupport
import Testing

@testable import MunicipalNode

@Suite("The one field that takes anything")
struct SearchMeaningTests {
    private static let hospital = SyntheticOrganisations.hospital.number

    private static func party(_ her: Int, _ name: String) throws -> CommunicationParty {
        CommunicationParty(
            her: try #require(HERId(her)), name: name, parentHER: nil, parentName: "Foretaket",
            organisationNumber: hospital, kind: .service, isActive: true, ediAddress: nil, signingCertificate: nil,
            encryptionCertificate: nil)
    }

    private func meaning(_ text: String) async throws -> SearchMeaning? {
        let installation = try Installation()
        try await installation.addCompleteTenant()
        installation.register.put(try Self.party(70_001, "Storvik legekontor"))
        installation.register.put(try Self.party(70_002, "Lilledal sykehus"))
        var search = MessageSearch(tenant: nil)
        search.text = text
        return try await installation.ask(search).meaning
    }

    @Test("U-01 U-07 an id, a partner, an organisation, a type and a state are told apart by how they look")
    func told() async throws {
        let (her, own) = (try #require(HERId(70_001)), Installation.her)
        let id = "6F0A2D9E-4A63-4C3E-8D1C-3B7A2F4E5D60"
        let cases: [(String, SearchMeaning?)] = [
            ("", nil), ("  ", nil), (id, .id(id)), (" \(id) ", .id(id)),
            ("melding-7@nord.example", .id("melding-7@nord.example")),
            ("msg-1", .id("msg-1")), ("70001", .partner(her, name: "Storvik legekontor")),
            ("HER-id 70001", .partner(her, name: "Storvik legekontor")),
            ("her: 70001", .partner(her, name: "Storvik legekontor")),
            ("\(own)", .own(own, name: "Helse og omsorg")), ("Storvik", .partner(her, name: "Storvik legekontor")),
            ("dialog_helsefaglig", .action("DIALOG_HELSEFAGLIG")), ("LOG_INNLAGT", .action("LOG_INNLAGT")),
            ("Ikke leverbar", .state(.undeliverable)), ("undeliverable", .state(.undeliverable)),
            ("Undeliverable", .state(.undeliverable)), ("acceptedWithErrors", .application(.acceptedWithErrors)),
            ("ingen heter dette", .nothing),
        ]
        for (text, wanted) in cases { #expect(try await meaning(text) == wanted, "\(text)") }
        guard case .several(let parties) = try await meaning("\(Self.hospital)") else {
            Issue.record("an organisation with two parties asks which")
            return
        }
        #expect(Set(parties.map(\.her.value)) == [70_001, 70_002])
    }

    @Test(
        "U-01 a type without an underscore is known when there is a message of it; signs around an id are no part of it"
    )
    func known() async throws {
        let installation = try Installation()
        try await installation.addCompleteTenant()
        var message = StoredMessage(
            serverID: UUID(), direction: .outgoing, kind: .appRec, state: .sent, at: Installation.now)
        (message.action, message.messageID) = ("APPREC", "melding-8@nord.example")
        _ = try await installation.insert(message)
        for (text, wanted) in [
            ("apprec", SearchMeaning.action("APPREC")), ("<melding-8@nord.example>", .id("melding-8@nord.example")),
        ] {
            var search = MessageSearch(tenant: nil)
            (search.text, search.kinds) = (text, text == "apprec" ? nil : [.business])
            let reply = try await installation.ask(search)
            #expect(reply.meaning == wanted && reply.messages.count == 1, "\(text)")
        }
        installation.register.stopAnswering()
        var search = MessageSearch(tenant: nil)
        search.text = "Storvik"
        #expect(try await installation.ask(search).meaning == .registerSilent)
        search.text = "msg-1"
        #expect(try await installation.ask(search).meaning == .id("msg-1"))
    }

    @Test("a patient's number is not searched for, with or without a space in it, and is in no answer")
    func patient() async throws {
        let number = SyntheticPerson.number(3).identityNumber
        let (day, rest) = (number.prefix(6), number.suffix(5))
        for text in [number, "\(day) \(rest)", "\(day)-\(rest)", "Kari \(number)", "fnr. \(day).\(rest), Storvik"] {
            #expect(try await meaning(text) == .identityNumber)
        }
    }
}
