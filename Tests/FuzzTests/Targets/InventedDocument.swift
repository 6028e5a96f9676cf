import Foundation
import Identifiers
import TestSupport

/// Documents between two invented parties, for seeds.
enum InventedDocument {
    static let now = Date(timeIntervalSince1970: 1_795_253_400)

    static func of(_ kind: SyntheticDocument.Kind) -> SyntheticDocument {
        var document = SyntheticDocument(
            kind, from: hospital, to: municipality, about: SyntheticPerson.number(7), msgID: id, genDate: now,
            text: "Prøve: blåbær & fløte.")
        document.attachments = [SyntheticAttachment(name: "a.txt", mimeType: "text/plain", bytes: [97, 98])]
        return document
    }

    private static let id = UUID(uuid: (0x0D, 0x3F, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, 0, 1))

    static let hospitalHER = HERId(8_090_001)!
    static let municipalityHER = HERId(8_090_002)!

    private static let hospital = SyntheticParty(
        organisationHER: HERId(8_090_010)!, organisationName: "Fjordheim sykehus HF", unitHER: hospitalHER,
        unitName: "Medisinsk avdeling")
    private static let municipality = SyntheticParty(
        organisationHER: HERId(8_090_020)!, organisationName: "Nordbygda kommune", unitHER: municipalityHER,
        unitName: "Pleie og omsorg")
}
