import Cryptography
import Foundation
import Identifiers
import TestSupport

@testable import SealedSubmission

/// The documents inside signatures: manifest, receipt, map, change of pseudonyms, status, published key. Each has one
/// spelling.
struct SignedDocumentTarget: FuzzTarget {
    static let name = "signed-document"
    static let longest = 8_192

    private let invented: InventedMail

    init() throws { invented = try InventedMail() }

    func seeds() throws -> [[UInt8]] {
        let hash = try text(KeyFingerprint(of: invented.receiver.key.publicKey).hash)
        let other = try text(ContentHash(of: [0]))
        let parts = ["content", "identity"].map {
            #"{"index":1,"octets":100,"role":"\#($0)","sha256":\#(other)}"#
        }.joined(separator: ",")
        let id = try text(demand(SubmissionID("0a0a0a0a-0a0a-4a0a-8a0a-0a0a0a0a0a0a"), "an id is one"))
        let unit = try text(demand(ReportingUnit("9901-00"), "a unit is one"))
        let published = try PublishedKey(
            holder: .register, year: 2016, notBefore: InventedMail.now, notAfter: InventedMail.now + 86_400,
            certificate: invented.receiver.certificate, minimumClientVersion: version()
        ).canonicalBytes()
        let texts = [
            #"{"format":"budstikke-receipt-1","kind":"late","manifest":\#(other),"#
                + #""nextReceiptBy":"2017-01-20T12:00:00Z","parts":[\#(parts)],"receivedAt":"2017-01-14T12:00:00Z","#
                + #""sequence":1,"submission":\#(id),"unit":\#(unit),"year":2016}"#,
            #"{"createdAt":"2017-01-14T12:00:00Z","entries":3,"format":"budstikke-map-1","generation":1,"#
                + #""manifest":\#(other),"map":\#(other),"parts":[],"pseudonyms":2,"registerKey":\#(hash),"#
                + #""submission":\#(id)}"#,
            #"{"createdAt":"2017-01-14T12:00:00Z","entries":3,"format":"budstikke-rekey-1","id":\#(id),"#
                + #""map":\#(other),"newGeneration":2,"oldGeneration":1,"parts":[],"register":"999700004","#
                + #""registerKey":\#(hash)}"#,
            #"{"at":"2017-01-14T12:00:00Z","format":"budstikke-status-1","step":"fetched","submission":\#(id)}"#,
        ]
        let seeds = try texts.map { Array($0.utf8) } + [published, manifest()]
        for (number, seed) in seeds.enumerated() {
            try demand(Self.readers.contains { $0(seed) != nil }, "seed \(number) is a document")
        }
        return seeds
    }

    func examine(_ input: [UInt8]) throws {
        let read = Self.readers.compactMap { $0(input) }
        try demand(read.count <= 1, "a document is of one kind")
        guard let document = read.first else { return }
        try demand(try document.canonicalBytes() == input, "a document has one spelling")
        switch document {
        case let manifest as SubmissionManifest:
            guard manifest.fault == nil else { return }
            try demand(manifest.period.from.hasPrefix(String(manifest.year)), "a period lies in its year")
            try demand(
                [manifest.contact, manifest.deputy].compactMap(\.self).allSatisfy { Contact.isAddress($0.email) },
                "a contact has an address")
            try demand(manifest.trusteeKey != manifest.registerKey, "two parties have two keys")
            try examine(manifest.parts, [.identity, .content])
        case let receipt as SubmissionReceipt:
            if PartList.fault(of: receipt.parts, roles: [.identity, .content]) == nil {
                try examine(receipt.parts, [.identity, .content])
            }
        case let map as MapStatement:
            if PartList.fault(of: map.parts, roles: [.map]) == nil { try examine(map.parts, [.map]) }
        default: break
        }
    }

