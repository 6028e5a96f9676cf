public import AddressRegister
public import CommandOutcome
public import Exchange
public import Foundation
import Identifiers
public import Keys
public import Store

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

    public init(
        installation: any InstallationStore, configuration: Configuration, register: any AddressRegister,
        masterKey: MasterKey, trust: PartnerTrust, exchange: any ExchangeActions,
        clock: @escaping @Sendable () -> Date, randomness: Randomness = .system
    ) {
        self.installation = installation
        self.configuration = configuration
        self.register = register
        self.masterKey = masterKey
        self.trust = trust
        self.exchange = exchange
        self.clock = clock
        self.randomness = randomness
    }

    /// Carries out one request.
    ///
    /// - Parameter actor: who asks, as `uid:1000`; recorded with every change.
    /// - Throws: `AdministrationError`.
    public func perform<Request: AdministrationRequest>(
        _ request: Request, by actor: String, dryRun: Bool = false
    ) async throws(AdministrationError) -> Request.Reply {
        let session = AdministrationSession(
            administration: self, actor: actor, dryRun: dryRun, now: clock(), command: Request.name)
        do {
            return try await request.perform(in: session)
        } catch let error as AdministrationError {
            throw error
        } catch let error as StoreError {
            throw AdministrationError(error)
        } catch {
            throw .internalFault(String(describing: type(of: error)))
        }
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
        InboxShow.self, MessageSearch.self, MessageShow.self, MessageResend.self, MessageRetry.self, RouteQuestion.self,
        ReportBegin.self, ReportSign.self, ReportPassword.self, ReportList.self, AuditVerify.self, AuditShow.self,
        DoctorFacts.self, NodeReload.self,
    ]

    /// Answers the JSON of one request with the JSON of its reply.
    func answer(_ bytes: [UInt8], by actor: String) async -> [UInt8] {
        do {
            let heading = try ControlMessage.decode(ControlMessage.Heading.self, from: bytes)
            guard heading.version == ControlMessage.version,
                let type = Self.requests.first(where: { $0.name == heading.command })
            else { return failure(.controlVersion) }
            return await answer(type, bytes, by: actor)
        } catch {
            return failure(.controlVersion)
        }
    }

    private func answer<Request: AdministrationRequest>(
        _ type: Request.Type, _ bytes: [UInt8], by actor: String
    ) async -> [UInt8] {
        guard let call = try? ControlMessage.decode(ControlMessage.Call<Request>.self, from: bytes) else {
            return failure(.controlVersion)
        }
        do {
            let reply = try await perform(call.arguments, by: actor, dryRun: call.dryRun)
            return try ControlMessage.encode(ControlMessage.Answer(version: ControlMessage.version, result: reply))
        } catch let error as AdministrationError {
            return failure(error)
        } catch {
            return failure(.internalFault("the reply cannot be written"))
        }
    }

    private func failure(_ error: AdministrationError) -> [UInt8] {
        let answer = ControlMessage.Answer<ControlMessage.Nothing>(version: ControlMessage.version, error: error)
        // Strings and numbers only: encoding them cannot fail.
        return (try? ControlMessage.encode(answer)) ?? []
    }
}
