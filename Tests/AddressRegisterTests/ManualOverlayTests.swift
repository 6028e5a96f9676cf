import AddressRegister
import Certificates
import Identifiers
import TestSupport
import Testing

@Suite("Partners entered by hand")
struct ManualOverlayTests {
    private func overlay(_ entries: ManualParty...) throws -> (ManualOverlay, ScriptedRegister) {
        let upstream = ScriptedRegister([try RegisterSamples.party(90_100)])
        return (ManualOverlay(upstream) { entries }, upstream)
    }

    @Test("M-065 what was entered by hand goes first and carries its reason; the rest is the register's") func over()
        async throws
    {
        let her = try RegisterSamples.her(90_100)
        let (register, upstream) = try overlay(
            ManualParty(her: her, ediAddress: EDIAddress("hand@edi.example"), reason: "Feil i registeret"))
        for _ in 0..<2 {
            let party = try #require(try await register.party(her))
            #expect(party.ediAddress == EDIAddress("hand@edi.example"))
            #expect(party.name == "Fjordheim sykehus HF")
            #expect(party.manualReason == "Feil i registeret")
            // A change in the register does not overwrite it.
            try await upstream.set(RegisterSamples.party(90_100, mail: "endret@edi.example"))
        }
    }

    @Test("M-065 a party nobody entered is the register's own") func untouched() async throws {
        let (register, _) = try overlay()
        #expect(try await register.party(RegisterSamples.her(90_100))?.manualReason == nil)
        #expect(try await register.party(RegisterSamples.her(90_200)) == nil)
    }

    @Test("M-065 a party the register does not have can be entered whole, and stand while it is down") func alone()
        async throws
    {
        let her = try RegisterSamples.her(90_500)
        let whole = ManualParty(
            her: her, name: "Ny part", ediAddress: EDIAddress("ny@edi.example"),
            signingCertificate: try RegisterSamples.certificate(.signing),
            encryptionCertificate: try RegisterSamples.certificate(.encryption), reason: "Ikke registrert ennå")
        let (register, upstream) = try overlay(whole)
        #expect(try await register.party(her)?.isActive == true)
        await upstream.set(down: true)
        #expect(try await register.party(her)?.name == "Ny part")
    }

    @Test("A party half entered does not stand while the register is down") func half() async throws {
        let her = try RegisterSamples.her(90_100)
        let (register, upstream) = try overlay(ManualParty(her: her, name: "Halv", reason: "x"))
        await upstream.set(down: true)
        await #expect(throws: RegisterError.self) { try await register.party(her) }
    }

    @Test("M-065 a disabled party is inactive, also while the register is down") func disabled() async throws {
        let her = try RegisterSamples.her(90_100)
        let (register, upstream) = try overlay(ManualParty(her: her, isDisabled: true, reason: "Flyttet"))
        #expect(try await register.party(her)?.isActive == false)
        await upstream.set(down: true)
        #expect(try await register.party(her)?.isActive == false)
    }

    @Test("M-065 nothing entered by hand makes an inactive party active") func staysInactive() async throws {
        let her = try RegisterSamples.her(90_100)
        let (register, upstream) = try overlay(ManualParty(her: her, name: "X", reason: "x"))
        try await upstream.set(RegisterSamples.party(90_100, isActive: false))
        #expect(try await register.party(her)?.isActive == false)
    }

    @Test("M-065 differences are shown field by field, and only differences") func differences() async throws {
        let certificate = try RegisterSamples.certificate(.encryption)
        let her = try RegisterSamples.her(90_100)
        let (register, upstream) = try overlay(
            ManualParty(
                her: her, name: "Fjordheim sykehus HF", ediAddress: EDIAddress("hand@edi.example"),
                encryptionCertificate: certificate, reason: "x"),
            ManualParty(her: try RegisterSamples.her(90_500), name: "Ny", reason: "y"))
        #expect(
            try await register.differences() == [
                ManualDifference(
                    her: her, field: .ediAddress, manual: "hand@edi.example", registered: "a@edi.example"),
                ManualDifference(
                    her: her, field: .encryptionCertificate, manual: certificate.serialNumberHex, registered: nil),
                ManualDifference(her: try RegisterSamples.her(90_500), field: .name, manual: "Ny", registered: nil),
            ])
        try await upstream.set(RegisterSamples.party(90_100, mail: "hand@edi.example", encryption: certificate))
        #expect(try await register.differences().map(\.her.value) == [90_500])
    }

    @Test("All parties of a legal unit, entered ones among them") func organisation() async throws {
        let number = SyntheticOrganisations.hospital.number
        let (register, _) = try overlay(
            ManualParty(her: try RegisterSamples.her(90_500), name: "Ny", organisationNumber: number, reason: "y"),
            ManualParty(her: try RegisterSamples.her(90_600), name: "Annen", reason: "z"))
        #expect(try await register.parties(organisation: number).map(\.her.value) == [90_100, 90_500])
    }

    @Test("When own partners cannot be read, the look-up fails") func unreadableOwn() async throws {
        struct Fault: Error {}
        let register = ManualOverlay(ScriptedRegister([])) { throw Fault() }
        await #expect(throws: RegisterError.self) { try await register.party(RegisterSamples.her(1)) }
    }
}
