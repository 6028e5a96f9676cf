import ArgumentParser
import CommandOutcome
import Foundation
import Identifiers
import MunicipalNode
import Testing

@testable import Commands
@testable import budstikke

@Suite("Adding a tenant")
struct TenantAddTests {
    @Test("U-46 with nobody to ask, and no --yes, nothing at all is written")
    func nobodyToAsk() async throws {
        let folder = "/tmp/budstikke-add-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let configuration = "\(folder)/budstikke.yaml"
        try """
        dataDirectory: data
        masterKeyFile: master.key
        controlSocket: run/s
        trustStore: trust
        revocation: {directory: crl}
        addressRegister: {file: register.yaml}
        """.write(toFile: configuration, atomically: true, encoding: .utf8)
        for name in ["trust", "crl"] {
            try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: false)
        }
        let masterKey = ["config", "master-key", "--config", configuration]
        #expect(await Budstikke.runner(masterKey + ["--dry-run"]).run() == 0)
        #expect(!FileManager.default.fileExists(atPath: "\(folder)/master.key"))
        #expect(await Budstikke.runner(masterKey).run() == 0)
        let add = [
            "tenant", "add", "nordvik", "--name", "Nordvik kommune", "--organisation-number", "999 010 105",
            "--controller", "Rådmannen", "--config", configuration,
        ]
        #expect(await Budstikke.runner(add).run() == ExitStatus.usage.rawValue)
        #expect(!FileManager.default.fileExists(atPath: "\(folder)/data"))
        #expect(await Budstikke.runner(add + ["--yes"]).run() == 0)
        #expect(FileManager.default.fileExists(atPath: "\(folder)/data/tenants/nordvik"))
    }

    @Test("U-46 a dry run of making the master key is refused where making it would be")
    func masterKeyDryRun() throws {
        let folder = "/tmp/budstikke-key-\(UUID().uuidString.prefix(8))"
        #expect(throws: AdministrationError.self) { try MasterKeyFileCreation.check("\(folder)/master.key") }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try MasterKeyFileCreation.check("\(folder)/master.key")
        try MasterKeyFileCreation.create("\(folder)/master.key")
        do {
            try MasterKeyFileCreation.check("\(folder)/master.key")
            Issue.record("there is one already")
        } catch {
            #expect(error.exit == .cannotCreate && error.code == "exists" && error.remedy != nil)
        }
    }

    @Test("a wrong length and a wrong check digit are told apart, and spaces are let pass")
    func organisationNumber() throws {
        #expect(try OrganisationNumberArgument.read("999 010 105").digits == "999010105")
        for text in ["99901010", "9990101050", "99901010x", ""] {
            #expect(OrganisationNumberArgument.fault(in: text).contains("nine digits and nothing else"))
        }
        #expect(OrganisationNumberArgument.fault(in: "999010106").contains("check digit"))
        do {
            _ = try Budstikke.parseAsRoot(["partner", "list", "--organisation", "999010106"])
            Issue.record("the check digit is wrong")
        } catch {
            #expect(Budstikke.fullMessage(for: error).contains("check digit does not fit"))
        }
    }

    @Test("U-46 the JSON of a changing command says whether it was a dry run, that of another does not")
    func dryRunMark() throws {
        struct Value: Encodable { let a = 1 }
        #expect(try JSONLine.text(Value(), dryRun: true) == #"{"a":1,"dryRun":true,"schemaVersion":1}"#)
        #expect(try JSONLine.text(Value(), dryRun: false) == #"{"a":1,"dryRun":false,"schemaVersion":1}"#)
        #expect(try JSONLine.text(Value()) == #"{"a":1,"schemaVersion":1}"#)
    }
}
