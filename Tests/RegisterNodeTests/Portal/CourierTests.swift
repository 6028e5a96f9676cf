import AsyncHTTPClient
import Certificates
import Cryptography
import Doctor
import Foundation
import Identifiers
import NIOCore
import NIOHTTP1
import NIOSSL
import OsloCalendar
import Portal
import PortalNode
import Register
import SealedSubmission
import TestSupport
import Testing
import Web

@testable import RegisterNode

@Suite("The register's line to the portal", .serialized)
struct CourierTests {
    @Test("a portal that is down delays nothing but the notice; it is called again after pauses that grow")
    func down() async throws {
        try await PortalStreet.with { street in
            let node = try await street.register.open()
            let delivery = try street.register.delivery(DeliveryPlan { $0.kind = .test })
            try node.take(delivery)
            await node.runOnce(now: NodeScene.at(11, 8))
            // The receipt has gone, and the file is made.
            #expect(street.mails(to: PortalStreet.contact).count == 1)
            #expect(try node.store.submission(delivery.id)?.state == .released)
            #expect(street.notices(to: PortalStreet.shared) == 0)
            var state = try node.store.portalState()
            #expect(state.filesWaiting == 1 && state.unitsWaiting == 1 && state.seasonWaits)
            #expect(state.trouble == "noAnswer" && state.answeredAt == nil)
            try await street.portal.running { _ in
                await node.runOnce(now: NodeScene.at(11, 8, 0, 4))
                #expect(try node.store.portalState() == state)
                await node.runOnce(now: NodeScene.at(11, 8, 0, 5))
                state = try node.store.portalState()
                #expect(state.trouble == nil && state.answeredAt == NodeScene.at(11, 8, 0, 5))
                #expect(state.filesWaiting == 0 && state.unitsWaiting == 0 && !state.seasonWaits)
                #expect(street.notices(to: PortalStreet.shared) == 1)
            }
            // Down again: five seconds, ten, twenty.
            for (second, tried) in [
                (10, true), (14, false), (15, true), (24, false), (25, true), (44, false), (45, true),
            ] {
                let now = NodeScene.at(11, 9, 0, second)
                await node.runOnce(now: now)
                #expect((try node.store.portalState().triedAt == now) == tried, "\(second)")
            }
            try await node.close()
        }
    }

    @Test("nobody but the register pushes: no certificate, another one of the same issuer, and wrong sums")
    func push() async throws {
        try await PortalStreet.with { street in
            let node = try await street.register.open()
            let delivery = try street.register.delivery(DeliveryPlan { $0.kind = .test })
            try node.take(delivery)
            try await street.portal.running { portal in
                await node.runOnce(now: NodeScene.at(10, 13))
                let archive = try #require(try node.store.archive(of: delivery.id))
                let id = SubmissionID(random: [UInt8](repeating: 77, count: 16))!
                let url = "https://localhost:\(street.portal.ports.push)/v1/files/\(id)"
                var request = HTTPClientRequest(url: url)
                request.method = .PUT
                for (name, value) in [
                    ("Unit", "9901-00"), ("Year", "2016"), ("Kind", "test"),
                    ("SHA256", Hexadecimal.encode(archive.sha256)),
                ] { request.headers.add(name: "Portal-" + name, value: value) }
                request.body = .bytes(ByteBuffer(bytes: archive.archive))
                let other = try street.register.authority.issueTransport("neighbour", now: Date())
                let neighbour = (
                    try ([other.certificate] + street.register.authority.intermediates).map {
                        try NIOSSLCertificate(bytes: $0.der, format: .der)
                    }, try NIOSSLPrivateKey(bytes: PEM.key(other.key), format: .pem)
                )
                #expect(try await status(of: request, neighbour, street) == 403)
                await #expect(throws: (any Error).self) { _ = try await status(of: request, nil, street) }
                let own = (
                    try NIOSSLCertificate.fromPEMFile(street.register.scratch.path("tls/register.pem")),
                    try NIOSSLPrivateKey(file: street.register.scratch.path("tls/register.key"), format: .pem)
                )
                var altered = request
                altered.body = .bytes(ByteBuffer(bytes: archive.archive.dropLast() + [0xAA]))
                #expect(try await status(of: altered, own, street) == 422)
                #expect(try await files(portal) == 1)
                #expect(try await status(of: request, own, street) == 201)
                #expect(try await files(portal) == 2)
            }
            try await node.close()
        }
    }

    private func files(_ portal: PortalNode) async throws -> Int {
        try await portal.units().reduce(0) { $0 + $1.files }
    }

    private func status(
        of request: HTTPClientRequest, _ identity: ([NIOSSLCertificate], NIOSSLPrivateKey)?, _ street: PortalStreet
    ) async throws -> Int {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .file(street.register.scratch.path("trust/issuers.pem"))
        if let identity {
            tls.certificateChain = identity.0.map { .certificate($0) }
            tls.privateKey = .privateKey(identity.1)
        }
        let http = HTTPClient(configuration: .init(tlsConfiguration: tls))
        do {
            let answer = try await http.execute(request, timeout: .seconds(30))
            try await http.shutdown()
            return Int(answer.status.code)
        } catch {
            try await http.shutdown()
            throw error
        }
    }

