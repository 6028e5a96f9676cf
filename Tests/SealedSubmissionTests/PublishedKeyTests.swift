import Certificates
import Cryptography
import Foundation
import Identifiers
import SealedSubmission
import TestSupport
import Testing

@Suite("I-018 T-120 the year's two keys")
struct PublishedKeyTests {
    private let municipality: Municipality
    private let now: Date

    init() throws {
        municipality = try Municipality()
        now = municipality.now
    }

    @Test("both keys are taken, each with its holder's certificate and fingerprint")
    func both() throws {
        let keys = try verification().verify(trustee: sign(.trustee), register: sign(.register))
        #expect(keys.trustee.certificate == municipality.trustee.encryption.certificate)
        #expect(keys.trustee.organisation == municipality.trustee.organisation.number)
        #expect(keys.register.fingerprint == municipality.register.fingerprint)
        #expect(keys.register.signer == municipality.register.signer.certificate)
    }

    @Test("a fingerprint is sixteen groups of four digits of the key's SHA-256")
    func fingerprint() throws {
        let print = municipality.trustee.fingerprint
        #expect(print.groups.count == 16 && print.groups.allSatisfy { $0.count == 4 })
        let key = municipality.trustee.encryption.key.publicKey
        #expect(print.groups.joined() == Hexadecimal.encode(SHA256.digest(key.spkiDER)))
        #expect(print.description == print.groups.joined(separator: " "))
        #expect(print != municipality.register.fingerprint)
    }

    @Test("an earlier year's and a later year's key are refused by name")
    func years() throws {
        #expect(throws: SubmissionFault(.keyOfEarlierYear)) { try verify(.trustee, year: 2015) }
        #expect(throws: SubmissionFault(.keyOfLaterYear)) { try verify(.trustee, year: 2017) }
        #expect(try verify(.trustee, year: 2016).key.year == 2016)
    }

    @Test("before its period a key waits, and after it the key has expired")
    func period() throws {
        #expect(throws: SubmissionFault(.keyNotYetValid)) { try verify(.register, from: 1) }
        #expect(try verify(.register, from: 0, to: 1).key.holder == .register)
        #expect(throws: SubmissionFault(.keyExpired)) { try verify(.register, from: -9, to: 0) }
    }

    @Test("swapped keys are told as swapped")
    func swapped() throws {
        #expect(throws: SubmissionFault(.keyOfOtherHolder)) {
            try verification().verify(trustee: sign(.register), register: sign(.trustee))
        }
    }

    @Test("a key that a stranger signed is refused, whatever it says it is")
    func stranger() throws {
        let stranger = try Municipality.Party(
            SyntheticOrganisations.stranger, by: municipality.authority, now: now)
        #expect(throws: SubmissionFault(.keySignedByStranger)) { try verify(.trustee, by: stranger) }
        #expect(throws: SubmissionFault(.keySignedByStranger)) {
            try verify(.trustee, by: stranger, certificate: municipality.trustee.encryption.certificate)
        }
    }

    @Test("one signer for both keys is refused by that name")
    func oneSigner() throws {
        #expect(throws: SubmissionFault(.oneSignerForBothKeys)) { try verify(.trustee, by: municipality.register) }
        #expect(throws: SubmissionFault(.oneSignerForBothKeys)) { try verify(.register, by: municipality.trustee) }
        let number = municipality.trustee.organisation.number
        let same = verification(trustee: number, register: number)
        let second = try Municipality.Party(municipality.trustee.organisation, by: municipality.authority, now: now)
        let other = try municipality.authority.issue(
            municipality.trustee.organisation, purpose: .encryption, now: now, generation: 2)
        #expect(throws: SubmissionFault(.oneSignerForBothKeys)) {
            try same.verify(
                trustee: sign(.trustee), register: sign(.register, by: second, certificate: other.certificate))
        }
    }

    @Test("one key for both parties is refused by that name")
    func oneKey() throws {
        let number = municipality.trustee.organisation.number
        let same = verification(trustee: number, register: number)
        #expect(throws: SubmissionFault(.oneKeyForBoth)) {
            try same.verify(trustee: sign(.trustee), register: sign(.register, by: municipality.trustee))
        }
    }

    @Test("a key's own certificate must be its holder's, for encryption, and readable")
    func certificate() throws {
        for certificate in [
            municipality.register.encryption.certificate, municipality.trustee.signer.certificate,
            try SyntheticAuthority(name: "Annen utsteder", now: now)
                .issue(municipality.trustee.organisation, purpose: .encryption, now: now).certificate,
        ] {
            #expect(throws: SubmissionFault(.keyCertificateRefused)) {
                try verify(.trustee, certificate: certificate)
            }
        }
    }

    @Test("I-014 a program older than the key's minimum is refused")
    func oldClient() throws {
        let signed = try sign(.trustee)
        for (version, isTaken) in [("1.3.9", false), ("1.4.0", true), ("1.10.0", true), ("2.0.0", true)] {
            let verification = verification(client: version)
            if isTaken {
                #expect(try verification.verify(signed, as: .trustee).key.year == 2016)
            } else {
                #expect(throws: SubmissionFault(.clientTooOld)) { try verification.verify(signed, as: .trustee) }
            }
        }
    }

    @Test(
        "a version is three plain numbers", arguments: ["1.4", "1.4.0.0", "01.4.0", "1.4.x", "", "1..0", "1.4.65536"])
    func versions(text: String) {
        #expect(ClientVersion(text) == nil)
        #expect(ClientVersion("1.4.65535")?.description == "1.4.65535")
    }

    private func verification(
        client: String = "1.4.0", trustee: OrganisationNumber? = nil, register: OrganisationNumber? = nil
    ) -> PublishedKeyVerification {
        PublishedKeyVerification(
            signers: municipality.signers, year: 2016, client: ClientVersion(client)!,
            trustee: trustee ?? municipality.trustee.organisation.number,
            register: register ?? municipality.register.organisation.number)
    }

    private func verify(
        _ holder: KeyHolder, by party: Municipality.Party? = nil, certificate: Certificate? = nil, year: Int = 2016,
        from: TimeInterval = -1, to: TimeInterval = 1
    ) throws -> VerifiedKey {
        let signed = try sign(holder, by: party, certificate: certificate, year: year, from: from, to: to)
        return try verification().verify(signed, as: holder)
    }

    private func sign(
        _ holder: KeyHolder, by party: Municipality.Party? = nil, certificate: Certificate? = nil, year: Int = 2016,
        from: TimeInterval = -1, to: TimeInterval = 1
    ) throws -> [UInt8] {
        let party = party ?? (holder == .trustee ? municipality.trustee : municipality.register)
        let key = PublishedKey(
            holder: holder, year: year, notBefore: now + from, notAfter: now + to,
            certificate: certificate ?? party.encryption.certificate, minimumClientVersion: ClientVersion("1.4.0")!)
        return try key.signed(key: party.signer.key, certificate: party.signer.certificate, at: now)
    }
}
