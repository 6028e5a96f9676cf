import Foundation
import HealthMessages
import Identifiers
import TestSupport
import Testing

/// The invented parties and documents that these tests share.
enum Samples {
    static let now = Date(timeIntervalSince1970: 1_795_256_130)

    static func hospital() throws -> SyntheticParty {
        SyntheticParty(
            organisationHER: try her(90_100), organisationName: "Fjordheim sykehus HF", unitHER: try her(90_110),
            unitName: "Medisinsk avdeling")
    }

    static func municipality() throws -> SyntheticParty {
        SyntheticParty(
            organisationHER: try her(90_300), organisationName: "Nordbygda kommune", unitHER: try her(90_310),
            unitName: "Sykepleietjeneste")
    }

    static func doctor() throws -> SyntheticParty {
        SyntheticParty(
            organisationHER: try her(90_200), organisationName: "Legene på Torget AS", unitHER: try her(90_210),
            unitName: "Lyng", isPerson: true)
    }

    static func document(_ kind: SyntheticDocument.Kind = .admitted) throws -> SyntheticDocument {
        SyntheticDocument(
            kind, from: try hospital(), to: try municipality(), about: .number(3),
            msgID: try #require(UUID(uuidString: "6f0a2d9e-4a63-4c3e-8d1c-3b7a2f4e5d60")), genDate: now,
            text: "Innlagt i går – æøå & <hilsen>")
    }

    static func read(_ text: String) throws -> HealthDocument { try HealthDocument.read(Array(text.utf8)) }

    /// A document with one piece of text replaced.
    static func read(_ document: SyntheticDocument, _ old: String, _ new: String) throws -> HealthDocument {
        let text = String(decoding: document.write(), as: UTF8.self)
        try #require(text.contains(old))
        return try read(text.replacingOccurrences(of: old, with: new))
    }

    static func her(_ number: Int) throws -> HERId { try #require(HERId(number)) }
}
