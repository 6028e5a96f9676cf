import Doctor
import Foundation
package import RegisterNode
import ServiceCommands

/// The register, as the commands that all programs have see it.
enum RegisterProgram: InstallableProgram, AuditedProgram {
    typealias Administration = RegisterAdministration

    static let name = "budstikke-register"
    static let party = "register"
    static let folders = ["data", "trust", "crl", "trustee-keys", "tls"]
    static let nextSteps = [
        "Fill in register.yaml; put the issuers' certificates into trust, and files for TLS into tls.",
        "Keep a copy of master.key apart from every copy of the data: without it nothing opens.",
        "budstikke-register keys new --signing, and keys new --year YEAR; then keys add with each certificate.",
        "budstikke-register keys publish --year YEAR --output FILE; the trustee takes it by its `keys import`.",
        "Put the trustee's own key of the year (its `keys export trustee`, .p7s) into trustee-keys.",
        "budstikke-register municipality import FILE.csv, and provider import FILE.csv --dated DAY",
        "budstikke-register season usual YEAR > FILE, and season set FILE",
        "budstikke-register doctor",
    ]
    static let reloading =
        "Reads issuers, lists of withdrawn certificates and keys anew at SIGHUP, and every ten minutes."
    static let auditing = "A use of a private key that has no outcome is told too: the process ended in it."

    static func open(
        _ configuration: RegisterConfiguration, _ surroundings: ServiceSurroundings
    ) async throws -> RegisterNode {
        try await RegisterNode.open(
            configuration, logger: surroundings.logger, events: .init(notDurable: surroundings.notDurable),
            crash: surroundings.crash)
    }

    static func examine(_ configuration: RegisterConfiguration, calls: Bool) async -> DoctorReport {
        await RegisterDoctor(configuration, now: Date()).examine(calls: calls)
    }
}

extension RegisterNode: ServedNode {
    package func serve(ready: @escaping @Sendable ([String: String]) -> Void) async throws {
        try await run { ready(["address": "\($0)"]) }
    }
    package func reload(_ reading: @Sendable () throws -> RegisterConfiguration) async throws -> [String]? {
        try reload()
        return nil
    }
}
