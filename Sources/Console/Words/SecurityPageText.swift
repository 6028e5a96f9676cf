import Texts
import Web

/// The words of the state of information security.
enum SecurityPageText: String, SiteWords {
    case security, about, allInOrder, oneOpen, someOpen, inOrder, notInOrder
    case controlsTitle, controlName, controlState, controlReason, questionsTitle, inventoryTitle
    case signLead, signButton, securitySigned, changed
    case useAlgorithm, useKeyLength, useLocation, useProduct, useKeyStorage, useProtocol, useLifetime, useLimits

    var phrase: Phrase {
        switch self {
        case .security: Phrase("Sikkerhet", "Tryggleik", "Security")
        case .about:
            Phrase("{tenant}, slik det er {time}.", "{tenant}, slik det er {time}.", "{tenant}, as it is {time}.")
        case .allInOrder:
            Phrase("Alle sikringer er i orden.", "Alle sikringar er i orden.", "All safeguards are in order.")
        case .oneOpen:
            Phrase("Én sikring er ikke i orden.", "Éi sikring er ikkje i orden.", "One safeguard is not in order.")
        case .someOpen:
            Phrase(
                "{count} sikringer er ikke i orden.", "{count} sikringar er ikkje i orden.",
                "{count} safeguards are not in order.")
        case .inOrder: Phrase("i orden", "i orden", "in order")
        case .notInOrder: Phrase("ikke i orden", "ikkje i orden", "not in order")
        case .controlsTitle: Phrase("Sikringene", "Sikringane", "The safeguards")
        case .controlName: Phrase("Sikring", "Sikring", "Safeguard")
        case .controlState: Phrase("Status", "Status", "State")
        case .controlReason: Phrase("Hvorfor", "Kvifor", "Why")
        case .questionsTitle:
            Phrase(
                "Spørsmålene i risikovurderingen", "Spørsmåla i risikovurderinga",
                "The questions of the risk assessment")
        case .inventoryTitle: Phrase("Kryptografi i bruk", "Kryptografi i bruk", "Cryptography in use")
        case .signLead:
            Phrase(
                "Virksomheten går ikke i produksjon før en person har gått gjennom dette og signert. En signatur gjelder i "
                    + "30 dager, og så lenge ikke noe mer kommer i uorden.",
                "Verksemda går ikkje i produksjon før ein person har gått gjennom dette og signert. Ein signatur gjeld i "
                    + "30 dagar, og så lenge ikkje noko meir kjem i uorden.",
                "The organisation does not go to production before a person has gone through this and signed. A signature "
                    + "counts for 30 days, and as long as nothing more goes out of order.")
        case .signButton:
            Phrase(
                "Jeg, {person}, har gått gjennom dette", "Eg, {person}, har gått gjennom dette",
                "I, {person}, have gone through this")
        case .securitySigned: Phrase("Signert.", "Signert.", "Signed.")
        case .changed:
            Phrase(
                "Noe er endret etter at siden ble vist. Les den på nytt, og signer så.",
                "Noko er endra etter at sida vart vist. Les ho på nytt, og signer så.",
                "Something has changed since the page was shown. Read it again, then sign.")
        case .useAlgorithm: Phrase("Algoritme", "Algoritme", "Algorithm")
        case .useKeyLength: Phrase("Nøkkellengde", "Nøkkellengd", "Key length")
        case .useLocation: Phrase("Sted", "Stad", "Place")
        case .useProduct: Phrase("Produkt", "Produkt", "Product")
        case .useKeyStorage: Phrase("Nøkkelen ligger i", "Nøkkelen ligg i", "The key is kept in")
        case .useProtocol: Phrase("Protokoll", "Protokoll", "Protocol")
        case .useLifetime: Phrase("Levetid", "Levetid", "Lifetime")
        case .useLimits: Phrase("Grenser", "Grenser", "Limits")
        }
    }
}
