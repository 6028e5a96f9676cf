import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import Glibc
import Identifiers
import IplosExtract

/// An extract of invented persons, to try, show and measure with.
struct ReportGenerateCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Write an extract of invented persons, with faults if wanted.",
        discussion: "The same numbers give the same octets everywhere. Services, need and hours are spread as in the "
            + "published figures. Identity numbers have 80 added to the month. Faults: "
            + PlantedFault.allCases.map(\.rawValue).joined(separator: ", ") + ".")
    static let examples = [
        Example("budstikke report generate --persons 830 --output prove.xml", "a median municipality"),
        Example(
            "budstikke report generate --persons 100 --fault noServices --fault invalidIdentity --output prove.xml",
            "each fault in one person"),
    ]
    @OptionGroup var printing: OutputOptions
    @Option(help: "How many persons, at most 4000000.") var persons: Int
    @Option(
        help: ArgumentHelp(
            "Where in the row of invented persons to begin: municipalities that begin far enough apart have none in common.",
            valueName: "number"))
    var firstPerson = 0
    @Option(help: "Another seed, another extract.") var seed: UInt64 = 1
    @Option(help: "Four digits; 4601 when left out.") var municipality: MunicipalityNumber?
    @Option(help: "Two digits; 00 for the whole municipality.") var district = DistrictNumber.whole
    @Option(help: "The year reported, 2007 to 2021.") var year = 2016
    @Option(help: "A fault to put in; once for each person that shall have it.") var fault: [PlantedFault] = []
    @Option(
        help: ArgumentHelp(
            "Where identity numbers go that are not in the extract itself (from 2018).", valueName: "file"))
    var identities: String?
    @Option(help: ArgumentHelp("The extract; stdout when left out.", valueName: "file")) var output: String?

    private struct Reply: Encodable {
        let persons: Int
        let year: Int
        let municipality: String
        let faults: [String: String]
        let faultsWanted: Int
        let faultsPlaced: Int
    }

    func validate() throws {
        guard (0...4_000_000).contains(persons), (0...4_000_000 - persons).contains(firstPerson) else {
            throw ValidationError("--persons is from 0 to 4000000, and so is --first-person together with it.")
        }
        guard (2007...2021).contains(year) else {
            throw ValidationError("--year is from 2007 to 2021: the format ends there.")
        }
        guard output == nil || output != identities else {
            throw ValidationError("--output and --identities are two files.")
        }
        guard output != nil || !printing.json else {
            throw ValidationError("--json tells of the extract on stdout, so the extract itself needs --output FILE.")
        }
    }

    func run() async throws {
        guard let municipality = municipality ?? MunicipalityNumber("4601") else { return }
        let generator = ExtractGenerator(
            persons: persons, seed: seed, municipality: municipality, district: district, year: year,
            firstPerson: firstPerson, faults: Dictionary(fault.map { ($0, 1) }, uniquingKeysWith: +))
        if !generator.revision.holdsIdentities, identities == nil {
            throw AdministrationError(
                "identities-needed", "An extract of \(year) has its identity numbers in a file of their own.",
                remedy: "Say where with --identities FILE.", exit: .usage)
        }
        try write(to: output) { try generator.write(to: $0) }
        if let identities { try write(to: identities) { try generator.writeIdentities(to: $0) } }
        if generator.placedFaults.count < fault.count {
            printing.output.say(
                "\(generator.placedFaults.count) of \(fault.count) faults were placed: each takes a person of its own, and "
                    + "there are \(persons).")
        }
        guard output != nil else { return }
        let placed = Dictionary(
            generator.placedFaults.map { ("\($0.localNumber)", $0.fault.rawValue) },
            uniquingKeysWith: { first, _ in first })
        let reply = Reply(
            persons: persons, year: generator.year, municipality: municipality.digits, faults: placed,
            faultsWanted: fault.count, faultsPlaced: generator.placedFaults.count)
        let faults = placed.sorted { $0.key < $1.key }.map { "  person \($0.key): \($0.value)\n" }.joined()
        try printing.output.show(reply, text: "\(persons) invented persons of \(year).\n\(faults)")
    }

    private func write(to path: String?, _ body: (([UInt8]) throws -> Void) throws -> Void) throws {
        let handle: FileHandle
        if let path {
            // Nothing is ever written over, a device least of all.
            let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            guard descriptor >= 0 else {
                let what = errno == EEXIST ? "\(path) is there already." : "\(path) cannot be written."
                throw AdministrationError("cannot-create", what, exit: .cannotCreate)
            }
            handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        } else {
            handle = .standardOutput
        }
        do { try body { try handle.write(contentsOf: $0) } } catch {
            throw AdministrationError("write-failed", "The extract cannot be written to its end.", exit: .inputOutput)
        }
    }
}
