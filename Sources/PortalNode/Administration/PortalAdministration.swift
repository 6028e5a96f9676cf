public import CommandOutcome
import Foundation
import Keys
import Portal
public import ServiceNode

/// A question of an administrator's, as the portal is asked. Nothing about municipalities is decided here: the register
/// tells, and the portal does.
public protocol PortalRequest: AdministrationRequest where Administration == PortalAdministration {}

/// Carries out requests.
public struct PortalAdministration: AuditedAdministration {
    let store: PortalStore
    public let configuration: PortalConfiguration
    let clock: @Sendable () -> Date

    public static let requests: [any AdministrationRequest<PortalAdministration>.Type] = [
        UnitQuestion.self, AccountQuestion.self, MailQuestion.self, AuditQuestion<PortalAdministration>.self,
        DoctorQuestion.self,
    ]

    public static func explained(_ error: any Error) -> AdministrationError { AdministrationError(portal: error) }

    public static func open(_ configuration: PortalConfiguration) throws -> PortalAdministration {
        let masterKey = try MasterKey(file: configuration.masterKeyFile, notInside: configuration.dataDirectory)
        return PortalAdministration(
            store: try PortalStore(directory: configuration.dataDirectory, masterKey: masterKey),
            configuration: configuration, clock: { Date() })
    }

    public func audit() async throws -> AuditReply {
        let last = try await store.lastEvent()
        return AuditReply(records: last?.key ?? 0, digest: last?.digest, brokenAt: try await store.firstBrokenEvent())
    }

    public func close() { try? store.close() }
}

extension AdministrationError {
    /// What an error of the portal's means to the person at the command.
    public init(portal error: any Error) {
        switch error {
        case let error as PortalFault: self.init(error)
        default:
            self.init(
                error,
                words: ServiceWords(
                    program: "budstikke-portal", doors: "`pages` or `push`",
                    newMasterKey: "with a new key every password must be set anew"))
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
