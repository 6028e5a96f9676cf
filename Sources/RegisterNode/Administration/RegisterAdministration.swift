public import CommandOutcome
public import ControlSocket
import Foundation
import Logging
import Register
public import ServiceNode

/// A question or an order of an administrator's, as the register is asked: all calls block for the length of their work.
public protocol RegisterRequest: AdministrationRequest where Administration == RegisterAdministration {
    /// Carries it out. Throws `AdministrationError`, and what the engine throws.
    func answer(in administration: RegisterAdministration, by actor: String) throws -> Reply
}

extension RegisterRequest {
    public func answer(in administration: RegisterAdministration) async throws -> Reply {
        try answer(in: administration, by: administration.peer.actor)
    }
}

/// Carries out requests.
public struct RegisterAdministration: AuditedAdministration {
    let store: RegisterStore
    public let configuration: RegisterConfiguration
    let trust: CurrentTrust.Value
    /// Who asks.
    let peer: ControlPeer
    let clock: @Sendable () -> Date

    public static let requests: [any AdministrationRequest<RegisterAdministration>.Type] = [
        StatusQuestion.self, MailQuestion.self, MunicipalityImport.self, ProviderImport.self, ProviderQuestion.self,
        SeasonQuestion.self, SeasonChange.self, LetterQuestion.self, ReleaseOrder.self, ResendOrder.self,
        AuditQuestion<RegisterAdministration>.self, DoctorQuestion.self, AuditNote.self, AddressQuestion.self,
        AddressWishOrder.self, AddressApproval.self, AddressWithdrawal.self, PortalQuestion.self, PortalReset.self,
        MessageQuestion.self, MessageRepetition.self,
    ]

    public static func explained(_ error: any Error) -> AdministrationError { AdministrationError(register: error) }

    public static func open(_ configuration: RegisterConfiguration) throws -> RegisterAdministration {
        let installation = try RegisterInstallation.open(configuration)
        do {
            let log = Logger(label: "register") { _ in SwiftLogNoOpLogHandler() }
            return RegisterAdministration(
                store: installation.store, configuration: configuration,
                trust: try CurrentTrust(installation.trustReading, now: Date(), log: log).value, peer: .current,
                clock: { Date() })
        } catch {
            try? installation.store.close()
            throw error
        }
    }

    public func audit() async throws -> AuditReply {
        let verdict = try store.verifyAudit()
        return AuditReply(records: verdict.records, brokenAt: verdict.brokenAt, openIntents: verdict.openIntents)
    }

    public func close() { try? store.close() }
}
