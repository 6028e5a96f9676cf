public import CommandOutcome
import Foundation
import Keys
import PrivateFiles

/// The beginning of a new installation: a configuration to fill in, a master key, and the folders that it names.
public enum RegisterSetup {
    /// What to do by hand afterwards, in order.
    public static let nextSteps = [
        "Fill in register.yaml; put the issuers' certificates into trust, and files for TLS into tls.",
        "Keep a copy of master.key apart from every copy of the data: without it nothing opens.",
        "budstikke-register keys new --signing, and keys new --year YEAR; then keys add with each certificate.",
        "budstikke-register municipality import FILE.csv",
        "budstikke-register season usual YEAR > FILE, and season set FILE",
        "budstikke-register doctor",
    ]

    /// Makes what is missing and leaves what is there.
    /// - Returns: paths that were made, or would be, and those that were there.
    /// - Throws: `AdministrationError` `cannot-create`.
    public static func begin(
        in directory: String, dryRun: Bool
    ) throws(AdministrationError) -> (made: [String], kept: [String]) {
        var (made, kept): ([String], [String]) = ([], [])
        func step(_ path: String, _ make: () throws -> Void) throws(AdministrationError) {
            guard access(path, F_OK) != 0 else { return kept.append(path) }
            if !dryRun {
                do { try make() } catch {
                    throw AdministrationError(
                        "cannot-create", "\(path) cannot be made.",
                        remedy: "Run this as a user who may write there.", exit: .cannotCreate)
                }
            }
            made.append(path)
        }
        for folder in ["", "/data", "/trust", "/crl", "/trustee-keys", "/tls"] {
            try step(directory + folder) { try PrivateFile.makeDirectory(directory + folder) }
        }
        try step(directory + "/master.key") { try MasterKey.generate(to: directory + "/master.key") }
        try step(directory + "/register.yaml") {
            try PrivateFile.write(Array(RegisterConfiguration.example.utf8), to: directory + "/register.yaml")
        }
        return (made, kept)
    }
}

extension RegisterKeyFolder {
    /// The keys of an installation, for commands.
    /// - Throws: `MasterKeyError`.
    public static func open(_ configuration: RegisterConfiguration) throws -> RegisterKeyFolder {
        RegisterKeyFolder(
            in: configuration.dataDirectory,
            masterKey: try MasterKey(file: configuration.masterKeyFile, notInside: configuration.dataDirectory))
    }
}
