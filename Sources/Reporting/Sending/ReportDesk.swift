public import Identifiers
public import SealedSubmission

/// What a municipality asks the send module about what it has sent: how far it has come, the archive's password, the
/// contact. Each visit logs in, asks, and logs out.
public struct ReportDesk: Sendable {
    private let module: SendModuleClient
    private let office: SendingOffice
    private let logIn: LogInWay

    public init(at module: SendModuleClient, office: SendingOffice, logIn: LogInWay) {
        self.module = module
        self.office = office
        self.logIn = logIn
    }

    /// A unit's submissions, newest first. What is said of the next numbers goes to the keeper, for the next sealing.
    /// - Throws: ``SendFault``, or what the keeper throws; so do the others.
    public func submissions(of claim: LogInClaim) async throws -> SubmissionList {
        let (list, year) = try await visit(claim) { session, year in (try await session.submissions(), year) }
        try await logIn.keep(list, of: claim.unit, year: year)
        return list
    }

    /// The archive's password, for whoever opens it with another program. It is shown once.
    /// - Parameter receipt: verified; its code is the proof where the log-in is by PIN.
    public func password(
        of submission: SubmissionID, claim: LogInClaim, receipt: SubmissionReceipt? = nil
    ) async throws -> ShownPassword {
        let code = try proof(receipt)
        return try await visit(claim) { session, _ in try await session.password(of: submission, code: code) }
    }

    public func contact(of submission: SubmissionID, claim: LogInClaim) async throws -> ContactState {
        guard case .certificate = logIn else { throw SendFault(.proofNeeded) }
        return try await visit(claim) { session, _ in try await session.contact(of: submission) }
    }

    /// Changes who answers for a submission; the register tells the old contact and the new one by mail.
    public func change(
        _ submission: SubmissionID, claim: LogInClaim, contact: Contact, deputy: Contact?,
        receipt: SubmissionReceipt? = nil
    ) async throws -> ContactState {
        if let fault = contact.fault ?? deputy?.fault { throw SendFault(.contactRefused, cause: fault) }
        let code = try proof(receipt)
        return try await visit(claim) { session, _ in
            try await session.change(submission, contact: contact, deputy: deputy, code: code)
        }
    }

    // MARK: - Steps

    /// - Parameter ask: gets the year that is reported on now, too.
    private func visit<Value: Sendable>(
        _ claim: LogInClaim, _ ask: (SendModuleSession, _ year: Int) async throws -> Value
    ) async throws -> Value {
        try office.check(claim)
        let (season, _) = try await module.season()
        let session = try await module.logIn(logIn, as: claim, letter: LogInLetter(season, office: office))
        do {
            let value = try await ask(session, season.yearReported)
            await session.logOut()
            return value
        } catch {
            await session.logOut()
            throw error
        }
    }

    /// What goes with a log-in by PIN; a PIN alone is refused here already.
    private func proof(_ receipt: SubmissionReceipt?) throws(SendFault) -> String? {
        guard case .pin = logIn else { return nil }
        guard let code = receipt?.code else { throw SendFault(.proofNeeded) }
        return code.text
    }
}
