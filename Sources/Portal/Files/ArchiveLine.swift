import Texts

/// What the clerk writes in the case and archive system about a file: Noark's title, and the legal basis of keeping it
/// from the public (I-044). It is metadata only and may stand in an open journal.
struct ArchiveLine {
    let title: Phrase
    let legalBasis: Phrase

    init(_ file: PortalFile) {
        let kind =
            switch file.kind {
            case .feedback:
                Phrase(
                    "Feillister og kontrolltabeller", "Feillister og kontrolltabellar", "Error lists and control tables"
                )
            case .test:
                Phrase(
                    "Feillister og kontrolltabeller, testinnsending", "Feillister og kontrolltabellar, testinnsending",
                    "Error lists and control tables, test submission")
            }
        let rest = Phrase(
            "IPLOS-rapportering for \(file.year), \(file.unit)", "IPLOS-rapportering for \(file.year), \(file.unit)",
            "IPLOS reporting for \(file.year), \(file.unit)")
        title = Phrase("\(kind.nb) – \(rest.nb)", "\(kind.nn) – \(rest.nn)", "\(kind.en) – \(rest.en)")
        legalBasis = Phrase(
            "offentleglova § 13, jf. forvaltningsloven § 13 (taushetsplikt)",
            "offentleglova § 13, jf. forvaltningslova § 13 (teieplikt)",
            "offentleglova § 13, cf. forvaltningsloven § 13 (duty of secrecy)")
    }
}
