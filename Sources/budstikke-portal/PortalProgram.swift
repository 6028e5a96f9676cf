import Doctor
import Foundation
package import PortalNode
import ServiceCommands

/// The download portal, as the commands that all programs have see it.
enum PortalProgram: InstallableProgram, AuditedProgram {
    typealias Administration = PortalAdministration

    static let name = "budstikke-portal"
    static let party = "portal"
    static let folders = ["data", "tls", "guide"]
    static let nextSteps = [
        "Fill in portal.yaml; put the certificate, its key and the register's certificates into tls.",
        "Keep a copy of master.key apart from every copy of the data: without it nobody can log in.",
        "budstikke-portal doctor",
        "budstikke-portal serve, and then set `portal` at the register: it tells of municipalities and seasons by itself.",
    ]
    static let reloading = "Reads certificates anew at SIGHUP."
    static let auditing =
        "Records taken away at the end show at the register, which has fetched them: `budstikke-register doctor`."

    static func open(
        _ configuration: PortalConfiguration, _ surroundings: ServiceSurroundings
    ) async throws -> PortalNode {
        try await PortalNode.open(
            configuration, logger: surroundings.logger, events: .init(notDurable: surroundings.notDurable))
    }

    static func examine(_ configuration: PortalConfiguration, calls: Bool) async -> DoctorReport {
        await PortalDoctor(configuration, now: Date()).examine(calls: calls)
    }
}

extension PortalNode: ServedNode {
    package func serve(ready: @escaping @Sendable ([String: String]) -> Void) async throws {
        try await run { ready(["pages": "\($0.pages)", "push": "\($0.push)"]) }
    }
    package func reload(_ reading: @Sendable () throws -> PortalConfiguration) async throws -> [String]? {
        try reload()
        return nil
    }
}
