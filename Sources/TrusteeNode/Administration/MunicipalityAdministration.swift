import CommandOutcome
import Identifiers
import PasswordHashing
import Trustee

/// How many lines of a file were taken.
public struct ImportSummary: Encodable, Sendable, Equatable {
    public let imported: Int
}

extension TrusteeAdministration {
    /// Takes municipalities from a file with the columns `number;name;organisation;districts`, a heading, and the
    /// districts that may report by themselves separated by spaces. All of it or nothing.
    /// - Throws: `AdministrationError` that names each line that is wrong.
    public func importMunicipalities(_ file: [UInt8], dryRun: Bool) async throws -> ImportSummary {
        let rows = try SemicolonRows(file, heading: ["number", "name", "organisation", "districts"])
        let municipalities: [Municipality] = try rows.read { cells in
            guard let number = MunicipalityNumber(cells[0]) else { return .failure("a municipality has four digits") }
            guard !cells[1].isEmpty else { return .failure("the name is missing") }
            guard let organisation = OrganisationNumber(cells[2]) else {
                return .failure("the organisation number is not one")
            }
            let words = cells[3].split(separator: " ")
            let districts = words.compactMap { DistrictNumber($0) }
            guard districts.count == words.count else { return .failure("a district has two digits") }
            return .success(
                Municipality(
                    number: number, name: cells[1], organisationNumber: organisation, agreedDistricts: Set(districts)))
        }
        guard Set(municipalities.map(\.number)).count == municipalities.count else {
            throw AdministrationError("repeated", "A municipality stands twice in the file.", exit: .data)
        }
        if !dryRun { try await store.importMunicipalities(municipalities, by: person, at: now) }
        return ImportSummary(imported: municipalities.count)
    }

    /// Takes PINs from a file with the columns `number;pin` or `number;hash` and a heading. PINs are hashed at once.
    ///
    /// A hash must have been made with this store's own secret, as in a backup of it: one from elsewhere fits no PIN.
    public func importPINs(_ file: [UInt8], areHashed: Bool, dryRun: Bool) async throws -> ImportSummary {
        let rows = try SemicolonRows(file, heading: ["number", areHashed ? "hash" : "pin"])
        let pairs: [(number: MunicipalityNumber, secret: String)] = try rows.read { cells in
            guard let number = MunicipalityNumber(cells[0]) else { return .failure("a municipality has four digits") }
            if areHashed, PasswordHash(encoded: cells[1]) == nil { return .failure("the hash is not one of Argon2id") }
            guard (4...64).contains(cells[1].utf8.count) || areHashed else {
                return .failure("a PIN has 4 to 64 characters")
            }
            return .success((number, cells[1]))
        }
        let hasher = try pinHasher()
        var hashes: [MunicipalityNumber: String] = [:]
        for (number, secret) in pairs {
            guard hashes[number] == nil else {
                throw AdministrationError("repeated", "A municipality stands twice in the file.", exit: .data)
            }
            hashes[number] = areHashed ? secret : try hasher.hash(secret).encoded
        }
        if !dryRun {
            do { try await store.importPINs(hashes, by: person, at: now) } catch TrusteeError.unknown {
                throw AdministrationError(
                    "municipality-unknown", "The file has a municipality that was not imported; no PIN was set.",
                    remedy: "Import it with `budstikke-trustee municipality import` first.", exit: .data)
            }
        }
        return ImportSummary(imported: hashes.count)
    }

    private func pinHasher() throws -> PasswordHasher {
        let settings = configuration.hashing
        guard
            let parameters = Argon2Parameters(
                memoryKiB: UInt32(settings.memoryKiB), passes: UInt32(settings.passes), lanes: 1),
            let hasher = PasswordHasher(pepper: store.pinPepper, parameters: parameters)
        else {
            throw AdministrationError("hashing", "PINs cannot be hashed with these settings.", exit: .configuration)
        }
        return hasher
    }
}

/// A file of lines with a heading and semicolons, UTF-8 with or without a byte order mark; no quotes.
struct SemicolonRows {
    private let rows: [(line: Int, cells: [String])]

    /// What is wrong with one line.
    enum Reading<Value> {
        case success(Value)
        case failure(String)
    }

    /// - Throws: `AdministrationError` when the heading is another.
    init(_ bytes: [UInt8], heading: [String]) throws(AdministrationError) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        guard let text = String(validating: bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...], as: UTF8.self)
        else { throw AdministrationError("not-utf8", "The file is not UTF-8 text.", exit: .data) }
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map { line in
            line.split(separator: ";", omittingEmptySubsequences: false).map { cell in
                String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
        }
        guard lines.first == heading else {
            throw AdministrationError(
                "heading", "The first line must be `\(heading.joined(separator: ";"))`.", exit: .data)
        }
        rows = lines.enumerated().dropFirst().filter { $0.element != [""] }.map { ($0.offset + 1, $0.element) }
        let width = heading.count
        let uneven = rows.filter { $0.cells.count != width }.map { "line \($0.line): there must be \(width) columns" }
        guard uneven.isEmpty else {
            throw AdministrationError("lines", "Lines of the file are wrong.", details: uneven, exit: .data)
        }
    }

    /// Reads each row, or says what is wrong with each that is wrong; never what stands in it.
    func read<Value>(_ body: ([String]) -> Reading<Value>) throws(AdministrationError) -> [Value] {
        var values: [Value] = []
        var wrong: [String] = []
        for row in rows {
            switch body(row.cells) {
            case .success(let value): values.append(value)
            case .failure(let sentence): wrong.append("line \(row.line): \(sentence)")
            }
        }
        guard wrong.isEmpty else {
            throw AdministrationError("lines", "Lines of the file are wrong.", details: wrong, exit: .data)
        }
        return values
    }
}
