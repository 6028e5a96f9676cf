import Foundation
import HealthMessages
import Identifiers
import PrivateFiles

/// The archives of feedback that a tenant has fetched: `<data directory>/reports/<tenant>/<submission>.zip`, encrypted as
/// they came; the folders have mode 0700 and the files 0600.
struct FeedbackArchives: Sendable {
    private let root: String
    private let folder: String

    init(_ configuration: Configuration, of tenant: TenantID) {
        root = configuration.dataDirectory + "/reports"
        folder = "\(root)/\(tenant.name)"
    }

    /// Keeps an archive; it is on disk with its name when this returns. The same one again changes nothing.
    /// - Throws: `PrivateFile.Failure`.
    func keep(_ archive: [UInt8], of submission: SubmissionID) throws {
        for path in [root, folder] { try PrivateFile.makeDirectory(path) }
        try PrivateFile.write(archive, to: path(of: submission))
    }

    /// The archive of a submission; nil when there is none that can be read.
    func read(_ submission: SubmissionID) -> [UInt8]? {
        try? PrivateFile.read(path(of: submission), limit: RegisterFeedback.largestArchive)
    }

    /// Takes all of the tenant's away. What stays is ciphertext.
    func removeAll() { try? FileManager.default.removeItem(atPath: folder) }

    private func path(of submission: SubmissionID) -> String { "\(folder)/\(submission).zip" }
}
