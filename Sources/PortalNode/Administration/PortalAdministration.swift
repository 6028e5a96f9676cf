public import CommandOutcome
public import ControlSocket
import Foundation
import HTTPListening
import Keys
import Portal
import Settings

/// A question of an administrator's, and what it is answered with.
///
/// Travels as JSON over the control socket when a server runs, and is carried out in the command's own process when not.
/// Nothing about municipalities is decided here: the register tells, and the portal does.
public protocol PortalRequest: ControlRequest {
    /// Carries it out. Throws `AdministrationError`, and what the store throws.
    func answer(in administration: PortalAdministration) async throws -> Reply
}

/// Carries out requests.
public struct PortalAdministration: Sendable {
    let store: PortalStore
    let configuration: PortalConfiguration
    let clock: @Sendable () -> Date

    static let requests: [any PortalRequest.Type] = [
        UnitQuestion.self, AccountQuestion.self, MailQuestion.self, AuditQuestion.self, DoctorQuestion.self,
    ]

    /// Reads a request as it came over the socket, and writes its answer.
    func answer(_ bytes: [UInt8], by peer: ControlPeer) async -> [UInt8] {
        guard let command = ControlMessage.command(of: bytes),
            let type = Self.requests.first(where: { $0.name == command })
        else { return ControlMessage.refusal(.controlVersion) }
        return await answer(type, bytes)
    }

    private func answer<Request: PortalRequest>(_ type: Request.Type, _ bytes: [UInt8]) async -> [UInt8] {
        await ControlMessage.answer(bytes, as: type) { request, _ throws(AdministrationError) in
            do { return try await request.answer(in: self) } catch { throw AdministrationError(portal: error) }
        }
    }
}

extension AdministrationError {
    /// What an error of the portal's means to the person at the command.
    public init(portal error: any Error) {
        switch error {
        case let error as AdministrationError: self = error
        case let error as ConfigurationError: self.init(error)
        case let error as PortalFault: self.init(error)
        case let error as ControlError: self.init(error, program: "budstikke-portal")
        case let error as MasterKeyError:
            self.init(
                "master-key", error.description,
                remedy: "A new installation makes one with `budstikke-portal init`. Else restore it from its own "
                    + "backup: with a new key every password must be set anew.",
                exit: error == .unreadable ? .noInput : .configuration)
        case let error as HTTPListenerError:
            self.init(
                error.code, "Nobody can be listened to: \(error.description)",
                remedy: "Correct `pages` or `push` in the configuration.", exit: .configuration)
        default:
            self.init(
                "failed", "It did not work: \(type(of: error)).", remedy: "`budstikke-portal doctor` may say why.",
                exit: .software)
        }
    }

    private init(_ fault: PortalFault) {
        let (code, exit): (String, ExitStatus) =
            switch fault {
            case .locked: ("locked", .temporary)
            case .full: ("disk-full", .inputOutput)
            case .notDurable: ("not-durable", .inputOutput)
            case .damaged: ("damaged", .inputOutput)
            case .failed: ("store-failed", .inputOutput)
            case .newerVersion: ("newer-version", .configuration)
            case .otherMasterKey: ("other-master-key", .configuration)
            }
        self.init(code, fault.description, exit: exit)
    }
}
