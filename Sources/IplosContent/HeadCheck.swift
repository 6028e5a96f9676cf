public import Identifiers

/// Checks the head of an extract: whose it is and of which year.
///
/// Of the format's own reasons to reject a file only version, municipality and period are taken; everything else that is
/// missing is told and the file goes on, as the letter to the municipalities asks (I-006).
public struct HeadCheck: Sendable {
    private let municipality: MunicipalityNumber?
    private let year: Int?

    /// - Parameters:
    ///   - municipality: Who must have sent it; nil for anyone.
    ///   - year: The year it must be of; nil for any that the revision has.
    public init(municipality: MunicipalityNumber? = nil, year: Int? = nil) {
        self.municipality = municipality
        self.year = year
    }

    /// The head as checked, or nil when a finding stops the file; and what was found.
    public func check(_ head: ExtractHead) -> (head: CheckedHead?, findings: [Finding]) {
        var findings: [Finding] = []
        func note(_ control: ControlID, _ field: IplosField, _ found: String, _ wanted: Expected) {
            findings.append(
                Finding(control, kind: field.kind, field: field, found: found, expected: wanted, line: head.line))
        }

        if !head.revision.allows(version: head.version) {
            note(.version, .versjon, head.version, .value(head.revision.rawValue))
        }
        if head.municipality == nil || municipality != nil && head.municipality != municipality {
            let wanted = municipality.map { Expected.value($0.digits) } ?? .form(.digits(4...4))
            note(.municipality, .iiKomnr, head[.iiKomnr] ?? "", wanted)
        }
        let isYear = head.year.map { head.revision.years.contains($0) && (year == nil || year == $0) } ?? false
        if !isYear {
            let named = head[.iiTilDato].flatMap { Int($0.prefix(4)) }.flatMap {
                head.revision.years.contains($0) ? $0 : nil
            }
            let wanted = year ?? named ?? head.revision.years.upperBound
            // One date at a time: two together could be taken for an identity number, and would not be shown.
            let isFirst = head[.iiFraDato] != "\(wanted)0101"
            let field = isFirst ? IplosField.iiFraDato : .iiTilDato
            note(.period, field, head[field] ?? "", .value(isFirst ? "\(wanted)0101" : "\(wanted)1231"))
        }
        if head.district == nil { note(.district, .iiBydelsnr, head[.iiBydelsnr] ?? "", .form(.digits(2...2))) }
        if head[.iiInnhType] != "P" { note(.contentType, .iiInnhType, head[.iiInnhType] ?? "", .value("P")) }

        let rules = RuleSet(revision: head.revision, year: head.year ?? head.revision.years.upperBound)
        for field in [IplosField.iiLagetDato, .iiSysID, .iiSysVersjon, .iiLopenr] {
            guard let rule = rules.rule(field) else { continue }
            let text = head[field] ?? ""
            if text.isEmpty || !Self.fits(text, rule.form) { note(.headField, field, text, .form(rule.form)) }
        }
        if head.contacts.count < 2 {
            findings.append(
                Finding(
                    .contacts, kind: .contact, found: "\(head.contacts.count)", expected: .value("2"), line: head.line))
        }
        for contact in head.contacts {
            for (field, text) in [
                (IplosField.kontaktType, contact.type), (.kontaktNavn, contact.name),
                (.kontaktTelefon, contact.telephone), (.kontaktEpost, contact.email),
            ] {
                // A name or an address is nobody's business in a list of errors: only that it is missing is told.
                if text.isEmpty { note(.headField, field, "", .given) }
            }
        }
        guard let sender = head.municipality, let year = head.year, findings.allSatisfy({ $0.severity < .stop }) else {
            return (nil, findings)
        }
        let unit = ReportingUnit(municipality: sender, district: head.district ?? .whole)
        return (CheckedHead(head: head, unit: unit, year: year, rules: rules), findings)
    }

    private static func fits(_ text: String, _ form: FieldForm) -> Bool {
        Array(text.utf8).withUnsafeBufferPointer { FieldValue.read($0, as: form) != nil }
    }
}

/// A head that stops nothing; only ``HeadCheck`` makes it.
public struct CheckedHead: Sendable {
    public let head: ExtractHead
    /// Who reports. A missing district counts as the whole municipality.
    public let unit: ReportingUnit
    /// The year reported on.
    public let year: Int
    /// The rules of that year in the head's revision.
    public let rules: RuleSet

    fileprivate init(head: ExtractHead, unit: ReportingUnit, year: Int, rules: RuleSet) {
        self.head = head
        self.unit = unit
        self.year = year
        self.rules = rules
    }
}
