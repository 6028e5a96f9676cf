import Doctor
import Foundation
import ServiceCommands
package import TrusteeNode

typealias TrusteeOptions = ConfigurationOptions<TrusteeProgram>

/// The trustee, as the commands that all programs have see it.
enum TrusteeProgram: ServiceProgram {
    typealias Administration = TrusteeAdministration

    static let name = "budstikke-trustee"
    static let party = "trustee"
    static let reloading =
        "SIGHUP reads the configuration and the files it names anew: what cannot be used, or needs a restart, leaves "
        + "everything as it is and is logged."

    static func open(
        _ configuration: TrusteeConfiguration, _ surroundings: ServiceSurroundings
    ) async throws -> TrusteeNode {
        try await TrusteeNode.open(
            configuration, clock: { Date() }, log: surroundings.logger, crash: surroundings.crash)
    }

    static func examine(_ configuration: TrusteeConfiguration, calls: Bool) async -> DoctorReport {
        await TrusteeDoctor(configuration, now: Date()).examine(calls: calls)
    }
}

extension TrusteeNode: ServedNode {
    package func serve(ready: @escaping @Sendable ([String: String]) -> Void) async throws {
        try await run { ready(["sendModule": "\($0.sendModule ?? 0)", "status": "\($0.status ?? 0)"]) }
    }

    package func reload(_ reading: @Sendable () throws -> TrusteeConfiguration) async throws -> [String]? {
        try reload(try reading())
    }
}
