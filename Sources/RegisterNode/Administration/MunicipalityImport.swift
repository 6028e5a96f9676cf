public import CommandOutcome
import ControlSocket
import Foundation
public import Identifiers
public import Register

/// Adds municipalities and districts, or replaces what is known of them; none is taken away.
///
/// Another shared address than the one that is known waits until somebody else has approved it (I-050): whoever has the
/// list alone cannot have a municipality's files sent elsewhere.
public struct MunicipalityImport: RegisterRequest {
    public static let name = "municipality.import"

    public struct Reply: Codable, Sendable, Equatable {
        public let added: [ReportingUnit]
        public let changed: [ReportingUnit]
        public let unchanged: Int
        /// Units of which the list has another address: it waits for another person.
        public let addressesAsked: [ReportingUnit]
    }

    public let municipalities: [Municipality]
    public let dryRun: Bool

    public init(_ municipalities: [Municipality], dryRun: Bool) {
        self.municipalities = municipalities
        self.dryRun = dryRun
    }

    public func answer(in administration: RegisterAdministration, by actor: String) throws -> Reply {
        var (added, changed, unchanged): ([ReportingUnit], [ReportingUnit], Int) = ([], [], 0)
        var asked: [ReportingUnit] = []
        for var municipality in municipalities {
            let known = try administration.store.municipality(municipality.unit)
            // The list of care providers comes by another way and stays.
            municipality.providers = known?.providers
            if let known, known.sharedAddress != municipality.sharedAddress {
                // One that two persons have given it stays, whatever the list says.
                if try administration.store.approvedAddress(of: known.unit) != known.sharedAddress {
                    asked.append(municipality.unit)
                    if !dryRun {
                        try administration.store.askForAddress(
                            municipality.sharedAddress, of: known.unit, by: administration.peer.person,
                            now: administration.clock())
                    }
                }
                municipality.sharedAddress = known.sharedAddress
            }
            switch known {
            case nil: added.append(municipality.unit)
            case municipality:
                unchanged += 1
                continue
            default: changed.append(municipality.unit)
            }
            if !dryRun { try administration.store.keep(municipality) }
        }
        if !dryRun, !(added + changed).isEmpty {
            try administration.store.record(
                AuditEntry(
                    at: administration.clock(), actor: actor, action: Self.name,
                    detail: ["added": String(added.count), "changed": String(changed.count)]))
        }
        return Reply(added: added, changed: changed, unchanged: unchanged, addressesAsked: asked)
    }
}

/// A list of municipalities as a spreadsheet saves it: UTF-8, semicolons or commas, a first line that names the columns.
///
/// `municipality;district;name;organisationNumber;sharedAddress;language;organisationHer;serviceHer;serviceName`; district
/// and language may be left out, then `00` and `nb` are meant. The last three say where the feedback goes as a message of
/// the exchange; without them it does not.
public enum MunicipalityFile {
    static let columns = [
        "municipality", "district", "name", "organisationNumber", "sharedAddress", "language", "organisationHer",
        "serviceHer", "serviceName",
    ]

    /// Reads the whole list.
    /// - Throws: `AdministrationError` `municipality-file` with every line that is wrong.
    public static func read(_ bytes: [UInt8]) throws(AdministrationError) -> [Municipality] {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        guard let text = String(validating: bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...], as: UTF8.self)
        else { throw wrong(["The file is not UTF-8."]) }
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
        guard let head = lines.first else { throw wrong(["The file is empty."]) }
        let separator: Character = head.contains(";") ? ";" : ","
        let names = fields(head, separator)
        let unknown = names.filter { !columns.contains($0) }
        let needed = ["municipality", "name", "organisationNumber", "sharedAddress"].filter { !names.contains($0) }
        guard unknown.isEmpty, needed.isEmpty, Set(names).count == names.count else {
            throw wrong(["Line 1: the columns are \(columns.joined(separator: "\(separator)"))."])
        }
        var municipalities: [Municipality] = []
        var faults: [String] = []
        for (index, line) in lines.enumerated().dropFirst() where !line.allSatisfy(\.isWhitespace) {
            let values = Dictionary(zip(names, fields(line, separator))) { first, _ in first }
            switch municipality(values) {
            case .success(let municipality) where municipalities.contains { $0.unit == municipality.unit }:
                faults.append("Line \(index + 1): \(municipality.unit) stands here twice.")
            case .success(let municipality): municipalities.append(municipality)
            case .failure(let fault): faults.append("Line \(index + 1): \(fault.sentence)")
            }
        }
        guard faults.isEmpty else { throw wrong(faults) }
        return municipalities
    }

    private struct LineFault: Error {
        let sentence: String
    }

    private static func municipality(_ values: [String: String]) -> Result<Municipality, LineFault> {
        func value(_ name: String, usual: String = "") -> String {
            values[name].flatMap { $0.isEmpty ? nil : $0 } ?? usual
        }
        guard let municipality = MunicipalityNumber(value("municipality")),
            let district = DistrictNumber(value("district", usual: "00"))
        else { return .failure(LineFault(sentence: "a municipality has four digits and a district two.")) }
        guard let number = OrganisationNumber(value("organisationNumber")) else {
            return .failure(LineFault(sentence: "the organisation number is none."))
        }
        guard EDIAddress(value("sharedAddress")) != nil else {
            return .failure(LineFault(sentence: "the shared address is no mail address."))
        }
        guard let language = RegisterLanguage(rawValue: value("language", usual: "nb")) else {
            return .failure(LineFault(sentence: "the language is nb, nn or en."))
        }
        guard !value("name").isEmpty else { return .failure(LineFault(sentence: "the name is missing.")) }
        let address = ["organisationHer", "serviceHer", "serviceName"].map { value($0) }
        let exchange = exchange(of: value("name"), address)
        guard exchange != nil || address.allSatisfy(\.isEmpty) else {
            return .failure(
                LineFault(sentence: "organisationHer, serviceHer and serviceName go together: two HER-ids and a name."))
        }
        return .success(
            Municipality(
                unit: ReportingUnit(municipality: municipality, district: district), name: value("name"),
                organisationNumber: number, sharedAddress: value("sharedAddress"), language: language,
                exchange: exchange))
    }

    private static func exchange(of name: String, _ address: [String]) -> ExchangeParty? {
        guard let organisation = HERId(address[0]), let service = HERId(address[1]), organisation != service,
            !address[2].isEmpty
        else { return nil }
        return ExchangeParty(name: name, her: organisation, serviceName: address[2], serviceHER: service)
    }

    /// Fields of a line; one in quotation marks may hold the separator, and a doubled mark is one.
    private static func fields(_ line: Substring, _ separator: Character) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in line {
            if character == "\"" {
                isQuoted.toggle()
                // The second of a doubled mark.
                if isQuoted, !fields[fields.count - 1].isEmpty { fields[fields.count - 1].append("\"") }
            } else if character == separator, !isQuoted {
                fields.append("")
            } else {
                fields[fields.count - 1].append(character)
            }
        }
        return fields.map { $0.trimmingCharacters(in: .whitespaces) }
    }

    private static func wrong(_ details: [String]) -> AdministrationError {
        AdministrationError(
            "municipality-file", "The list of municipalities cannot be used; nothing was changed.",
            details: Array(details.prefix(20)), exit: .data)
    }
}
