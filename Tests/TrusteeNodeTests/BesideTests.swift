import AsyncHTTPClient
import CommandOutcome
import ControlSocket
import Foundation
import Identifiers
import NIOHTTP1
import SQLiteAccess
import TestSupport
import Testing

@testable import Trustee
@testable import TrusteeNode

@Suite("Commands beside the running service")
struct BesideTests {
    private static let now = Installation.now

    /// Asks over the socket from a thread of its own: the call blocks.
    private func ask<Request: TrusteeRequest>(
        _ request: Request, _ node: TrusteeNode
    ) async throws -> Request.Reply {
        let path = node.configuration.controlSocket
        return try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try ControlClient(path: path).perform(request) })
            }
        }
    }

    private func refusal(_ body: () async throws -> Void) async -> String? {
        do {
            try await body()
            return nil
        } catch {
            return AdministrationError(trustee: error).code
        }
    }

    @Test("U-40 a command is carried out by the service, in the name of who logged in, and takes effect at once")
    func socket() async throws {
        let installation = try Installation()
        try await installation.serving { node, client in
            let list = "number;name;organisation;districts\n9902;Sørvågen;\(Installation.register.number);\n"
            #expect(try await ask(MunicipalityImport(Array(list.utf8), dryRun: false), node).imported == 1)
            let pins = PINImport(Array("number;pin\n9902;8642\n".utf8), areHashed: false, dryRun: false)
            #expect(try await ask(pins, node).imported == 1)
            let form = #"{"municipality":"9902","organisation":"\#(Installation.register.number)","pin":"8642"}"#
            let login = try await client.send(.POST, "/login", Array(form.utf8))
            #expect(login.status == 200)
            #expect(try await ask(StatusQuestion(), node).yearReported == 2016)
            #expect(try await ask(DoctorQuestion(), node).municipalities == 2)
            #expect(try await ask(AuditQuestion(), node).isWhole)
            #expect(try await node.store.actors(of: "pins.imported").last == ControlPeer.current.actor)
        }
    }

    @Test("T-122 over the socket one log-in stays one person: it cannot allow what it has asked for")
    func samePerson() async throws {
        let installation = try Installation()
        try await installation.serving { node, _ in
            try installation.scratch.write(Array(installation.yaml.utf8), to: "trustee.yaml")
            let kari = Person.kari(installation)
            let subject = Array(SyntheticPerson.number(1).identityNumber.utf8)
            let request = ["mapping", "request", "-", "--reason", "Case 17/123"]
            #expect(try await kari.ask(request, input: subject)["request"] as? Int == 1)
            let alone = try await kari.run(["mapping", "approve", "1", "--yes"])
            #expect(alone.status == 77 && alone.errorText.contains("another person must"))
            let open = try await ask(OpenRequestsQuestion(), node).requests
            #expect(open.map(\.number) == [1] && open.first?.requestedBy == ControlPeer.person(of: "uid:1001"))
            let early = try await kari.run(["mapping", "answer", "1"])
            #expect(early.status == 77 && early.errorText.contains("Nobody has allowed"))
            let other = try await Person.ola(installation).run(["rekey", "approve", "1", "--yes"])
            #expect(other.status == 77 && other.errorText.contains("something else"))
        }
    }

    @Test("what the service does not know is answered so, and harms nobody")
    func unknown() async throws {
        struct Foreign: ControlRequest {
            typealias Reply = StatusQuestion.Reply
            static let name = "tenant.list"
        }
        let installation = try Installation()
        try await installation.serving { node, _ in
            let path = node.configuration.controlSocket
            #expect(throws: AdministrationError.controlVersion) { try ControlClient(path: path).perform(Foreign()) }
            let status = try await ask(StatusQuestion(), node)
            #expect(status.submissions.isEmpty)
        }
    }

    @Test("a change of pseudonyms that the register is slow to take holds up no log-in, upload or command")
    func slowRekey() async throws {
        var installation = try Installation()
        let register = FakeRegister()
        try await register.serving { port in
            installation.registerPort = port
            let node = try await installation.node()
            let first = try SealedByMunicipality(installation)
            try await first.deposit(in: node)
            _ = try await node.work(once: Self.now)
            let letGo = register.hold("/statement")
            try await running { ready in
                try await node.run(ready: ready)
            } use: { ports in
                let (kari, ola) = (
                    node.administration(for: Installation.kari), node.administration(for: Installation.ola)
                )
                let number = try await RekeyRequest(reason: "a new year").answer(in: kari).request
                _ = try await RequestApproval(number, .rekey, dryRun: false).answer(in: ola)
                #expect(try await RekeyBeginning(number).answer(in: kari).generation == 2)
                try await eventually("the register is asked to take the map") {
                    register.bodies.keys.contains { $0.hasSuffix("/statement") }
                }
                let client = try Client(port: ports.sendModule ?? 0, installation.scratch, plain: true)
                let second = try SealedByMunicipality(installation, sequence: 2)
                let municipality = try await client.loggedIn()
                _ = try await municipality.deliver(second)
                let status = try await ask(StatusQuestion(waiting: true), node)
                #expect(status.generationBeingMade == 2)
                #expect(status.submissions.map(\.submission) == [second.id])
                let person = Array(SyntheticPerson.number(1).identityNumber.utf8)
                _ = try await MappingRequest(of: person, reason: "Case 17/123").answer(in: kari)
                letGo()
                try await eventually("the submission goes on with the new pseudonyms") {
                    try await municipality.send(.GET, "/submissions/\(second.id)").text.contains(
                        #""state":"delivered""#)
                }
                #expect(try await ask(StatusQuestion(), node).generationBeingMade == nil)
                try await client.http.shutdown()
            }
            try await node.close()
        }
    }

    @Test("a look-up shares the vault with whoever works in it")
    func sharedVault() async throws {
        let installation = try Installation()
        let node = try await installation.node()
        let name = node.configuration.register.name
        let (one, other) = (try await node.store.vault(for: name), try await node.store.vault(for: name))
        #expect(one === other)
        try await one.close()
        #expect(try await other.count() == 0)
        try await other.close()
        #expect(try await node.store.vault(for: name) !== one)
        try await node.close()
    }
}

extension TrusteeStore {
    /// Who has done something, as the audit chain has it.
    func actors(of action: String) async throws -> [String] {
        try await database.read { connection in
            try connection.all("SELECT actor FROM audit WHERE action = ? ORDER BY sequence", [action]) {
                $0.text(0) ?? ""
            }
        }
    }
}
