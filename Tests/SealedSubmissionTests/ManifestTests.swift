import Certificates
import Cryptography
import Foundation
import Identifiers
import SealedSubmission
import TestSupport
import Testing

@Suite("The signed manifest")
struct ManifestTests {
    private let municipality: Municipality
    private let manifest: SubmissionManifest

    init() throws {
        municipality = try Municipality()
        let parts = try municipality.parts(.identity, [[1]]) + municipality.parts(.content, [[2], [3]], partSize: 1)
        manifest = municipality.manifest(parts)
    }

    @Test("I-021 trustee and register both take it, and find what was signed")
    func taken() throws {
        let signed = try municipality.sign(manifest)
        for holder in KeyHolder.allCases {
            let verified = try municipality.verify(signed, holder)
            #expect(verified.manifest == manifest)
            #expect(verified.hash == ContentHash(of: signed))
            #expect(verified.parts(.content).map(\.index) == [1, 2])
        }
    }

    @Test("I-020 every changed octet of a signed manifest is refused")
    func everyOctet() throws {
        let signed = try municipality.sign(manifest)
        for index in stride(from: 0, to: signed.count, by: 3) {
            var changed = signed
            changed[index] ^= 1 << UInt8(index % 8)
            #expect(throws: SubmissionFault.self, "octet \(index)") { try municipality.verify(changed) }
        }
    }

    @Test("I-021 another organisation's signature under it is refused")
    func otherSigner() throws {
        let other = try municipality.authority.issue(
            SyntheticOrganisations.southMunicipality, purpose: .signing, now: municipality.now)
        let signed = try manifest.signed(key: other.key, certificate: other.certificate, at: municipality.now)
        #expect(throws: SubmissionFault(.signerOtherOrganisation)) { try municipality.verify(signed) }
    }

    @Test("I-021 T-119 another municipality, district, organisation or year than expected is refused")
    func otherThanExpected() throws {
        let signed = try municipality.sign(manifest)
        let changes: [(SubmissionFault.Code, (inout ManifestVerification.Expectation) -> Void)] = [
            (.otherUnit, { $0.unit = ReportingUnit(municipality: MunicipalityNumber("9902")!) }),
            (
                .otherUnit,
                { $0.unit = ReportingUnit(municipality: $0.unit!.municipality, district: DistrictNumber("03")!) }
            ),
            (.otherOrganisation, { $0.organisation = SyntheticOrganisations.southMunicipality.number }),
            (.otherYear, { $0.year = 2017 }), (.otherKey, { $0.keys = [] }), (.otherKey, { $0.holder = .register }),
            (.clientTooOld, { $0.minimumClientVersion = ClientVersion("1.4.1")! }),
        ]
        for (code, change) in changes {
            var expectation = municipality.expectation()
            change(&expectation)
            let verification = ManifestVerification(signers: municipality.signers, expecting: expectation)
            #expect(throws: SubmissionFault(code)) { try verification.verify(signed) }
        }
        let open = ManifestVerification.Expectation(
            holder: .trustee, keys: [municipality.trustee.fingerprint], minimumClientVersion: ClientVersion("0.0.1")!)
        let verification = ManifestVerification(signers: municipality.signers, expecting: open)
        #expect(try verification.verify(signed).manifest == manifest)
    }

    @Test("what cannot be right is refused, each by its name")
    func rules() throws {
        let changes: [(SubmissionFault.Code, (inout SubmissionManifest) -> Void)] = [
            (.impossibleYear, { $0.year = 1999 }),
            (.impossiblePeriod, { $0.period = ReportingPeriod(year: 2015) }),
            (.impossiblePeriod, { $0.period = ReportingPeriod(from: "2016-12-31", to: "2016-01-01") }),
            (.impossiblePeriod, { $0.period = ReportingPeriod(from: "2016-1-001", to: "2016-12-31") }),
            (.impossiblePeriod, { $0.period = ReportingPeriod(from: "2016-01-01", to: "2016-02-30") }),
            (.impossibleSequence, { $0.sequence = 0 }), (.impossibleRevision, { $0.revision = "" }),
            (.impossibleRevision, { $0.revision = "../3.0" }), (.impossibleCounts, { $0.personCount = -1 }),
            (.impossibleCounts, { $0.personCount = 1_000_001 }),
            (.impossibleClient, { $0.client = SealingClient(name: "", version: $0.client.version) }),
            (.returnKeyUnusable, { $0.returnKey = Base64Text([1, 2, 3]) }),
            (.oneKeyForBoth, { $0.trusteeKey = $0.registerKey }), (.impossiblePartSize, { $0.partSize = 0 }),
        ]
        for (code, change) in changes {
            var changed = manifest
            change(&changed)
            #expect(changed.fault == SubmissionFault(code))
            #expect(throws: SubmissionFault(code)) { try municipality.verify(municipality.sign(changed)) }
        }
        #expect(manifest.fault == nil)
        var leapDay = manifest
        leapDay.period = ReportingPeriod(from: "2016-02-29", to: "2016-02-29")
        #expect(leapDay.fault == nil)
    }

    @Test("I-020 a list of parts with a gap, a repetition or an impossible size is refused, and the part named")
    func partList() throws {
        let (identity, content) = (manifest.parts[0], Array(manifest.parts[1...]))
        func entry(_ like: PartEntry, role: PartRole? = nil, index: Int? = nil, octets: Int? = nil) -> PartEntry {
            PartEntry(
                role: role ?? like.role, index: index ?? like.index, octets: octets ?? like.octets,
                sha256: ContentHash(of: [UInt8(index ?? 0), UInt8(like.index)]))
        }
        let lists: [(SubmissionFault.Code, PartName?, [PartEntry])] = [
            (.partListIncomplete, PartName(.content, 1), [identity, content[1]]),
            (.partListIncomplete, PartName(.identity, 1), content),
            (.partListIncomplete, PartName(.content, 2), [identity, content[0], entry(content[1], index: 3)]),
            (.partListRepeats, PartName(.content, 1), [identity, content[0], entry(content[0])]),
            (
                .partListRepeats, PartName(.content, 2),
                [
                    identity, content[0],
                    PartEntry(role: .content, index: 2, octets: 9, sha256: content[0].sha256),
                ]
            ),
            (.impossiblePartSize, PartName(.content, 1), [identity, entry(content[0], octets: (64 << 20) + 1)]),
            (.impossiblePartSize, PartName(.content, 1), [identity, entry(content[0], octets: 0)]),
            (.partUnknown, PartName(.map, 1), [identity, entry(content[0], role: .map)]),
            (.tooManyParts, nil, Array(repeating: identity, count: 10_001)),
        ]
        for (code, name, parts) in lists {
            var changed = manifest
            changed.parts = parts
            #expect(changed.fault == SubmissionFault(code, part: name))
        }
        var anyOrder = manifest
        anyOrder.parts.reverse()
        #expect(anyOrder.fault == nil)
    }

    @Test("a manifest of ten thousand parts does not fit the limit, one of four thousand does")
    func size() throws {
        for (count, fits) in [(4_000, true), (10_000, false)] {
            var large = manifest
            large.parts = [manifest.parts[0]]
            large.parts += (1..<count).map {
                PartEntry(
                    role: .content, index: $0, octets: 1 << 24,
                    sha256: ContentHash(of: [UInt8($0 & 255), UInt8($0 >> 8)]))
            }
            #expect(large.fault == nil)
            if fits {
                #expect(try municipality.verify(municipality.sign(large)).manifest == large)
            } else {
                #expect(throws: SubmissionFault(.documentTooLarge)) { try municipality.sign(large) }
            }
        }
    }
}
