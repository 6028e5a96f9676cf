import CommandOutcome
import Foundation
import Glibc
import Identifiers
import Store
import Synchronization
import TestSupport
import Testing

@testable import ControlSocket
@testable import MunicipalNode

@Suite("Control socket")
struct ControlSocketTests {
    @Test("U-40 a command beside the server is carried out by it, in the name of the user the kernel tells of")
    func roundTrip() async throws {
        let installation = try Installation()
        try await withServer(installation) { client in
            #expect(try client.isServing())
            let added = try client.perform(
                TenantAdd(
                    id: Installation.tenant, displayName: "Nord", organisationNumber: Installation.organisation.number,
                    controller: "K"), dryRun: false)
            #expect(added.created)
            #expect(added.tenant.createdAt == Installation.now)
            let record = try client.perform(AuditShow(tenant: nil), dryRun: false).records.first
            #expect(record?.actor == "uid:\(LoggedInUser.current ?? getuid())")
            #expect(record?.action == "tenant.add")
        }
        #expect(try ControlClient(path: installation.configuration.controlSocket).isServing() == false)
    }

    @Test("U-42 a refusal comes through as it was given, with its exit code")
    func refusal() async throws {
        let installation = try Installation()
        try await withServer(installation) { client in
            do {
                _ = try client.perform(TenantShow(tenant: TenantID("sor")), dryRun: false)
                Issue.record("there is no such tenant")
            } catch let error as AdministrationError {
                #expect(error.code == "tenant-unknown")
                #expect(error.exit == .noInput)
            }
        }
    }

    @Test("U-46 a dry run travels too")
    func dryRun() async throws {
        let installation = try Installation()
        try await withServer(installation) { client in
            _ = try client.perform(
                TenantAdd(
                    id: Installation.tenant, displayName: "Nord", organisationNumber: Installation.organisation.number,
                    controller: "K"), dryRun: true)
            #expect(try client.perform(TenantList(), dryRun: false).tenants.isEmpty)
        }
    }

    @Test("the socket lies in a directory of mode 0700 and is itself 0600")
    func modes() async throws {
        let installation = try Installation()
        try await withServer(installation) { _ in
            let socket = installation.configuration.controlSocket
            #expect(FileStatus((socket as NSString).deletingLastPathComponent)?.permissions == 0o700)
            #expect(FileStatus(socket)?.permissions == 0o600)
        }
    }

    @Test("a directory open to others is refused", arguments: [0o755, 0o710, 0o777])
    func openDirectory(mode: Int) async throws {
        let installation = try Installation()
        let directory = installation.directory.path("run")
        mkdir(directory, 0o700)
        chmod(directory, mode_t(mode))
        let server = ControlServer(path: installation.configuration.controlSocket) { request, peer in
            await installation.administration.answer(request, by: peer.actor)
        }
        await #expect(throws: ControlError.unsafeDirectory(directory)) { try await server.run() }
    }

    @Test("a socket left behind by a killed server is replaced, one of a living server is not")
    func leftBehind() async throws {
        let installation = try Installation()
        let path = installation.configuration.controlSocket
        do { _ = try ControlSocket.listen(path: path) }
        #expect(FileStatus(path) != nil)
        try await withServer(installation) { _ in
            #expect(throws: ControlError.inUse) { _ = try ControlSocket.listen(path: path) }
        }
    }

    @Test(
        "nonsense, another version and unknown commands are answered and harm nobody",
        arguments: [
            "{", "{}", "[1]", #"{"version":2,"command":"tenant.list","dryRun":false,"arguments":{}}"#,
            #"{"version":1,"command":"tenant.sell","dryRun":false,"arguments":{}}"#,
            #"{"version":1,"command":"message.show","dryRun":false,"arguments":{"id":7}}"#,
        ])
    func nonsense(text: String) async throws {
        let installation = try Installation()
        let reply = await installation.administration.answer(Array(text.utf8), by: "uid:1")
        let answer = try ControlMessage.decode(ControlMessage.Answer<ControlMessage.Nothing>.self, from: reply)
        #expect(answer.error?.code == "version-mismatch")
        #expect(answer.result == nil)
    }

