public import CommandOutcome
public import ControlSocket
public import Foundation
import Keys
import Trustee

/// A question or an order of an administrator's, and what it is answered with.
///
/// Travels as JSON over the control socket when the service runs, and is carried out in the command's own process when
/// not.
public protocol TrusteeRequest: ControlRequest {
    /// Carries it out. Throws `AdministrationError`, and what the store throws.
    func answer(in administration: TrusteeAdministration) async throws -> Reply
}

/// Carries out requests: each is one person's, at one time, and stands in the audit chain under that person's log-in.
public struct TrusteeAdministration: Sendable {
    let store: TrusteeStore
    let configuration: TrusteeConfiguration
    /// Who asks.
    let peer: ControlPeer
    let now: Date
    let faults: FaultPoint
    /// Told that the service has something to go on with.
    let changed: @Sendable () -> Void

    init(
        store: TrusteeStore, configuration: TrusteeConfiguration, peer: ControlPeer, now: Date,
        faults: FaultPoint = .none, changed: @escaping @Sendable () -> Void = {}
    ) {
        self.store = store
        self.configuration = configuration
        self.peer = peer
        self.now = now
        self.faults = faults
        self.changed = changed
    }

    /// Who asks, as audit chain and requests name them: the log-in, also behind `sudo` (two persons are two of them).
    var actor: String { peer.actor }

    static let requests: [any TrusteeRequest.Type] = [
        MunicipalityImport.self, PINImport.self, KeyAddition.self, RegisterKeyImport.self, PublishedKeyQuestion.self,
        MappingRequest.self, MappingAnswer.self, OpenRequestsQuestion.self, RequestApproval.self, RekeyRequest.self,
        RekeyBeginning.self, IdentityChangeImport.self, StatusQuestion.self, AlarmQuestion.self, AuditQuestion.self,
        DoctorQuestion.self,
    ]

    /// Reads a request as it came over the socket, and writes its answer.
    func answer(_ bytes: [UInt8]) async -> [UInt8] {
        guard let command = ControlMessage.command(of: bytes),
            let type = Self.requests.first(where: { $0.name == command })
        else { return ControlMessage.refusal(.controlVersion) }
        return await answer(type, bytes)
    }

    private func answer<Request: TrusteeRequest>(_ type: Request.Type, _ bytes: [UInt8]) async -> [UInt8] {
        await ControlMessage.answer(bytes, as: type) { request, _ throws(AdministrationError) in
            do { return try await request.answer(in: self) } catch { throw AdministrationError(trustee: error) }
        }
    }

    /// Opens the store for as long as `body` takes, under the data directory's lock.
    static func opened<Value: Sendable>(
        _ configuration: TrusteeConfiguration, by peer: ControlPeer, now: Date,
        _ body: (TrusteeAdministration) async throws -> Value
    ) async throws -> Value {
        let store = try await TrusteeStore.open(
            directory: configuration.dataDirectory, masterKey: TrustFiles.masterKey(configuration))
        do {
            let value = try await body(
                TrusteeAdministration(store: store, configuration: configuration, peer: peer, now: now))
            try await store.close()
            return value
        } catch {
            try? await store.close()
            throw error
        }
    }
}

/// The beginning of a new installation.
public enum TrusteeSetup {
    /// Makes the master key where there is none, and the store.
    /// - Returns: whether the key is new.
    /// - Throws: `AdministrationError`; an existing key is never replaced, and one that opens the store is no fault.
    public static func begin(
        _ configuration: TrusteeConfiguration, by peer: ControlPeer, now: Date
    ) async throws(AdministrationError) -> Bool {
        do {
            // What runs has been begun.
            if try ControlClient(path: configuration.controlSocket).isServing() { return false }
            let isNew = try makeMasterKey(configuration)
            try await TrusteeAdministration.opened(configuration, by: peer, now: now) { administration in
                guard isNew else { return }
                try await administration.store.record("store.made", by: administration.actor, at: now)
            }
            return isNew
        } catch {
            throw AdministrationError(trustee: error)
        }
    }

    private static func makeMasterKey(_ configuration: TrusteeConfiguration) throws -> Bool {
        let file = configuration.masterKeyFile
        guard !FileManager.default.fileExists(atPath: file) else { return false }
        guard !FileManager.default.fileExists(atPath: configuration.dataDirectory + "/trustee.sqlite") else {
            throw AdministrationError(
                "master-key-missing", "There is a store already, and its master key is not there.",
                remedy: "Restore \(file) from its backup: a new key opens nothing.", exit: .noInput)
        }
        do { try MasterKey.generate(to: file) } catch {
            throw AdministrationError(
                "cannot-create", "\(file) cannot be written.",
                remedy: "Make its directory, and run this as the service's user.", exit: .cannotCreate)
        }
        return true
    }
}
