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
        guard FileManager.default.createFile(atPath: archive, contents: Data(octets)) else {
            throw DemoError.file(archive)
        }
        let folder = "\(chain.ground.feedback)/\(town.tenant.name)"
        switch reader {
        case .program: try await openByProgram(archive, into: folder)
        case .sevenZip: try await openBySevenZip(archive, into: folder)
        }
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    /// Asks for no password: the return key is in the municipality's installation.
    private func openByProgram(_ archive: String, into folder: String) async throws {
        try await chain.programs.run(
            .towns, on: chain.ground, ["report", "open", archive, "--tenant", town.tenant.name, "--output", folder])
    }

    /// With the password that the send module shows to who logs in by certificate. It goes in by stdin, as typed.
    private func openBySevenZip(_ archive: String, into folder: String) async throws {
        let password = try await chain.programs.run(
            .towns, on: chain.ground, ["report", "password", submission.text, "--tenant", town.tenant.name])
        for program in ["7zz", "7z"] {
            let opened = try? await Command.run(program, ["x", "-y", "-o\(folder)", archive], input: password)
            guard let opened else { continue }
            guard opened.status == 0 else { throw DemoError.setup("7-Zip does not open the archive") }
            return
        }
        throw DemoError.setup("there is no 7-Zip (7zz or 7z) on this machine: install the package 7zip")
    }

    private func visit<Value>(_ body: (PortalVisit) async throws -> Value) async throws -> Value {
        try await PortalVisit.to(
            port: chain.trustee.ports.portal, roots: "\(chain.ground.directory(of: .towns))/trust/issuers.pem", body)
    }
}
