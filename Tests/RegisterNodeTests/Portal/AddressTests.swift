import CommandOutcome
import ControlSocket
import Foundation
import Identifiers
import Register
import TestSupport
import Testing

@testable import RegisterNode

@Suite("Shared addresses of municipalities")
struct AddressTests {
    private static let kari = ControlPeer(user: 0, login: 1001)
    private static let ola = ControlPeer(user: 0, login: 1002)
    private static let unit = ReportingUnit("9901-00")!
    private static let wish = "helseogomsorg@nordbygda.kommune.example"

    private func ask<Request: RegisterRequest>(
        _ node: RegisterNode, _ request: Request, as peer: ControlPeer
    ) throws -> Request.Reply {
        try request.answer(in: node.administration(for: peer), by: peer.actor)
    }

    @Test("I-050 one person asks and another approves, told apart by their log-ins even when both are root")
    func twoPersons() async throws {
        let scene = try NodeScene()
        let node = try await scene.open()
        let asked = try ask(node, AddressWishOrder(Self.unit, address: Self.wish, dryRun: false), as: Self.kari)
        #expect(asked.address == scene.municipality.sharedAddress)
        let refused = #expect(throws: AdministrationError.self) {
            try ask(node, AddressApproval(Self.unit, address: Self.wish), as: Self.kari)
        }
        #expect(refused?.code == "somebody-else" && refused?.exit == .notPermitted)
        #expect(try ask(node, AddressQuestion(), as: Self.ola).wishes.map(\.address) == [Self.wish])
        let approved = try ask(node, AddressApproval(Self.unit, address: Self.wish), as: Self.ola)
        #expect(approved.address == Self.wish)
        #expect(try ask(node, AddressQuestion(), as: Self.ola).wishes.isEmpty)
        let told = try #require(try node.store.unitsToTell().first)
        let body = String(decoding: told.body, as: UTF8.self)
        #expect(body.contains(#""approved":true"#) && body.contains(Self.wish))
        let again = #expect(throws: AdministrationError.self) {
            try ask(node, AddressApproval(Self.unit, address: Self.wish), as: Self.kari)
        }
        #expect(again?.code == "nothing-asked")
        let same = #expect(throws: AdministrationError.self) {
            try ask(node, AddressWishOrder(Self.unit, address: Self.wish, dryRun: false), as: Self.kari)
        }
        #expect(same?.code == "same-address")
        #expect(try node.store.verifyAudit().brokenAt == nil)
        try await node.close()
    }

    @Test("I-050 persons are kept by their log-in, whatever name it has, and shown by that name")
    func keptByLogin() async throws {
        let scene = try NodeScene()
        let node = try await scene.open()
        let root = ControlPeer(user: 7, login: 0)
        _ = try ask(node, AddressWishOrder(Self.unit, address: Self.wish, dryRun: false), as: root)
        #expect(try node.store.addressWishes().map(\.askedBy) == ["uid:0"])
        #expect(try ask(node, AddressQuestion(), as: Self.ola).wishes.map(\.askedBy) == ["root"])
        let refused = #expect(throws: AdministrationError.self) {
            try ask(node, AddressApproval(Self.unit, address: Self.wish), as: ControlPeer(user: 0, login: 0))
        }
        #expect(refused?.code == "somebody-else")
        try await node.close()
    }

    @Test("I-050 a process that no log-in started neither asks nor approves, whatever user it runs as")
    func withoutLogin() async throws {
        let scene = try NodeScene()
        let node = try await scene.open()
        func code(_ body: () throws -> Void) -> String? {
            do { try body() } catch { return (error as? AdministrationError)?.code ?? "\(error)" }
            return nil
        }
        let order = AddressWishOrder(Self.unit, address: Self.wish, dryRun: false)
        var changed = scene.municipality
        changed.name = "Nordbygda"
        let known = try MunicipalityImport(MunicipalityFile(listing: [changed]), dryRun: false)
        changed.name = "Austbygda"
        changed.sharedAddress = Self.wish
        let asking = try MunicipalityImport(MunicipalityFile(listing: [changed]), dryRun: false)
        for user in [0, 1002] as [UInt32] {
            let nobody = ControlPeer(user: user, login: nil)
            #expect(code { _ = try ask(node, order, as: nobody) } == "no-login")
            #expect(code { _ = try ask(node, asking, as: nobody) } == "no-login")
            // What asks for no address needs nobody else.
            #expect(code { _ = try ask(node, known, as: nobody) } == nil)
        }
        #expect(try node.store.municipality(Self.unit)?.name == "Nordbygda")
        #expect(try node.store.addressWishes().isEmpty)
        _ = try ask(node, order, as: Self.kari)
        let approval = AddressApproval(Self.unit, address: Self.wish)
        #expect(code { _ = try ask(node, approval, as: ControlPeer(user: 0, login: nil)) } == "no-login")
        #expect(try ask(node, approval, as: Self.ola).address == Self.wish)
        try await node.close()
    }

    @Test("I-050 what was asked for after somebody had looked is not approved by them")
    func askedAnew() async throws {
        let scene = try NodeScene()
        let node = try await scene.open()
        _ = try ask(node, AddressWishOrder(Self.unit, address: Self.wish, dryRun: false), as: Self.kari)
        let seen = try #require(try ask(node, AddressQuestion(), as: Self.ola).wishes.first)
        let other = "helse@annenkommune.example"
        _ = try ask(node, AddressWishOrder(Self.unit, address: other, dryRun: false), as: Self.kari)
        let refused = #expect(throws: AdministrationError.self) {
            try ask(node, AddressApproval(Self.unit, address: seen.address), as: Self.ola)
        }
        #expect(refused?.code == "asked-anew")
        #expect(try node.store.municipality(Self.unit)?.sharedAddress == scene.municipality.sharedAddress)
        #expect(try ask(node, AddressApproval(Self.unit, address: other), as: Self.ola).address == other)
        try await node.close()
    }

    @Test("I-050 a list with another address changes nothing until somebody else approves; one that two gave stays")
    func list() async throws {
        let scene = try NodeScene()
        let node = try await scene.open()
        var changed = scene.municipality
        changed.sharedAddress = Self.wish
        changed.name = "Nordbygda"
        let reply = try ask(
            node, MunicipalityImport(MunicipalityFile(listing: [changed]), dryRun: false), as: Self.kari)
        #expect(reply.changed == [Self.unit] && reply.addressesAsked == [Self.unit])
        let kept = try #require(try node.store.municipality(Self.unit))
        #expect(kept.name == "Nordbygda" && kept.sharedAddress == scene.municipality.sharedAddress)
        _ = try ask(node, AddressApproval(Self.unit, address: Self.wish), as: Self.ola)
        let old = try ask(
            node, MunicipalityImport(MunicipalityFile(listing: [scene.municipality]), dryRun: false), as: Self.kari)
        #expect(old.addressesAsked.isEmpty)
        #expect(try node.store.municipality(Self.unit)?.sharedAddress == Self.wish)
        try await node.close()
    }

    @Test("a wish can be seen beforehand, and taken back; an unknown unit and no address are refused")
    func refused() async throws {
        let scene = try NodeScene()
        let node = try await scene.open()
        _ = try ask(node, AddressWishOrder(Self.unit, address: Self.wish, dryRun: true), as: Self.kari)
        #expect(try ask(node, AddressQuestion(), as: Self.kari).wishes.isEmpty)
        _ = try ask(node, AddressWishOrder(Self.unit, address: Self.wish, dryRun: false), as: Self.kari)
        _ = try ask(node, AddressWithdrawal(Self.unit), as: Self.ola)
        #expect(try ask(node, AddressQuestion(), as: Self.kari).wishes.isEmpty)
        for (unit, address, code) in [
            (ReportingUnit("9909-00")!, Self.wish, "unit-unknown"), (Self.unit, "helse", "no-address"),
        ] {
            let error = #expect(throws: AdministrationError.self) {
                try ask(node, AddressWishOrder(unit, address: address, dryRun: false), as: Self.kari)
            }
            #expect(error?.code == code)
        }
        try await node.close()
    }
}
