import Identifiers
public import SealedSubmission

/// Sends a sealed report: *examine* → *look* → *log in* → *upload* → *complete* → *verify the receipt and keep it*.
///
/// Every stage may be done again: what has arrived is never sent twice, an upload goes on at the octet where it was cut,
/// and a report that arrived before gives the same receipt. The private key stays with its ``SendingKeeper``. The same
/// flow serves the command and the pages of a running server.
public struct ReportSending: Sendable {
    /// A report that has arrived, with the trustee's proof.
    public struct Sent: Sendable {
        public let manifest: SubmissionManifest
        public let receipt: SubmissionReceipt
        /// The proof as it was signed: CMS SignedData.
        public let signedReceipt: [UInt8]
        /// Where the proof lies.
        public let receiptFile: String
        /// Whether all of it had arrived before.
        public let wasThere: Bool
    }

    /// How far a sending has come, for whoever watches.
    public enum Progress: Sendable, Equatable {
        case examined(persons: Int, parts: Int, octets: Int)
        case looked(SeasonNow)
        case loggedIn
        case uploaded(octets: Int, of: Int)
        /// The line was cut, or the send module is busy; the next try comes after so long.
        case waiting(SendFault.Code, Duration)
        case received
    }

    private let module: SendModuleClient
    private let office: SendingOffice
    private let logIn: LogInWay
    private let patience: Patience

    public init(
        to module: SendModuleClient, office: SendingOffice, logIn: LogInWay, patience: Patience = Patience()
    ) {
        self.module = module
        self.office = office
        self.logIn = logIn
        self.patience = patience
    }

    /// - Throws: ``SendFault``, `SubmissionFolder.Fault`, `ExtractFile.Fault`, or what the keeper throws.
    public func run(
        _ folder: SubmissionFolder, progress: @escaping @Sendable (Progress) -> Void = { _ in }
    ) async throws -> Sent {
        let report = try examine(folder)
        progress(
            .examined(
                persons: report.manifest.personCount, parts: report.manifest.parts.count, octets: report.octets))
        let look = try await self.look(for: report)
        progress(.looked(look.season))
        let session = try await module.logIn(logIn, as: report.claim, letter: look.letter)
        progress(.loggedIn)
        let arrived: Uploading.Arrived
        do {
            arrived = try await Uploading(report, patience: patience, progress: progress).run(session) {
                try await module.logIn(logIn, as: report.claim, letter: look.letter)
            }
        } catch let fault as SendFault where fault.code == .sequencePassed {
            throw try await passed(report, session)
        }
        progress(.received)
        return try await keep(arrived, of: report)
    }

    /// The two stages that change nothing anywhere: whether the report could be sent now.
    public func rehearse(_ folder: SubmissionFolder) async throws -> (report: OwnReport, look: ModuleLook) {
        let report = try examine(folder)
        return (report, try await look(for: report))
    }

    // MARK: - Stages

    /// What the log-in asks for is right before anybody is asked: only a PIN can then be wrong (I-023).
    private func examine(_ folder: SubmissionFolder) throws -> OwnReport {
        let report = try OwnReport(folder, signers: office.signers())
        try office.check(report.claim)
        return report
    }

    /// Whether the send module would take it: year, season, keys, this program's version.
    private func look(for report: OwnReport) async throws -> ModuleLook {
        let look = try await ModuleLook(module, office: office)
        try look.check(report.manifest)
        return look
    }

    /// What number the next report must have: asked, kept for the next sealing, and said.
    private func passed(_ report: OwnReport, _ session: SendModuleSession) async throws -> SendFault {
        let manifest = report.manifest
        let list = try await session.submissions()
        try await logIn.keep(list, of: manifest.unit, year: manifest.year)
        var values = ["sequence": "\(manifest.sequence)"]
        values["next"] = list.next[manifest.kind].map { "\($0)" }
        if case .pin = logIn { values["least"] = values["next"] }
        return SendFault(.sequencePassed, values)
    }

    /// A receipt is a proof only when the trustee signed it, for exactly what was sent. It is on disk before anybody is
    /// told of it.
    private func keep(_ arrived: Uploading.Arrived, of report: OwnReport) async throws -> Sent {
        var (signed, receipt) = (arrived.receipt, try office.verify(arrived.receipt, for: report))
        let file = ReceiptFile(of: report.folder)
        // A later copy of the same receipt lacks the one-time code; the first one is worth more.
        if let first = file.read(), let known = try? office.verify(first, for: report), known.code != nil {
            (signed, receipt) = (first, known)
        }
        try file.write(signed)
        if case .certificate(let keeper) = logIn {
            try await keeper.keep(receipt: signed, of: report.manifest.submission)
        }
        return Sent(
            manifest: report.manifest, receipt: receipt, signedReceipt: signed, receiptFile: file.path,
            wasThere: arrived.wasThere)
    }
}