    private func examine(_ parts: [PartEntry], _ roles: [PartRole]) throws {
        try demand(Set(parts.map(\.name)).count == parts.count, "no part is listed twice")
        for role in roles {
            let indices = parts.filter { $0.role == role }.map(\.index).sorted()
            try demand(
                !indices.isEmpty && indices == Array(1...indices.count), "parts are counted from one, with no gap")
        }
        try demand(parts.allSatisfy { PartName(fileName: $0.name.fileName) == $0.name }, "a part's name is a file's")
    }

    private func manifest() throws -> [UInt8] {
        let parts = [PartRole.content, .identity].map {
            PartEntry(role: $0, index: 1, octets: 100, sha256: ContentHash(of: [$0.rawValue]))
        }
        return try SubmissionManifest(
            submission: demand(SubmissionID("0a0a0a0a-0a0a-4a0a-8a0a-0a0a0a0a0a0a"), "an id is one"),
            unit: demand(ReportingUnit("9901-00"), "a unit is one"),
            organisation: SyntheticOrganisations.northMunicipality.number, year: 2016,
            period: ReportingPeriod(year: 2016), kind: .ordinary, sequence: 1, revision: "3.0", personCount: 3,
            createdAt: InventedMail.now, client: SealingClient(name: "budstikke", version: version()),
            contact: Contact(
                name: "Prøve", email: "post@kommune.example", phone: "+47 68 05 00 00", role: "Kontakt"),
            returnKey: invented.receiver.key.publicKey,
            trusteeKey: KeyFingerprint(of: SyntheticKeys.ofThisProcess.key("trustee").publicKey),
            registerKey: KeyFingerprint(of: invented.receiver.key.publicKey), partSize: 1_000, parts: parts
        ).canonicalBytes()
    }

    private func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private func version() throws -> ClientVersion { try demand(ClientVersion("1.4.0"), "a version is one") }

    private static let readers: [@Sendable ([UInt8]) -> (any SignedDocument)?] = [
        { try? SubmissionManifest(canonical: $0) }, { try? SubmissionReceipt(canonical: $0) },
        { try? MapStatement(canonical: $0) }, { try? RekeyStatement(canonical: $0) },
        { try? StatusEvent(canonical: $0) }, { try? PublishedKey(canonical: $0) },
    ]
}

/// The plaintext of sealed parts: header, entries of maps, identity records; and the names of parts.
struct SealedRecordTarget: FuzzTarget {
    static let name = "sealed-record"
    static let longest = 1_024

    init() {}

    func seeds() throws -> [[UInt8]] {
        let id = try demand(SubmissionID(bytes: (0..<16).map { UInt8($0) }), "an id is one")
        let link = try demand(LinkID(bytes: (0..<16).map { UInt8($0) }), "a link is one")
        let pseudonym = try demand(Pseudonym(bytes: (16..<32).map { UInt8($0) }), "a pseudonym is one")
        return [
            PartHeader(submission: id, name: PartName(.identity, 1)).bytes + [1, 2, 3],
            MapEntry(link: link, outcome: .pseudonym(pseudonym)).bytes, MapEntry(link: link, outcome: .reason(7)).bytes,
            RekeyEntry(old: pseudonym, new: pseudonym).bytes,
        ] + ["identity-0001.p7m", "rekey-10000.p7m", "content-12.p7m", "../map-0001.p7m"].map { Array($0.utf8) }
    }

    func examine(_ input: [UInt8]) throws {
        if let header = PartHeader(input) {
            try demand(input.starts(with: header.bytes), "a header is written as it was read")
            try demand(header.fault(of: input, earlier: []) == nil, "a header fits itself")
        }
        if let entry = MapEntry(input[...]) {
            try demand(entry.bytes == input, "an entry is written as it was read")
            if case .reason(let code) = entry.outcome { try demand(code != 0, "a reason says something") }
        }
        if let entry = RekeyEntry(input[...]) {
            try demand(input.starts(with: entry.bytes), "a change is written as it was read")
        }
        let text = String(decoding: input, as: UTF8.self)
        if let name = PartName(fileName: text) {
            try demand(name.fileName == text && !text.contains("/"), "a part has one name, which is no path")
            try demand((1...PartLimits.parts).contains(name.index), "parts are bounded")
        }
    }
}
