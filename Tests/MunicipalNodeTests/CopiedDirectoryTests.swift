import CommandOutcome
import Foundation
import Keys
import SQLiteStore
import TestSupport
import Testing

@testable import MunicipalNode

@Suite("A data directory that somebody has copied")
struct CopiedDirectoryTests {
    @Test(
        "T-052 without the key file the program does not start, with another key it neither starts nor changes anything"
    )
    func copied() async throws {
        let installation = try Installation()
        try await installation.addCompleteTenant()
        try await installation.store.close()
        let elsewhere = try ScratchDirectory()
        try FileManager.default.copyItem(atPath: installation.directory.path("data"), toPath: elsewhere.path("data"))
        let configuration = try Configuration.read(
            yaml: """
                dataDirectory: data
                masterKeyFile: master.key
                allowedHosts: [127.0.0.1]
                trustStore: trust
                revocation: {directory: crl, required: false}
                addressRegister: {file: register.yaml}
                mailServers:
                  m: {smtp: {host: 127.0.0.1, port: 25, tls: none}, pop3: {host: 127.0.0.1, port: 110, tls: none}}
                mailboxes:
                  post: {server: m, ediAddress: nord@edi.example, user: u, passwordFile: pw}
                """, file: elsewhere.path("budstikke.yaml"), environment: [:])
        #expect(code { _ = try MasterKeyReading.read(configuration) } == "master-key-missing")

        let other = try MasterKey(bytes: [UInt8](repeating: 8, count: 32))
        #expect(code { try open(configuration, other) } == "master-key-wrong")
        // Nobody's attempt has harmed it: the right key opens it, there too.
        #expect(code { try open(configuration, installation.master) } == nil)
    }

    private func open(_ configuration: Configuration, _ key: MasterKey) throws {
        _ = try MasterKeyReading.opening(configuration) {
            try SQLiteStore(directory: configuration.dataDirectory, masterKey: key) { _ in }
        }
    }

    private func code(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch { return (error as? AdministrationError)?.code ?? "\(error)" }
    }
}
