import Foundation
import Identifiers
import SealedSubmission
import TestSupport
import Testing

@Suite("A change of pseudonyms")
struct RekeyMapTests {
    private let municipality: Municipality
    private let id = SubmissionID(random: [UInt8](repeating: 5, count: 16))!
    private let entries: [RekeyEntry]

    init() throws {
        municipality = try Municipality()
        entries = (1...5).map { RekeyEntry(old: Self.pseudonym($0), new: Self.pseudonym(200 - $0)) }
    }

    @Test("entries come back in order, part by part", arguments: [32, 64, 1000])
    func roundTrip(partSize: Int) throws {
        let made = try make(entries, partSize: partSize)
        #expect(try read(made.signed, made.parts) == entries)
    }

    @Test("an old pseudonym twice, or out of order, is refused where the map is made")
    func order() throws {
        #expect(throws: SubmissionFault(.mapLinkRepeated)) { try make([entries[0], entries[0]]) }
        #expect(throws: SubmissionFault(.mapLinkRepeated)) { try make(entries.reversed()) }
    }

    @Test("a part that is missing or another map's is named, and the end does not come before the last part")
    func parts() throws {
        let made = try make(entries, partSize: 64)
        #expect(throws: SubmissionFault(.partMissing, part: PartName(.rekey, 3))) {
            try read(made.signed, Array(made.parts.dropLast()))
        }
        let other = try make(entries, partSize: 64)
        #expect(throws: SubmissionFault(.partAltered, part: PartName(.rekey, 1))) {
            try read(made.signed, other.parts)
        }
        #expect(throws: SubmissionFault(.partReordered, part: PartName(.rekey, 1))) {
            try read(made.signed, made.parts.reversed())
        }
    }

    @Test("another signer, another register and another generation are refused")
    func other() throws {
        let made = try make(entries)
        #expect(throws: SubmissionFault(.mapOtherGeneration)) { try read(made.signed, made.parts, generation: 2) }
        #expect(throws: SubmissionFault(.mapOtherRegister)) {
            try read(made.signed, made.parts, register: SyntheticOrganisations.stranger)
        }
        let forged = try make(entries, signer: municipality.register.signer)
        #expect(throws: SubmissionFault(.signerOtherOrganisation)) { try read(forged.signed, forged.parts) }
        let backwards = try make(entries, newGeneration: 1)
        #expect(throws: SubmissionFault(.mapOtherGeneration)) { try read(backwards.signed, backwards.parts) }
    }

    @Test("a map of nobody is one empty part")
    func empty() throws {
        let made = try make([])
        #expect(made.parts.count == 1)
        #expect(try read(made.signed, made.parts).isEmpty)
    }

    private static func pseudonym(_ number: Int) -> Pseudonym {
        Pseudonym(bytes: [UInt8](repeating: UInt8(number), count: 16))!
    }

    private func make(
        _ entries: [RekeyEntry], partSize: Int = 1000, signer: SyntheticAuthority.Identity? = nil,
        newGeneration: Int = 2
    ) throws -> (signed: [UInt8], parts: [[UInt8]]) {
        var parts: [[UInt8]] = []
        let change = RekeySealer.Change(
            id: id, register: municipality.register.organisation.number, oldGeneration: 1,
            newGeneration: newGeneration)
        var sealer = RekeySealer(
            change, recipient: municipality.register.encryption.certificate, partSize: partSize
        ) { parts.append($0.bytes) }
        for entry in entries { try sealer.append(entry) }
        let statement = try sealer.finish(at: municipality.now)
        let signer = signer ?? municipality.trustee.signer
        let signed = try statement.signed(key: signer.key, certificate: signer.certificate, at: municipality.now)
        return (signed, parts)
    }

    private func read(
        _ signed: [UInt8], _ parts: [[UInt8]], generation: Int = 1,
        register: SyntheticOrganisations.Organisation? = nil
    ) throws(SubmissionFault) -> [RekeyEntry] {
        let reader = municipality.register.encryption
        var opening = try RekeyOpening(
            signed, signers: municipality.signers, trustee: municipality.trustee.organisation.number,
            register: (register ?? municipality.register.organisation).number, generation: generation,
            key: reader.key, certificate: reader.certificate)
        var entries: [RekeyEntry] = []
        for part in parts { entries += try opening.entries(part) }
        try opening.finish()
        return entries
    }
}
