import CommandOutcome
public import ControlSocket
import Foundation
import Register

/// A question or an order of an administrator's, and what it is answered with.
///
/// Travels as JSON over the control socket when a server runs, and is carried out in the command's own process when not.
public protocol RegisterRequest: ControlRequest {
    /// Carries it out. Throws `AdministrationError`, and what the engine throws.
    func answer(in administration: RegisterAdministration, by actor: String) throws -> Reply
}

/// Carries out requests; all calls block for the length of their work.
public struct RegisterAdministration: Sendable {
    let store: RegisterStore
    let configuration: RegisterConfiguration
    let trust: CurrentTrust.Value
    /// Who asks.
    let peer: ControlPeer
    let clock: @Sendable () -> Date

    static let requests: [any RegisterRequest.Type] = [
        StatusQuestion.self, MailQuestion.self, MunicipalityImport.self, SeasonQuestion.self, SeasonChange.self,
        ReleaseOrder.self, ResendOrder.self, AuditQuestion.self, DoctorQuestion.self, AuditNote.self,
        AddressQuestion.self, AddressWishOrder.self, AddressApproval.self, AddressWithdrawal.self,
        PortalQuestion.self, PortalReset.self, MessageQuestion.self,
    ]

    /// Reads a request as it came over the socket, and writes its answer.
    func answer(_ bytes: [UInt8]) async -> [UInt8] {
        guard let command = ControlMessage.command(of: bytes),
            let type = Self.requests.first(where: { $0.name == command })
        else { return ControlMessage.refusal(.controlVersion) }
        return await answer(type, bytes)
    }

    private func answer<Request: RegisterRequest>(
        _ type: Request.Type, _ bytes: [UInt8]
    ) async -> [UInt8] {
        await ControlMessage.answer(bytes, as: type) { request, _ throws(AdministrationError) in
            do { return try request.answer(in: self, by: peer.actor) } catch {
                throw AdministrationError(register: error)
            }
        }
    }
}
