import CMS
import EbXML
import Foundation
import HealthMessages
import Mail
import Store
import TestSupport
import Testing

@Suite("Signature wrapping with the parts of a message, through the whole flow")
struct PartWrappingTests {
    @Test(
        "T-014 T-021 to T-028 a payload of the attacker's beside or in place of the signed one is never handed over",
        arguments: [PartWrapping.none] + PartWrapping.all)
    func wrapped(_ attack: PartWrapping) async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.post.lose { _ in true }
        let document = try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        country.post.lose { _ in false }
        let genuine = try #require(country.post.sent.last).data
        let other = hospital.document(.admitted, to: municipality, text: "Forged.")
        let forged = try CMSEnvelope.seal(EnclosedDocument.wrap(other), to: municipality.encryption.certificate)

        country.post.deliver(try attack.mail(genuine, forged: forged), to: municipality.address)
        try await country.settle([municipality])
        let message = try #require(try await municipality.messages(.incoming).last)
        if attack.isOutside {
            #expect(message.state == .handedOver, "what lies outside the parts is nobody's")
        } else {
            #expect([.refused, .unreadable].contains(message.state))
            #expect(try await municipality.messages(.outgoing, kinds: [.acknowledgment]).isEmpty)
            #expect(try municipality.files(in: "in").isEmpty)
        }
        country.post.deliver(genuine, to: municipality.address)
        try await country.settle([municipality])
        #expect(try municipality.files(in: "in") == [document], "the original is genuine, and comes once")
    }
}
