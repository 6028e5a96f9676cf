import Certificates
import ControlSocket
import Foundation
import Identifiers
import Keys
import MunicipalNode
import Store
import TestSupport

/// The municipalities of the demo: tenants of one ordinary server, as of an inter-municipal IT company.
struct TownsParty: Sendable {
    let ground: ReportingGround
    let keys: ReportingKeys
    let programs: Programs
    let ports: ReportingPorts

    private var controlSocket: String { "\(ground.directory(of: .towns))/c/s" }

    /// Configuration and master key.
    func settle() throws {
        try keys.publish(to: .towns, on: ground)
        try MasterKey.generate(to: "\(ground.directory(of: .towns))/master.key")
        try ground.write("parties: []\n", to: "register.yaml", of: .towns)
        let trustee = ReportingKeys.National.trustee.organisation.number
        let register = ReportingKeys.National.register.organisation.number
        try ground.write(
            """
            dataDirectory: data
            masterKeyFile: master.key
            controlSocket: \(controlSocket)
            allowedHosts: [127.0.0.1]
            trustStore: trust
            revocation: {directory: crl, allowedHosts: [], required: true}
            addressRegister: {file: register.yaml}
            reporting:
              trustee: "\(trustee)"
              register: "\(register)"
              sendModule: {address: "https://127.0.0.1:\(ports.sendModule)/", trustRoots: trust/issuers.pem}
            language: en
            logLevel: notice
            helloName: towns.example

            """, to: "budstikke.yaml", of: .towns)
    }

    /// Starts the server; returns when it can be reached.
    func start() async throws -> ServerProcess { try await programs.serve(.towns, on: ground) }

    /// Makes a municipality a tenant with its organisation certificate.
    func add(_ town: ReportingTown) throws {
        let client = ControlClient(path: controlSocket, timeoutSeconds: 20)
        let signing = try keys.signing(of: town)
        do {
            _ = try client.perform(
                TenantAdd(
                    id: town.tenant, displayName: town.name, organisationNumber: town.organisation,
                    controller: "Kommunedirektøren"), dryRun: false)
            _ = try client.perform(
                CertificateImport(
                    tenant: town.tenant, contents: Data(signing.certificate.pem),
                    key: Data(try ReportingKeys.pem(signing.key)), purpose: .signing, activate: true), dryRun: false)
        } catch { throw DemoError.setup("\(town.name) could not be added: \(error)") }
    }
}
