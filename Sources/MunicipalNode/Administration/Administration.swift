public import AddressRegister
public import CommandOutcome
public import ControlSocket
public import Exchange
public import Foundation
import Identifiers
public import Keys
public import Store
public import Texts

/// Carries out what administrators ask for: the same beside a running server and alone.
public struct Administration: Sendable {
    let installation: any InstallationStore
    let configuration: Configuration
    let register: any AddressRegister
    let masterKey: MasterKey
    let trust: PartnerTrust
    let exchange: any ExchangeActions
    let clock: @Sendable () -> Date
    let randomness: Randomness
    /// The links by which people come to the pages; nil where none are served.
    let links: EntryLinks?

    public init(
        installation: any InstallationStore, configuration: Configuration, register: any AddressRegister,
        masterKey: MasterKey, trust: PartnerTrust, exchange: any ExchangeActions,
        clock: @escaping @Sendable () -> Date, randomness: Randomness = .system, links: EntryLinks? = nil
    ) {
        self.installation = installation
        self.configuration = configuration
        self.register = register
        self.masterKey = masterKey
        self.trust = trust
        self.exchange = exchange
        self.clock = clock
        self.randomness = randomness
        self.links = links
    }

    /// Carries out one request.
    ///
    /// - Parameters:
    ///   - actor: who asks, as `uid:1000`; recorded with every change.
    ///   - language: of sentences for people; the installation's when nil.
    /// - Throws: `AdministrationError`.
    public func perform<Request: AdministrationRequest>(
        _ request: Request, by actor: String, dryRun: Bool = false, in language: Language? = nil
    ) async throws(AdministrationError) -> Request.Reply {
        let session = AdministrationSession(
            administration: self, actor: actor, dryRun: dryRun, now: clock(), command: Request.name,
            language: language ?? Language(rawValue: configuration.language) ?? .nb)
        do { return try await request.perform(in: session) } catch { throw AdministrationError(performing: error) }
    }

    /// Every request that can come over the control socket.
    static let requests: [any AdministrationRequest.Type] = [
        TenantList.self, TenantShow.self, TenantAdd.self, TenantPromote.self, TenantErase.self, AddressAdd.self,
        AddressRemove.self, RecordSystemList.self, RecordSystemAdd.self, RecordSystemRemove.self, TokenList.self,
        TokenAdd.self, TokenRevoke.self, RuleList.self,
        RuleAdd.self, RuleRemove.self, PartnerList.self, PartnerShow.self, PartnerSet.self, PartnerDisable.self,
        PartnerException.self, PartnerPing.self, AgreementImport.self, AgreementList.self, AgreementShow.self,
        AgreementCheck.self,
        AgreementRemove.self, CertificateList.self, CertificateRequest.self, CertificateImport.self,
        CertificateActivate.self, CertificateRetire.self, SendDocument.self, SendTest.self, InboxList.self,
        InboxShow.self, MessageSearch.self, MessageShow.self, MessageResend.self, MessageRetry.self, MessageAsk.self,
        RouteQuestion.self, ReportBegin.self, ReportWithdraw.self, ReportNumbers.self, ReportSign.self,
        ReportLogIn.self, ReportReceipt.self,
        ReportPassword.self, ReportList.self, ReportWizardLink.self, ReportClient.self, ReportFetch.self,
        ReportFeedback.self, ReportFeedbackList.self, ReportPermission.self, ReportParticipantList.self,
        ReportParticipantAdd.self, ReportParticipantRemove.self, AuditVerify.self, AuditShow.self, DoctorFacts.self,
        NodeReload.self, OverviewQuestion.self, ConsoleLink.self, TaskList.self, TaskGroupResend.self, TaskShow.self,
        TaskChange.self, DeviationOpen.self, DeviationChange.self, DeviationList.self, DeviationShow.self,
        DeviationExport.self, DeviationCount.self, SecurityReport.self, SecuritySign.self, AccountList.self,
        AccountShow.self, AccountInvite.self, AccountReset.self, AccountRoles.self, AccountDisable.self,
        AccountEnable.self,
    ]

    /// Answers the JSON of one request with the JSON of its reply.
    func answer(_ bytes: [UInt8], by actor: String) async -> [UInt8] {
        guard let command = ControlMessage.command(of: bytes),
            let type = Self.requests.first(where: { $0.name == command })
        else { return ControlMessage.refusal(.controlVersion) }
        return await answer(type, bytes, by: actor)
    }

    private func answer<Request: AdministrationRequest>(
        _ type: Request.Type, _ bytes: [UInt8], by actor: String
    ) async -> [UInt8] {
        await ControlMessage.answer(bytes, as: type) { request, dryRun throws(AdministrationError) in
            try await perform(request, by: actor, dryRun: dryRun)
        }
    }
}
