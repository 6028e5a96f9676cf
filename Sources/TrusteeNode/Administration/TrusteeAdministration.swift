public import CommandOutcome
public import Foundation
import Keys
public import Trustee

/// What people do with the trustee's store from the command line. Each call is one person's, at one time, and stands in
/// the audit chain under that person's name.
///
/// It takes the data directory's lock: beside a running service it is refused.
public struct TrusteeAdministration: Sendable {
    public let configuration: TrusteeConfiguration
    public let store: TrusteeStore
    /// Who does it, as the operating system knows them.
    public let person: String
    public let now: Date

    /// Opens the store for as long as `body` takes.
    /// - Throws: `AdministrationError`.
    public static func opened<Value: Sendable>(
        _ configuration: TrusteeConfiguration, by person: String, now: Date,
        _ body: (TrusteeAdministration) async throws -> Value
    ) async throws -> Value {
        do {
            let store = try await TrusteeStore.open(
                directory: configuration.dataDirectory, masterKey: TrustFiles.masterKey(configuration))
            let administration = TrusteeAdministration(
                configuration: configuration, store: store, person: person, now: now)
            do {
                let value = try await body(administration)
                try await store.close()
                return value
            } catch {
                try? await store.close()
                throw error
            }
        } catch let error as TrusteeError {
            throw AdministrationError(error)
        }
    }

    /// Makes the master key where there is none, and the store.
    /// - Throws: `AdministrationError`; an existing key is never replaced, and one that opens the store is no fault.
    public static func initialise(
        _ configuration: TrusteeConfiguration, by person: String, now: Date
    ) async throws -> Bool {
        var isNew = false
        if !FileManager.default.fileExists(atPath: configuration.masterKeyFile) {
            guard !FileManager.default.fileExists(atPath: configuration.dataDirectory + "/trustee.sqlite") else {
                throw AdministrationError(
                    "master-key-missing", "There is a store already, and its master key is not there.",
                    remedy: "Restore \(configuration.masterKeyFile) from its backup: a new key opens nothing.",
                    exit: .noInput)
            }
            do { try MasterKey.generate(to: configuration.masterKeyFile) } catch {
                throw AdministrationError(
                    "cannot-create", "\(configuration.masterKeyFile) cannot be written.",
                    remedy: "Make its directory, and run this as the service's user.", exit: .cannotCreate)
            }
            isNew = true
        }
        try await opened(configuration, by: person, now: now) { administration in
            guard isNew else { return }
            try await administration.store.record("store.made", by: person, at: now)
        }
        return isNew
    }
}

extension AdministrationError {
    /// What the store's error is to a person at the command line.
    public init(_ error: TrusteeError) {
        let (code, exit, remedy): (String, ExitStatus, String?) =
            switch error {
            case .locked: ("locked", .temporary, "Stop `budstikke-trustee serve`, do this, and start it again.")
            case .newerVersion: ("newer-version", .configuration, "Use the newer program.")
            case .otherMasterKey:
                ("master-key-wrong", .configuration, "Restore the right key, or name the right directory.")
            case .full: ("disk-full", .inputOutput, "Make room, then try again.")
            case .notDurable: ("not-durable", .inputOutput, nil)
            case .damaged: ("damaged", .inputOutput, "`budstikke-trustee audit verify` tells more.")
            case .file: ("file", .inputOutput, nil)
            case .database: ("database", .inputOutput, nil)
            case .unknown: ("unknown", .noInput, nil)
            case .wrongState: ("wrong-state", .temporary, nil)
            case .rekeying: ("rekeying", .temporary, "Wait until the register has the new pseudonyms.")
            case .noKey: ("no-key", .noInput, "`budstikke-trustee keys new` adds the year's key.")
            }
        self.init(code, error.description, remedy: remedy, exit: exit)
    }

    /// Why two persons' work was not done.
    init(_ refusal: PermitRefusal) {
        let (code, sentence): (String, String) =
            switch refusal {
            case .noReason: ("no-reason", "A reason must be given: it is kept with the request.")
            case .unknown: ("unknown", "There is no request with this number.")
            case .samePerson: ("same-person", "Who asks cannot allow it: another person must.")
            case .expired: ("expired", "The request is older than a day.")
            case .approvedBefore: ("approved-before", "The request is allowed already.")
            case .notApproved: ("not-approved", "Nobody has allowed the request yet.")
            case .otherPerson: ("other-person", "Only who asked may use what was allowed.")
            case .used: ("used", "What was allowed has been used.")
            case .otherPurpose: ("other-purpose", "The request was for something else.")
            }
        self.init(code, sentence, exit: refusal == .unknown ? .noInput : .notPermitted)
    }
}
