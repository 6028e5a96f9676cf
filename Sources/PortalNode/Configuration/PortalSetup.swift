public import CommandOutcome
import Foundation
import Keys
import PrivateFiles

/// The beginning of a new installation: a configuration to fill in, a master key, and the folders that it names.
public enum PortalSetup {
    /// What to do by hand afterwards, in order.
    public static let nextSteps = [
        "Fill in portal.yaml; put the certificate, its key and the register's certificates into tls.",
        "Keep a copy of master.key apart from every copy of the data: without it nobody can log in.",
        "budstikke-portal doctor",
        "budstikke-portal serve, and then set `portal` at the register: it tells of municipalities and seasons by itself.",
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
        for folder in ["", "/data", "/tls", "/guide"] {
            try step(directory + folder) { try PrivateFile.makeDirectory(directory + folder) }
        }
        try step(directory + "/master.key") { try MasterKey.generate(to: directory + "/master.key") }
        try step(directory + "/portal.yaml") {
            try PrivateFile.write(Array(PortalConfiguration.example.utf8), to: directory + "/portal.yaml")
        }
        return (made, kept)
    }
}
