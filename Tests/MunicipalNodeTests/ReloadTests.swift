import Certificates
import CommandOutcome
import Exchange
import Foundation
import Glibc
import Identifiers
import Keys
import Logging
import SQLiteStore
import Store
import TestSupport
import Testing

@testable import MunicipalNode

@Suite("Reload")
struct ReloadTests {
    @Test("U-48 a new mailbox, stage domains and trust are in effect at once; what needs a restart is said")
    func change() async throws {
        let house = try House()
        let node = try await house.open()
        let again = try await node.reload(dryRun: false)
        #expect(again.changed.isEmpty && again.needRestart.isEmpty)
        try house.write(mailboxes: ["post", "ny"], more: "workers: 2\nstageDomains: {production: [edi.example]}\n")
        let reply = try await node.reload(dryRun: false)
        #expect(reply.changed == ["mailboxes", "stageDomains"])
        #expect(reply.needRestart == ["workers"])
        #expect(node.configuration.mailboxes.keys.sorted() == ["ny", "post"])
        #expect(node.configuration.workers == 32, "the one it was started with")
        #expect(node.administration.configuration.mailboxes.count == 2)
        #expect(reply.remarks.contains { $0.contains("ny.password") }, "its password is not there yet")
        try await node.close()
    }

    @Test(
        "U-48 whatever is faulty, nothing changes and the reason is told",
        arguments: [
            (Fault.syntax, "configuration"), (.setting, "configuration"), (.trust, "trust-store"),
            (.register, "register-unusable"), (.schemas, "schemas-unusable"),
        ])
    func faulty(fault: Fault, code: String) async throws {
        let house = try House()
        let node = try await house.open()
        try house.write(mailboxes: ["post", "ny"])
        try house.break(fault)
        let before = node.configuration
        await #expect { try await node.reload(dryRun: false) } throws: { error in
            (error as? AdministrationError)?.code == code
        }
        #expect(node.configuration == before)
        try house.write(mailboxes: ["post", "ny"])
        try house.mend()
        #expect(try await node.reload(dryRun: false).changed == ["mailboxes"])
        try await node.close()
    }

    @Test("U-46 a dry run checks and changes nothing")
    func dryRun() async throws {
        let house = try House()
        let node = try await house.open()
        try house.write(mailboxes: ["post", "ny"])
        #expect(try await node.reload(dryRun: true).changed == ["mailboxes"])
        #expect(node.configuration.mailboxes.count == 1)
        try await node.close()
    }

    @Test("T-077 many reloads at once end one after the other, each with a whole configuration")
    func storm() async throws {
        let house = try House()
        let node = try await house.open()
        try house.write(mailboxes: ["post", "ny"])
        let replies = try await withThrowingTaskGroup(of: NodeReload.Reply.self) { group in
            for _ in 0..<50 { group.addTask { try await node.reload(dryRun: false) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(replies.count { $0.changed == ["mailboxes"] } == 1)
        #expect(replies.count { $0.changed.isEmpty } == 49)
        try await node.close()
    }

    @Test("M-037 a mailbox is read for a tenant as long as it is the tenant's and in the configuration")
    func mailbox() async throws {
        let house = try House()
        let node = try await house.open()
        let id = try #require(TenantID("nord"))
        let organisation = SyntheticOrganisations.northMunicipality
        _ = try await node.administration.perform(
            TenantAdd(
                id: id, displayName: organisation.name, organisationNumber: organisation.number,
                controller: "Rådmannen"), by: "uid:1000", dryRun: false)
        let her = try #require(HERId(80_001))
        _ = try await node.administration.perform(
            AddressAdd(tenant: id, her: her, ediAddress: EDIAddress("post@edi.example")), by: "uid:1000", dryRun: false)
        let tenant = try #require(try await node.parts.store.tenants().first)
        let runtime = try await node.parts.runtime(for: tenant)
        #expect(runtime.equipment.current.mailboxes == ["post"])
        #expect(runtime.equipment.current.reader(of: "post") != nil)
        #expect(runtime.equipment.current.reader(of: "ny") == nil)
        _ = try await node.administration.perform(AddressRemove(tenant: id, her: her), by: "uid:1000", dryRun: false)
        runtime.context.settings.replace(with: try await node.parts.settings(of: tenant))
        #expect(runtime.equipment.current.mailboxes.isEmpty)
        #expect(runtime.equipment.current.reader(of: "post") == nil, "it may be another tenant's by now")
        try await node.close()
    }

    @Test("what nobody runs cannot be reloaded")
    func alone() async throws {
        let house = try House()
        let node = try await house.open(reloadable: false)
        await #expect { try await node.reload(dryRun: false) } throws: { error in
            (error as? AdministrationError)?.exit == .unavailable
        }
        try await node.close()
    }

    @Test("a master key that is missing, forbidden, broken or another's is told as just that")
    func masterKey() async throws {
        let house = try House()
        try await house.open().close()
        let file = house.directory.path("master.key")
        let (good, other) = (try #require(FileManager.default.contents(atPath: file)), "another.key")
        chmod(file, 0o644)
        #expect(await house.refusal() == "master-key-unsafe")
        try FileManager.default.removeItem(atPath: file)
        #expect(await house.refusal() == "master-key-missing")
        try house.directory.write(Array("not a key".utf8), to: "master.key")
        chmod(file, 0o600)
        #expect(await house.refusal() == "master-key-malformed")
        try FileManager.default.removeItem(atPath: file)
        try MasterKey.generate(to: house.directory.path(other))
        try FileManager.default.moveItem(atPath: house.directory.path(other), toPath: file)
        #expect(await house.refusal() == "master-key-wrong")
        try FileManager.default.removeItem(atPath: file)
        try house.directory.write([UInt8](good), to: "master.key")
        chmod(file, 0o600)
        #expect(await house.refusal() == nil)
        #expect(
            AdministrationError(.unreadable, file: file, reason: EACCES).code == "master-key-forbidden",
            "told by what the operating system says")
    }

    @Test("a start names each thing that is missing, one line each")
    func preconditions() async throws {
        let house = try House()
        let node = try await house.open()
        try FileManager.default.removeItem(atPath: house.directory.path("register.yaml"))
        try FileManager.default.removeItem(atPath: house.directory.path("post.password"))
        let look = Preconditions(configuration: node.configuration, now: Date())
        let remarks = await look.files() + look.tenants(node.administration)
        #expect(Set(remarks.map(\.code)).isSuperset(of: ["secret-files", "address-register", "tenant"]))
        #expect(remarks.allSatisfy { !$0.line.contains("\n") })
        try await node.close()
    }

    enum Fault: Sendable { case syntax, setting, trust, register, schemas }

    /// An installation's files, which the test changes.
    private final class House: Sendable {
        let directory: ScratchDirectory
        private let authority: SyntheticAuthority

        init() throws {
            directory = try ScratchDirectory()
            authority = try SyntheticAuthority(name: "Utsteder", now: Date())
            for name in ["trust", "crl"] { mkdir(directory.path(name), 0o700) }
            try directory.write(authority.revocationList(revoking: [], now: Date()), to: "crl/issuing.crl")
            try MasterKey.generate(to: directory.path("master.key"))
            try directory.write(Array("secret\n".utf8), to: "post.password")
            chmod(directory.path("post.password"), 0o600)
            try mend()
            try write(mailboxes: ["post"])
        }

        func write(mailboxes: [String], more: String = "") throws {
            let boxes = mailboxes.map {
                "  \($0): {server: m, ediAddress: \($0)@edi.example, user: u, passwordFile: \($0).password}\n"
            }
            let yaml = """
                dataDirectory: data
                masterKeyFile: master.key
                controlSocket: run/s
                allowedHosts: [127.0.0.1]
                trustStore: trust
                revocation: {directory: crl, required: true}
                addressRegister: {file: register.yaml}
                schemaPack: schemas
                mailServers:
                  m: {smtp: {host: 127.0.0.1, port: 25, tls: none}, pop3: {host: 127.0.0.1, port: 110, tls: none}}
                mailboxes:
                \(boxes.joined())\(more)
                """
            try directory.write(Array(yaml.utf8), to: "budstikke.yaml")
        }

        func `break`(_ fault: Fault) throws {
            switch fault {
            case .syntax: try directory.write(Array("dataDirectory: [\n".utf8), to: "budstikke.yaml")
            case .setting: try write(mailboxes: ["post"], more: "wokers: 2\n")
            case .trust: try directory.write(Array("nothing".utf8), to: "trust/root.pem")
            case .register: try directory.write(Array("parties: [{her: x}]\n".utf8), to: "register.yaml")
            case .schemas:
                mkdir(directory.path("schemas"), 0o700)
                try directory.write(Array("<broken".utf8), to: "schemas/a.xsd")
            }
        }

        func mend() throws {
            try directory.write(authority.certificate.pem, to: "trust/root.pem")
            try directory.write(Array("schemaVersion: 1\nparties: []\n".utf8), to: "register.yaml")
            try? FileManager.default.removeItem(atPath: directory.path("schemas"))
        }

        func open(reloadable: Bool = true) async throws -> MunicipalNode {
            let source = ConfigurationSource(file: directory.path("budstikke.yaml"), environment: [:])
            return try await MunicipalNode.open(
                try source.load(), from: reloadable ? source : nil, environment: [:],
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        }

        /// The code of what keeps it from opening; nil when it opens.
        func refusal() async -> String? {
            do {
                try await open().close()
                return nil
            } catch {
                return AdministrationError(opening: error).code
            }
        }
    }
}
