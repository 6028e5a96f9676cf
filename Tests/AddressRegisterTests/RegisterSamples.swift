import AddressRegister
import Certificates
import Foundation
import Identifiers
import TestSupport
import Testing

/// Invented entries of an address register.
enum RegisterSamples {
    static let now = Date(timeIntervalSince1970: 1_795_256_130)

    static func her(_ number: Int) throws -> HERId { try #require(HERId(number)) }

    /// The hospital's certificate for a purpose, always the same one.
    static func certificate(_ purpose: CertificatePurpose) throws -> Certificate {
        try (purpose == .signing ? signing : encryption).get()
    }

    static func issue(_ purpose: CertificatePurpose, generation: Int = 1) throws -> Certificate {
        try SyntheticAuthority(name: "Register", now: now)
            .issue(SyntheticOrganisations.hospital, purpose: purpose, now: now, generation: generation).certificate
    }

    private static let signing = Result { try issue(.signing) }
    private static let encryption = Result { try issue(.encryption) }

    static func party(
        _ number: Int, name: String = "Fjordheim sykehus HF", isActive: Bool = true, mail: String = "a@edi.example",
        encryption: Certificate? = nil
    ) throws -> CommunicationParty {
        CommunicationParty(
            her: try her(number), name: name, parentHER: nil, parentName: nil,
            organisationNumber: SyntheticOrganisations.hospital.number, kind: .organisation, isActive: isActive,
            ediAddress: EDIAddress(mail), signingCertificate: nil, encryptionCertificate: encryption)
    }

    static func yaml() throws -> String {
        """
        schemaVersion: 1
        parties:
          - her: 90100
            name: Fjordheim sykehus HF
            organisationNumber: "\(SyntheticOrganisations.hospital.number)"
            ediAddress: fjordheim@edi.example
            signingCertificate: certificates/hospital.pem
            encryptionCertificate: |
        \(indented(String(decoding: try certificate(.encryption).pem, as: UTF8.self)))
          - her: 90110
            parent: 90100
            name: Medisinsk avdeling
          - her: 90120
            parent: 90100
            name: Nedlagt avdeling
            active: false
        """
    }

    private static func indented(_ text: String) -> String {
        text.split(separator: "\n").map { "      " + $0 }.joined(separator: "\n")
    }
}

/// A register that answers what it is told to, and counts the questions.
actor ScriptedRegister: AddressRegister {
    private var known: [HERId: CommunicationParty]
    private var isDown = false
    private var agreements: [UInt8]?
    private(set) var questions = 0

    init(_ parties: [CommunicationParty], agreement: [UInt8]? = nil) {
        known = Dictionary(uniqueKeysWithValues: parties.map { ($0.her, $0) })
        agreements = agreement
    }

    func set(down: Bool) { isDown = down }
    func set(_ party: CommunicationParty) { known[party.her] = party }
    func remove(_ her: HERId) { known[her] = nil }

    func party(_ her: HERId) async throws(RegisterError) -> CommunicationParty? {
        try await ask()
        return known[her]
    }

    func agreement(between one: HERId, and other: HERId) async throws(RegisterError) -> RegisteredAgreement? {
        try await ask()
        return agreements.map { RegisteredAgreement(xml: $0, gotAt: .distantPast) }
    }

    func parties(organisation: OrganisationNumber) async throws(RegisterError) -> [CommunicationParty] {
        try await ask()
        return known.values.filter { $0.organisationNumber == organisation }.sorted { $0.her < $1.her }
    }

    func search(_ text: String, limit: Int) async throws(RegisterError) -> [CommunicationParty] {
        try await ask()
        return Array(known.values.filter { $0.name.contains(text) }.prefix(limit))
    }

    private func ask() async throws(RegisterError) {
        questions += 1
        // Lets others come between, as a network would.
        await Task.yield()
        if isDown { throw RegisterError(.unavailable) }
    }
}
