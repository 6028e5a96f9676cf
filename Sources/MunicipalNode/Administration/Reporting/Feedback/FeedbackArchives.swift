import Foundation
import HealthMessages
import Identifiers
import PrivateFiles
import Store

/// The archives of feedback that a tenant has fetched: `<data directory>/reports/<tenant>/<submission>.zip`, later ones of the
/// same submission `<submission>-2.zip` and so on, encrypted as they came; the folders have mode 0700 and the files 0600.
struct FeedbackArchives: Sendable {
    private let root: String
    private let folder: String

    init(_ configuration: Configuration, of tenant: TenantID) {
        root = configuration.dataDirectory + "/reports"
        folder = "\(root)/\(tenant.name)"
    }

    /// Keeps an archive; it is on disk with its name when this returns. The same one again changes nothing.
    /// - Throws: `PrivateFile.Failure`.
    func keep(_ archive: [UInt8], as feedback: ReceivedFeedback) throws {
        for path in [root, folder] { try PrivateFile.makeDirectory(path) }
        try PrivateFile.write(archive, to: path(of: feedback))
    }

    /// The archive of a feedback; nil when there is none that can be read.
    func read(_ feedback: ReceivedFeedback) -> [UInt8]? {
        try? PrivateFile.read(path(of: feedback), limit: RegisterFeedback.largestArchive)
    }

    /// Takes all of the tenant's away. What stays is ciphertext.
    func removeAll() { try? FileManager.default.removeItem(atPath: folder) }

    private func path(of feedback: ReceivedFeedback) -> String {
        let again = feedback.number > 1 ? "-\(feedback.number)" : ""
        return "\(folder)/\(feedback.submission)\(again).zip"
    }
}
