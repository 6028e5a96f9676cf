import Foundation
import IplosContent
import Testing

/// The table of field rules derived from the annotations of the published schemas of 2018 and 2019, held against ours.
@Suite("IPLOS field rules against the published annotations") struct IplosFieldStandardsTests {
    /// One field of one year, each trait as the annotations spell it.
    private struct Row: Sendable {
        let year: Int
        let field: String
        let traits: [String: String]
    }

    /// Where ours is another rule, and why. Each is looked for: one that no longer differs must go.
    private static let deliberate: [String: String] = [
        // The letter says to send what one has: of the format's rules only version, municipality and period stop a file.
        "2018 iiInnhType missing": "report", "2019 iiInnhType missing": "report",
        // Who must give an organisation number is a control of its own, by types of service: K-303 and K-304.
        "2018 tjInstOrgnr required": "never",
        // That a diagnosis has both its code and its code system is one control: K-221.
        "2018 diKodeVersjon required": "never", "2019 diKodeVersjon required": "never",
        "2018 diDiagKode required": "never", "2019 diDiagKode required": "never",
        "2018 diKodeVersjon missing": "nothing", "2019 diKodeVersjon missing": "nothing",
        "2018 diDiagKode missing": "nothing", "2019 diDiagKode missing": "nothing",
        // What these two lists hold is in no public document.
        "2018 Type unknown code": "nothing", "2019 Type unknown code": "nothing",
        "2018 tjTjenUnderType unknown code": "nothing",
    ]

    /// Attributes that the schema of 2018 has by one name and its annotations by another.
    private static let schemaNames = ["tjVedtaksID": "tjVeID", "tjVedtaksIDnummerering": "tjVeNrID"]

    private static func table() throws -> [Row] {
        let folder = try #require(ProcessInfo.processInfo.environment["BUDSTIKKE_SHARED"])
        let path = "\(folder)/reporting/codelists/iplos_field_rules_derived.csv"
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline)
        let columns = lines[0].split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        return try lines.dropFirst().map { line in
            let values = line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
            try #require(values.count == columns.count, "\(line)")
            let cells = Dictionary(uniqueKeysWithValues: zip(columns, values))
            let name = try #require(cells["field"])
            return Row(
                year: try #require(Int(cells["version"] ?? "")), field: schemaNames[name] ?? name, traits: cells)
        }
    }

    private static let consequences: [String: Consequence] = [
        "Slettemerk melding": .rejectSubmission, "Slettemerk rad med underelementer": .dropRow,
        "Sett verdi til NULL": .setNull, "Ingen handling": .report,
    ]

    /// What the annotations say of the field, in our words; a trait they are silent about is left out.
    private static func published(_ row: Row) throws -> [String: String] {
        var said: [String: String] = [:]
        func consequence(_ column: String) throws -> String? {
            let text = row.traits[column] ?? ""
            guard !text.isEmpty else { return nil }
            return "\(try #require(consequences[text], "\(column): \(text)"))"
        }
        said["type"] = try consequence("on_type_error")
        said["missing"] = try consequence("on_missing")
        said["unknown code"] = try consequence("on_unknown_code")
        let required = row.traits["required"] ?? ""
        if required == "1" {
            said["required"] = "always"
        } else if required.isEmpty {
            // What would follow if it were required.
            (said["required"], said["missing"]) = ("never", nil)
        } else {
            let services = required.split(separator: "'").compactMap { Int($0) }.sorted()
            said["required"] = "services \(services)"
        }
        return said
    }

    /// What our rule says of the same.
    private static func ours(_ rule: FieldRule) -> [String: String] {
        var said = ["type": "\(rule.onWrongForm)"]
        switch rule.required {
        case .never: said["required"] = "never"
        case .always: (said["required"], said["missing"]) = ("always", "\(rule.onMissing)")
        case .services(let services):
            (said["required"], said["missing"]) = ("services \(services.sorted())", "\(rule.onMissing)")
        }
        if rule.codes != nil { said["unknown code"] = "\(rule.onUnknownCode)" }
        return said
    }

    @Test("I-009 every field of 2018 and 2019 has the published rule, but for the differences that are named")
    func rules() throws {
        var differences: [String: String] = [:]
        for row in try Self.table() {
            let rules = FieldRule.all.filter { $0.field.name == row.field && $0.years.contains(row.year) }
            guard let rule = rules.first, rules.count == 1 else {
                differences["\(row.year) \(row.field)"] = "\(rules.count) rules"
                continue
            }
            let said = Self.ours(rule)
            for (trait, value) in try Self.published(row) where said[trait] != value {
                differences["\(row.year) \(row.field) \(trait)"] = said[trait] ?? "nothing"
            }
        }
        #expect(differences == Self.deliberate)
    }

    @Test("I-009 our revisions of 2018 and 2019 have the published fields and no others")
    func fields() throws {
        let table = try Self.table()
        for year in [2018, 2019] {
            let published = Set(table.filter { $0.year == year }.map(\.field))
            let revision = try #require(IplosRevision.of(year: year))
            #expect(Set(IplosField.allCases.filter { revision.has($0) }.map(\.name)) == published, "\(year)")
        }
    }
}
