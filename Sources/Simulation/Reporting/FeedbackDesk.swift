import Foundation
import Identifiers
import TestSupport

/// A municipality's clerk and IPLOS contact, from the notice to the opened lists: link by mail → password → download →
/// open in the secure zone.
struct FeedbackDesk: Sendable {
    let chain: ReportingChain
    let town: ReportingTown
    let submission: SubmissionID
    private var hasAsked = false

    init(chain: ReportingChain, town: ReportingTown, submission: SubmissionID) {
        self.chain = chain
        self.town = town
        self.submission = submission
    }

    /// Does the next thing.
    /// - Returns: names of the opened lists; nil while something is still on its way.
    mutating func work(_ reader: ReportedSubmission.Reader) async throws -> [String]? {
        guard hasAsked else {
            hasAsked = true
            try await visit { try await $0.askForLink(town.sharedAddress) }
            return nil
        }
        let mails = chain.post.letters(to: town.sharedAddress)
        guard let link = mails.compactMap({ PortalVisit.link(in: $0.text) }).last else { return nil }
        let archive = "\(chain.ground.feedback)/\(town.tenant.name).zip"
        let octets = try await visit { visit in
            try await visit.logIn(town.sharedAddress, link: link, password: "en lang og artig setning \(town.number)")
            return try await visit.download(submission.text)
        }
        try keep(octets, as: archive)
        // The send module shows it once to who logs in by certificate.
        let password = try await chain.programs.run(
            .towns, on: chain.ground, ["report", "password", submission.text, "--tenant", town.tenant.name])
        try keep(password, as: "\(chain.ground.feedback)/\(town.tenant.name).password")
        let folder = "\(chain.ground.feedback)/\(town.tenant.name)"
        switch reader {
        case .program:
            let open = ["report", "open", archive, "--tenant", town.tenant.name, "--password-file", "-"]
            try await chain.programs.run(.towns, on: chain.ground, open + ["--output", folder], input: password)
        case .sevenZip:
            // In a session of its own, since 7-Zip asks the terminal for the password when there is one.
            let extract = ["--wait", try chain.programs.sevenZip(), "x", "-y", "-o\(folder)", archive]
            let opened = try await Command.run("setsid", extract, input: password)
            guard opened.status == 0 else {
                throw DemoError.setup("7-Zip does not open the archive: \(opened.errorText)")
            }
        }
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    private func keep(_ octets: [UInt8], as path: String) throws(DemoError) {
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard FileManager.default.createFile(atPath: path, contents: Data(octets), attributes: attributes) else {
            throw .file(path)
        }
    }

    private func visit<Value>(_ body: (PortalVisit) async throws -> Value) async throws -> Value {
        try await PortalVisit.to(
            port: chain.trustee.ports.portal, roots: "\(chain.ground.directory(of: .towns))/trust/issuers.pem", body)
    }
}
