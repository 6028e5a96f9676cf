import CommandOutcome
import ControlSocket
import Foundation
import TestSupport
import Testing
import Trustee

@testable import TrusteeNode

@Suite("Persons who have got another number")
struct IdentityChangeTests {
    private let installation: Installation
    private let configuration: TrusteeConfiguration
    private let numbers = (1...4).map { SyntheticPerson.number($0).identityNumber }

    init() async throws {
        installation = try Installation()
        configuration = try await installation.prepared()
    }

    private func file(_ pairs: (Int, Int)...) -> [UInt8] {
        Array(("old;new\n" + pairs.map { "\(numbers[$0.0]);\(numbers[$0.1])\n" }.joined()).utf8)
    }

    private func ask(_ file: [UInt8], by peer: ControlPeer = Installation.kari) async throws -> Int64 {
        try await installation.ask(IdentityChangeRequest(file, reason: "List 17/9"), configuration, by: peer).request
    }

    private func allow(_ number: Int64, by peer: ControlPeer = Installation.ola) async throws {
        try await installation.ask(RequestApproval(number, .identity, dryRun: false), configuration, by: peer)
    }

    private func take(
        _ file: [UInt8], _ permit: Int64?, by peer: ControlPeer = Installation.kari
    ) async throws -> IdentityChangeImport.Reply {
        try await installation.ask(IdentityChangeImport(file, permit: permit), configuration, by: peer)
    }

    private func code(_ body: () async throws -> Void) async -> String? {
        do { try await body() } catch { return (error as? AdministrationError)?.code ?? "\(error)" }
        return nil
    }

    @Test("T-121 one asks for a file, another allows that file, and it is taken once; wrong lines stop it before")
    func twoPersons() async throws {
        let list = file((0, 1), (2, 3))
        #expect(try await take(list, nil).lines == 2)
        let number = try await ask(list)
        #expect(await code { _ = try await take(list, number) } == "not-approved")
        #expect(await code { try await allow(number, by: Installation.kari) } == "same-person")
        let open = try await installation.ask(OpenRequestsQuestion(), configuration).requests
        #expect(open.map(\.kind) == [.identity] && open.first?.file?.count == 64)
        try await allow(number)
        #expect(await code { _ = try await take(list, number, by: Installation.ola) } == "other-person")
        #expect(await code { _ = try await take(file((0, 1)), number) } == "other-file")
        #expect(try await take(list, number).lines == 2)
        #expect(await code { _ = try await take(list, number) } == "used")
        for wrong in ["12345678901;\(numbers[1])", "\(numbers[0]);123", "\(numbers[0]);\(numbers[0])"] {
            #expect(await code { _ = try await ask(Array("old;new\n\(wrong)\n".utf8)) } == "lines")
        }
    }

    @Test("T-122 neither without a log-in nor with what was allowed for something else is a file taken")
    func refused() async throws {
        let list = file((0, 1))
        let nobody = ControlPeer(user: 0, login: nil)
        #expect(await code { _ = try await ask(list, by: nobody) } == "no-login")
        let rekey = try await installation.ask(RekeyRequest(reason: "a new year"), configuration).request
        #expect(await code { try await allow(rekey) } == "other-purpose")
        try await installation.ask(
            RequestApproval(rekey, .rekey, dryRun: false), configuration, by: Installation.ola)
        #expect(await code { _ = try await take(list, rekey) } == "other-purpose")
        let number = try await ask(list)
        #expect(await code { try await allow(number, by: nobody) } == "no-login")
        try await allow(number)
        #expect(await code { _ = try await take(list, number, by: nobody) } == "no-login")
        #expect(try await take(list, number).lines == 1)
    }

    @Test("T-121 the answer is the same whether somebody is in the vault or not, and so is the record")
    func noOracle() async throws {
        var answers: [IdentityChangeImport.Reply] = []
        // Neither is known, then one is, then both are; at last the vault knows.
        for list in [file((0, 1)), file((1, 2)), file((3, 2)), file((3, 2))] {
            let number = try await ask(list)
            try await allow(number)
            answers.append(try await take(list, number))
        }
        #expect(Set(answers.map(\.lines)) == [1])
        let fields = try JSONSerialization.jsonObject(with: JSONEncoder().encode(answers[0])) as? [String: Any]
        #expect(fields?.keys.sorted() == ["lines"])
        try await installation.opened(configuration) { administration in
            let actors = try await administration.store.actors(of: "identity.changed")
            #expect(actors == Array(repeating: Installation.kari.actor, count: 4))
        }
    }
}
