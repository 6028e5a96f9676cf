import Certificates
import ControlSocket
import Cryptography
import Foundation
import MunicipalNode
import Store
import TestSupport

/// What the bench asks of a running server over its control socket, as an administrator would by command.
struct TownAdministration: Sendable {
    private let client: ControlClient

    init(socket: String) { client = ControlClient(path: socket, timeoutSeconds: 60) }

    /// Whether it answers yet.
    var isServing: Bool { (try? client.isServing()) ?? false }

    /// Sets up one tenant: the organisation, its address, its two certificates and its record system.
    /// - Parameter folder: nil for a record system that fetches from the API.
    func add(_ party: TownParty, folder: String?) throws {
        _ = try perform(
            TenantAdd(
                id: party.tenant, displayName: "Bench \(party.name)", organisationNumber: party.number,
                controller: "Bench"))
        _ = try perform(
            AddressAdd(
                tenant: party.tenant, her: party.her, parent: party.organisationHER, displayName: "Tjeneste",
                ediAddress: party.ediAddress, mailbox: party.name))
        for (identity, purpose) in [(party.signing, KeyRecord.Purpose.signing), (party.encryption, .encryption)] {
            _ = try perform(
                CertificateImport(
                    tenant: party.tenant, contents: Data(identity.certificate.pem), key: try Self.pem(identity.key),
                    purpose: purpose, activate: true))
        }
        _ = try perform(
            RecordSystemAdd(tenant: party.tenant, systemName: "records", folder: folder, herIDs: [party.her]))
    }

    /// Whether a message of the tenant waits for its processing or its hand-over.
    func isAtWork(for party: TownParty) throws -> Bool {
        var search = MessageSearch(tenant: party.tenant)
        search.states = [.received, .queuedForHandOver]
        return try !perform(search).messages.isEmpty
    }

    func perform<Request: AdministrationRequest>(_ request: Request) throws -> Request.Reply {
        try client.perform(request, dryRun: false)
    }

    private static func pem(_ key: PrivateKey) throws -> Data {
        let lines = Base64.encode(try key.pkcs8DER, lineLength: 64).filter { $0 != UInt8(ascii: "\r") }
        let body = String(decoding: lines, as: UTF8.self).trimmingCharacters(in: .newlines)
        return Data("-----BEGIN PRIVATE KEY-----\n\(body)\n-----END PRIVATE KEY-----\n".utf8)
    }
}
