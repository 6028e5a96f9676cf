public import IplosContent
import XML

/// Why a file cannot be read as an extract, and where.
public struct UnreadableExtract: Sendable, Equatable {
    public enum Reason: String, Sendable, Codable, CaseIterable {
        case empty
        /// No XML, or XML that is cut off or broken.
        case notXML
        /// Octets that are not in the encoding that the file says.
        case encoding
        /// A document type declaration, which no extract has.
        case documentType
        /// Something in it is larger than anything in an extract is.
        case tooLarge
        /// XML, but no extract of a version that is known here.
        case notAnExtract
    }

    public let reason: Reason
    /// Counted from 1; 0 where no place can be told.
    public let line: Int

    init(_ fault: XMLError, isEmpty: Bool) {
        line = isEmpty ? 0 : fault.line
        reason =
            if isEmpty { .empty } else {
                switch fault.code {
                case .encoding: .encoding
                case .doctype: .documentType
                case .notWellFormed: .notXML
                default: .tooLarge
                }
            }
    }

    init(_ fault: ContentFault) {
        line = fault.line
        reason = fault.code == .tooLarge ? .tooLarge : .notAnExtract
    }

    /// What is wrong and who can mend it.
    public var sentence: ControlText {
        let place = line > 0 ? (" (linje \(line))", " (line \(line))") : ("", "")
        func told(_ nb: String, _ nn: String, _ en: String) -> ControlText {
            ControlText(
                "\(nb)\(place.0). Be den som lager uttrekket, lage det på nytt.",
                "\(nn)\(place.0). Be den som lagar uttrekket, lage det på nytt.",
                "\(en)\(place.1). Ask whoever makes the extract to make it anew.")
        }
        return switch reason {
        case .empty: told("Filen er tom", "Fila er tom", "The file is empty")
        case .notXML:
            told(
                "Filen er ikke hel XML: den er noe annet, eller kuttet",
                "Fila er ikkje heil XML: ho er noko anna, eller kutta",
                "The file is not whole XML: it is something else, or cut off")
        case .encoding:
            told(
                "Filen er ikke i det tegnsettet den sier", "Fila er ikkje i det teiknsettet ho seier",
                "The file is not in the encoding that it says")
        case .documentType:
            told(
                "Filen har en dokumenttypedeklarasjon, som ikke er tillatt",
                "Fila har ein dokumenttypedeklarasjon, som ikkje er tillaten",
                "The file has a document type declaration, which is not allowed")
        case .tooLarge:
            told(
                "Noe i filen er større enn noe i et uttrekk kan være",
                "Noko i fila er større enn noko i eit uttrekk kan vere",
                "Something in the file is larger than anything in an extract can be")
        case .notAnExtract:
            told(
                "Filen er ikke et uttrekk i en versjon som er kjent her",
                "Fila er ikkje eit uttrekk i ein versjon som er kjend her",
                "The file is not an extract of a version that is known here")
        }
    }
}