    @Test(
        "I-050 what the portal refuses is seen in status and doctor, holds up nothing else, and goes once it is mended")
    func refused() async throws {
        try await PortalStreet.with { street in
            let node = try await street.register.open()
            var south = street.register.municipality
            south.unit = ReportingUnit("9902-00")!
            south.sharedAddress = "kari.nordmann@sorbygda.kommune.example"
            try node.store.keep(south)
            try await street.portal.running { portal in
                await node.runOnce(now: NodeScene.at(10, 13))
                let state = try node.store.portalState()
                #expect(state.refused == [.init(what: "9902-00", refusal: "personalAddress")])
                #expect(state.unitsWaiting == 1 && state.trouble == nil)
                let finding = PortalFinding.make(state, archivesWaiting: 0, now: NodeScene.at(10, 13))
                #expect(finding.verdict == .error && finding.remedy?.contains("address ask") == true)
                // Two persons approve it: from then on it is told, and the next round is not an hour away.
                try node.store.askForAddress(south.sharedAddress, of: south.unit, by: "kari", now: NodeScene.at(10, 14))
                #expect(throws: AddressRefusal.mustBeSomebodyElse) {
                    try node.store.approveAddress(
                        south.sharedAddress, of: south.unit, by: "kari", now: NodeScene.at(10, 14))
                }
                try node.store.approveAddress(south.sharedAddress, of: south.unit, by: "ola", now: NodeScene.at(10, 14))
                await node.runOnce(now: NodeScene.at(10, 13, 1))
                #expect(try node.store.portalState().unitsWaiting == 0)
                #expect(try await portal.units().map(\.unit.account.text).contains(south.sharedAddress))
            }
            try await node.close()
        }
    }

    @Test(
        "N-39 a portal's record that was changed, and a portal made anew, show; after a reset everything goes once more, and no second notice"
    )
    func record() async throws {
        try await PortalStreet.with { street in
            let node = try await street.register.open()
            let delivery = try street.register.delivery(DeliveryPlan { $0.kind = .test })
            try node.take(delivery)
            try await street.portal.running { _ in await node.runOnce(now: NodeScene.at(10, 13)) }
            let known = try #require(try node.store.lastPortalEvent())
            #expect(known.key == 2 && street.notices(to: PortalStreet.shared) == 1)
            try FileManager.default.removeItem(atPath: street.portal.scratch.path("data"))
            try await street.portal.running { portal in
                await node.runOnce(now: NodeScene.at(10, 14))
                let state = try node.store.portalState()
                #expect(state.trouble == "events: lost")
                #expect(PortalFinding.make(state, archivesWaiting: 0, now: NodeScene.at(10, 14)).verdict == .error)
                #expect(try await files(portal) == 0)
                #expect(try PortalReset().answer(in: node.administration(), by: "test").filesToPush == 1)
                await node.runOnce(now: NodeScene.at(10, 14, 1))
                #expect(try node.store.portalState().trouble == nil)
                #expect(try await files(portal) == 1)
                #expect(street.notices(to: PortalStreet.shared) == 1)
            }
            try await node.close()
        }
    }

    @Test("N-39 events are taken only when each follows from the one before", arguments: [0, 1, 2])
    func broken(changed: Int) async throws {
        let scene = try NodeScene()
        let node = try await scene.open()
        var events = AtPortal.events([("unitSet", nil), ("loggedIn", nil), ("linkSent", nil)])
        #expect(try node.store.take(Array(events.prefix(1))) == 1)
        let old = events[changed]
        events[changed] = EventAtPortal(
            key: old.key, at: old.at + 1, kind: old.kind, unit: old.unit, file: old.file, digest: old.digest)
        #expect(throws: changed == 0 ? PortalEventFault.lost : .broken) { try node.store.take(events) }
        #expect(throws: PortalEventFault.lost) { try node.store.take([]) }
        #expect(try node.store.lastPortalEvent()?.key == 1)
        events[changed] = old
        #expect(try node.store.take(events) == 2)
        #expect(throws: PortalEventFault.broken) { try node.store.take([events[2], events[1]]) }
        try await node.close()
    }

    @Test("I-048 an address is confirmed for as long as it stays the same")
    func confirmed() async throws {
        let scene = try NodeScene()
        let node = try await scene.open()
        let unit = try #require(try node.store.unitsToTell().first)
        try node.store.unitTold(unit, isNewAddress: true)
        #expect(try node.store.unitsToTell().isEmpty)
        try node.store.take(AtPortal.events([("addressConfirmed", nil)]))
        #expect(try node.store.addressConfirmations() == ["9901-00": AtPortal.time])
        try node.store.unitTold(unit, isNewAddress: false)
        #expect(try node.store.addressConfirmations().count == 1)
        try node.store.unitTold(unit, isNewAddress: true)
        #expect(try node.store.addressConfirmations().isEmpty)
        try await node.close()
    }
}

/// Events as a portal tells them, each with its digest over the one before.
enum AtPortal {
    static let time = NodeScene.noon

    static func events(_ kinds: [(String, SubmissionID?)], at: Int64? = nil) -> [EventAtPortal] {
        var before = [UInt8](repeating: 0, count: 32)
        return kinds.enumerated().map { index, event in
            let at = at ?? Int64(time.timeIntervalSince1970 * 1_000_000)
            let text = "\(index + 1) \(at) \(event.0) 9901-00 \(event.1?.text ?? "-")"
            before = SHA256.digest(before + Array(text.utf8))
            return EventAtPortal(
                key: Int64(index + 1), at: at, kind: event.0, unit: "9901-00", file: event.1?.text,
                digest: Hexadecimal.encode(before))
        }
    }
}
