import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import Glibc
import Identifiers
import MunicipalNode
import Reporting
import SealedSubmission
import Texts

/// The two parties' keys of the season, from the send module.
struct ReportDownloadKeysCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "download-keys",
        abstract: "Get this year's two published keys from the send module, verify them, and show their digits.",
        discussion: "Needs Helsenettet and no log-in. Each is signed by its own holder; what is not is not written. "
            + "Compare the digits with what both holders say on the telephone before sealing.")
    static let examples = [
        Example("budstikke report download-keys", "into this directory: trustee-2016.p7s, register-2016.p7s"),
        Example("budstikke report download-keys --output /media/keys --json", "to carry into the secure zone"),
    ]
    @OptionGroup var global: GlobalOptions
    @Option(help: ArgumentHelp("Where the two files are put.", valueName: "directory")) var output = "."
    @Option(help: "The language of the sentences: nb, nn or en; the configuration's when left out.")
    var language: Language?

    private struct Key: Encodable {
        let holder: String
        let file: String
        let organisation: String
        let year: Int
        let notAfter: Date
        let fingerprint: String
    }

    private struct Reply: Encodable {
        let keys: [Key]
    }

    func run() async throws {
        let configuration = try global.load()
        let spoken = language ?? Language(rawValue: configuration.language) ?? .nb
        do {
            let look = try await look(configuration)
            let verified = try look.bothKeys()
            var reply: [Key] = []
            var sheet = FactSheet()
            for key in [verified.trustee, verified.register] {
                let holder = key.key.holder
                let file = "\(output)/\(holder.rawValue)-\(key.key.year).p7s"
                try Self.write(look.signedKeys[holder] ?? [], to: file)
                reply.append(
                    Key(
                        holder: holder.rawValue, file: file, organisation: key.organisation.digits, year: key.key.year,
                        notAfter: key.key.notAfter, fingerprint: key.fingerprint.description))
                sheet.add(holder.rawValue, "organisation \(key.organisation), year \(key.key.year), \(file)")
                sheet.add("  digits", key.fingerprint.description)
                sheet.add("  good until", LocalTime.day(key.key.notAfter))
                if let warning = KeyEnd.warning(key, now: Date()) { global.output.say(warning) }
            }
            try global.output.show(Reply(keys: reply), text: sheet.text)
        } catch { throw AdministrationError(reporting: error, spoken) ?? error }
    }

    private func look(_ configuration: Configuration) async throws -> ModuleLook {
        let client = try SendModuleClient(SendModuleClient.Settings(configuration))
        do {
            let office = try SendingOffice(
                configuration, organisation: nil, version: ReportKeyOptions.client().version)
            let look = try await ModuleLook(client, office: office)
            await client.close()
            return look
        } catch {
            await client.close()
            throw error
        }
    }

    /// The same key again changes nothing; another one is never written over.
    private static func write(_ bytes: [UInt8], to file: String) throws {
        if FileManager.default.contents(atPath: file) == Data(bytes) { return }
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw AdministrationError(
                "cannot-create", "\(file) cannot be made, or holds something else.",
                remedy: "Name another directory with --output.", exit: .cannotCreate)
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do { try handle.write(contentsOf: Data(bytes)) } catch {
            throw AdministrationError("write-failed", "\(file) cannot be written.", exit: .inputOutput)
        }
    }
}
