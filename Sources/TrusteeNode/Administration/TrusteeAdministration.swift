public import CommandOutcome
public import ControlSocket
public import Foundation
import Keys
public import ServiceNode
import Trustee

/// A question or an order of an administrator's, as the trustee is asked.
public protocol TrusteeRequest: AdministrationRequest where Administration == TrusteeAdministration {}

/// Carries out requests: each is one person's, at one time, and stands in the audit chain under that person's log-in.
public struct TrusteeAdministration: ServedAdministration {
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

    public static let requests: [any AdministrationRequest<TrusteeAdministration>.Type] = [
        MunicipalityImport.self, PINImport.self, KeyAddition.self, RegisterKeyImport.self, PublishedKeyQuestion.self,
        MappingRequest.self, MappingAnswer.self, OpenRequestsQuestion.self, RequestApproval.self, RekeyRequest.self,
        RekeyBeginning.self, IdentityChangeRequest.self, IdentityChangeImport.self, StatusQuestion.self,
        AlarmQuestion.self, AuditQuestion.self, DoctorQuestion.self,
    ]

    public static func explained(_ error: any Error) -> AdministrationError { AdministrationError(trustee: error) }

    /// PINs of a whole country are hashed within this.
    public static let patience = 1_800

    public static func open(_ configuration: TrusteeConfiguration) async throws -> TrusteeAdministration {
        try await open(configuration, by: .current, now: Date())
    }

    /// The data directory itself, under its lock, for somebody at a time.
    static func open(
        _ configuration: TrusteeConfiguration, by peer: ControlPeer, now: Date
    ) async throws -> TrusteeAdministration {
        let store = try await TrusteeStore.open(
            directory: configuration.dataDirectory, masterKey: TrustFiles.masterKey(configuration))
        return TrusteeAdministration(store: store, configuration: configuration, peer: peer, now: now)
    }

    public func close() async throws { try await store.close() }
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
            try await TrusteeAdministration.open(configuration, by: peer, now: now).whileOpen { administration in
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
