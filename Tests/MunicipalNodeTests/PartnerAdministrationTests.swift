import AddressRegister
import CommandOutcome
import EbXML
import Foundation
import Identifiers
import SQLiteStore
import Store
import Testing

@testable import MunicipalNode

@Suite("Administration of partners")
struct PartnerAdministrationTests {
    @Test("M-065 a partner by hand needs a reason, goes beside the register, and the difference is shown")
    func partner() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        var request = PartnerSet(tenant: nil, her: Installation.partner, mode: .add, reason: "")
        request.ediAddress = EDIAddress("new@edi.example")
        #expect(await installation.refusal(request)?.code == "reason-needed")
        request.reason = "the register is late"
        #expect(try await installation.ask(request).created)
        #expect(await installation.refusal(request)?.code == "exists")
        installation.register.put(
            CommunicationParty(
                her: Installation.partner, name: "Legene", parentHER: nil, parentName: nil, organisationNumber: nil,
                kind: .service, isActive: true, ediAddress: EDIAddress("old@edi.example"), signingCertificate: nil,
                encryptionCertificate: nil))
        let shown = try await installation.ask(PartnerShow(tenant: nil, her: Installation.partner))
        #expect(shown.departures.isEmpty)
        #expect(shown.differences == ["EDI address: by hand new@edi.example, in the register old@edi.example"])
        let disabled = try await installation.ask(
            PartnerDisable(tenant: nil, her: Installation.partner, disabled: true, reason: "closed"))
        #expect(disabled.partner.disabled)
        #expect(disabled.partner.ediAddress == EDIAddress("new@edi.example"))
    }

    @Test("partner show tells how often a partner departs from the profile, by name")
    func departures() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        let counts = DepartureCounts(
            her: Installation.partner, uses: ["soapAction": .init(count: 3, last: Installation.now)])
        try await installation.store.tenant(Installation.tenant, as: "server").write { transaction in
            try transaction.put(ManualPartner(her: Installation.partner, reason: "the register is late"))
            try transaction.put(counts)
        }
        let shown = try await installation.ask(PartnerShow(tenant: nil, her: Installation.partner))
        #expect(shown.departures == ["soapAction": .init(count: 3, last: Installation.now)])
    }

    @Test("architecture 5.4 an exception has a known name and an end, and can be taken back")
    func exceptions() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        func ask(_ name: String, _ until: Date?) -> PartnerException {
            PartnerException(
                tenant: nil, her: Installation.partner, exception: name, until: until, reason: "old server there")
        }
        #expect(await installation.refusal(ask("read-sha2", Installation.now + 10))?.code == "exception-unknown")
        #expect(await installation.refusal(ask("read-sha1", Installation.now - 10))?.code == "date-unusable")
        #expect(await installation.refusal(ask("read-sha1", Installation.now + 500 * 86_400))?.code == "date-unusable")
        let end = Installation.now + 30 * 86_400
        #expect(try await installation.ask(ask("read-sha1", end)).partner.exceptions == ["read-sha1": end])
        #expect(try await installation.ask(ask("read-sha1", nil)).partner.exceptions.isEmpty)
        let named = Tolerance.allCases.compactMap(\.exception)
        #expect(Set(PartnerException.known.keys) == Set(named + ["read-3des"]))
    }
}
