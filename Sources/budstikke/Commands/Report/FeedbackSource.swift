import Archive
import ArgumentParser
import CommandOutcome
import Commands
import Cryptography
import Foundation
import Identifiers
import MunicipalNode
import Reporting
import SealedSubmission

/// How an archive's password is found, when not by this installation itself.
struct FeedbackPasswordOptions: ParsableArguments {
    @Option(
        name: .customLong("password-file"),
        help: ArgumentHelp(
            "The archive's password, as the send module shows it: a file, or - for stdin.", valueName: "file"))
    var passwordFile: String?
    @Option(
        help: ArgumentHelp(
            "The archive's password, sealed to the return key of --submission: a file of base64.", valueName: "file"))
    var sealedPassword: String?
    @Option(help: "The submission that --sealed-password is of.") var submission: String?

    func validate() throws {
        guard passwordFile == nil || sealedPassword == nil else {
            throw ValidationError("--password-file and --sealed-password are two ways of the same.")
        }
        guard (sealedPassword == nil) == (submission == nil) else {
            throw ValidationError("--sealed-password and --submission go together.")
        }
        if let submission, SubmissionID(submission) == nil {
            throw ValidationError("A submission's id is a UUID in lower case.")
        }
    }
}

extension FeedbackPasswordOptions {
    var way: FeedbackPasswordWay {
        if let passwordFile { return .file(passwordFile) }
        guard let sealedPassword, let id = submission.flatMap({ SubmissionID($0) }) else { return .installation }
        return .sealed(file: sealedPassword, of: id)
    }
}

/// Where an archive's password comes from.
enum FeedbackPasswordWay {
    /// The installation has it, if the archive came through the exchange.
    case installation
    case file(String)
    case sealed(file: String, of: SubmissionID)
}

/// An archive as a command is given it: a file, or the submission whose feedback has been fetched.
struct FeedbackSource {
    /// Octets of the largest archive that is read.
    private static let largest = 64 << 20

    let target: String
    let tenant: TenantID?
    let password: FeedbackPasswordWay

    /// Opens it. The installation is asked for the password where no other way is named.
    func open(_ global: GlobalOptions) async throws -> OpenedFeedback {
        if let id = SubmissionID(target), !FileManager.default.fileExists(atPath: target) {
            let reply = try await global.ask(ReportFeedback(tenant: tenant, .submission(id)))
            return try OpenedFeedback.open(Array(reply.archive ?? Data()), password: try Self.typed(reply.password))
        }
        let bytes = try InputFile.read(target, limit: Self.largest)
        return try OpenedFeedback.open(bytes, password: try await password(of: bytes, global))
    }

    private func password(of archive: [UInt8], _ global: GlobalOptions) async throws -> ArchivePassword {
        switch password {
        case .file(let file): return try Self.typed(String(decoding: try InputFile.passphrase(file), as: UTF8.self))
        case .sealed(let file, let id):
            let text = try InputFile.read(file, limit: 16 << 10).filter { $0 > 32 }
            guard let sealed = Data(base64Encoded: Data(text)) else {
                throw AdministrationError("sealed-password", "\(file) is no base64.", exit: .data)
            }
            let label = Data(ArchivePasswordSeal.label(of: id))
            let request = ReportPassword(tenant: tenant, submission: id, sealed: sealed, label: label)
            return try Self.typed(try await global.ask(request).password)
        case .installation:
            let digest = Data(SHA256.digest(archive))
            let request = ReportFeedback(tenant: tenant, .archive(sha256: digest))
            return try Self.typed(try await global.ask(request).password)
        }
    }

    private static func typed(_ text: String) throws -> ArchivePassword {
        guard let password = ArchivePassword(typed: text) else {
            throw AdministrationError(
                "password-form", "This is no password of an archive: seven groups of four letters and digits.",
                remedy: "Copy all of it from the send module.", exit: .data)
        }
        return password
    }
}