    @Test("a frame larger than allowed is refused by its header alone")
    func tooLarge() async throws {
        #expect(ControlFrame.length([0xFF, 0, 0, 0]) == nil)
        #expect(ControlFrame.length([0, 0, 0, 0]) == nil)
        #expect(ControlFrame.length([0, 0, 1, 2]) == 258)
        #expect(ControlFrame.header(for: 258) == [0, 0, 1, 2])
        let installation = try Installation()
        try await withServer(installation) { client in
            let socket = try ControlSocket.connect(path: installation.configuration.controlSocket, timeoutSeconds: 5)
            try socket.write([0xFF, 0xFF, 0xFF, 0xFF])
            let reply = try ControlFrame.read(from: socket)
            let answer = try ControlMessage.decode(ControlMessage.Answer<ControlMessage.Nothing>.self, from: reply)
            #expect(answer.error?.code == "request-too-large")
            #expect(try client.perform(TenantList(), dryRun: false).tenants.isEmpty)
        }
    }

    @Test("more clients than are served at once all get their answers")
    func manyClients() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        try await withServer(installation) { client in
            let answers = Mutex(0)
            let done = DispatchSemaphore(value: 0)
            for _ in 0..<24 {
                Thread.detachNewThread {
                    let count = try? client.perform(TenantList(), dryRun: false).tenants.count
                    answers.withLock { $0 += count ?? 0 }
                    done.signal()
                }
            }
            for _ in 0..<24 { done.wait() }
            #expect(answers.withLock { $0 } == 24)
        }
    }

    @Test("the kernel tells who gives a command: its user, and who logged in, by name")
    func peer() throws {
        #expect(ControlPeer.current == ControlPeer(user: geteuid(), login: LoggedInUser.current))
        #expect(try ControlPeer(user: geteuid(), process: getpid()) == ControlPeer.current)
        #expect(ControlPeer(user: 0, login: 1_001).actor == "uid:1001")
        // Who cannot be seen is nobody: not the user that others too run as.
        #expect(throws: ControlError.loginHidden) { try ControlPeer(user: 7, process: .max) }
        #expect(ControlPeer(user: 7, login: 0).person == "root")
        #expect(ControlPeer(user: 0, login: 4_000_000_001).person == "#4000000001")
    }

    @Test("what needs two persons is never one's who has not logged in, whatever user that is; anything else may be")
    func withoutLogin() throws {
        for user in [0, 7, 1_001] as [UInt32] {
            let peer = ControlPeer(user: user, login: nil)
            #expect(throws: AdministrationError.self) { try peer.oneOfTwoPersons() }
            #expect(peer.actor == "uid:\(user)")
            #expect(try ControlPeer(user: user, login: 1_001).oneOfTwoPersons() == "uid:1001")
        }
    }

    @Test("every request has a name of its own")
    func names() {
        let names = Administration.requests.map { $0.name }
        #expect(Set(names).count == names.count)
        #expect(names.contains("tenant.promote"))
    }

    private func withServer(
        _ installation: Installation, _ body: @escaping @Sendable (ControlClient) throws -> Void
    ) async throws {
        let server = ControlServer(path: installation.configuration.controlSocket) { request, peer in
            await installation.administration.answer(request, by: peer.actor)
        }
        let (ready, signal) = AsyncStream<Void>.makeStream()
        let task = Task {
            defer { signal.finish() }
            try await server.run { signal.yield() }
        }
        for await _ in ready { break }
        let client = ControlClient(path: installation.configuration.controlSocket, timeoutSeconds: 120)
        let outcome = await onThread { try body(client) }
        task.cancel()
        try outcome.get()
        try await task.value
    }

    /// A client waits for its answer by blocking: never on a thread that the server's own work needs.
    private func onThread<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) async -> Result<Value, any Error> {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: Result { try work() }) }
        }
    }
}
