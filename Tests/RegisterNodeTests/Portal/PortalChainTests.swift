import Certificates
import Cryptography
import Foundation
import Identifiers
import NIOHTTP1
import OsloCalendar
import PortalNode
import Register
import SealedSubmission
import TestSupport
import Testing

@testable import RegisterNode

@Suite("From the register through the portal to the municipality, on sockets", .serialized)
struct PortalChainTests {
    static let password = "sju grønne hester 4 tak"
    static let account = PortalStreet.shared.text

    @Test(
        "I-041, I-053, I-060..I-064, I-082 pushed, noticed, password by the link of a mail, fetched whole, passed on, deleted and taken back, and all of it comes back to the register"
    )
    func wholeWay() async throws {
        try await PortalStreet.with { street in
            let node = try await street.register.open()
            let delivery = try street.register.delivery(DeliveryPlan { $0.kind = .test })
            try node.take(delivery)
            try await street.portal.running { _ in
                await node.runOnce(now: NodeScene.at(10, 13))
                let archive = try #require(try node.store.archive(of: delivery.id))
                #expect(street.mails(to: PortalStreet.shared).count == 1)
                #expect(try node.store.portalState().trouble == nil)
                try await Surfer.with(street.portal) { surfer in
                    try await logIn(surfer, street)
                    try await fetch(surfer, archive)
                }
                await node.runOnce(now: NodeScene.at(10, 14))
            }
            try expectTold(node, delivery.id)
            try await node.close()
        }
    }

    /// The link comes by mail to the shared mailbox, works once, and then says when it was used.
    private func logIn(_ surfer: Surfer, _ street: PortalStreet) async throws {
        #expect(try await surfer.get("/files").location == "/log-in")
        #expect(try await surfer.askForLink(Self.account).status == 303)
        let mail = try await street.mail(2, to: PortalStreet.shared)
        let link = try PortalStreet.path(in: mail.text, "/password/")
        #expect(mail.text.contains("https://localhost:\(street.portal.ports.pages)\(link)"))
        // A mail scanner that opens the link uses nothing up.
        for _ in 0..<2 { #expect(try await surfer.get(link).status == 200) }
        let fields = ["password": Self.password, "again": Self.password]
        #expect(try await surfer.post(link, fields).location == "/password-set")
        let used = try await surfer.get(link)
        #expect(used.status == 410 && used.text.contains("10.01.2017 kl. 12.00"))
        #expect(try await surfer.post(link, fields).status == 410)
        #expect(try await surfer.logIn(Self.account, Self.password).location == "/files")
    }

    private func fetch(_ surfer: Surfer, _ archive: ReleasedArchive) async throws {
        let file = "/files/\(archive.submission)"
        let list = try await surfer.get("/files")
        #expect(list.status == 200 && list.text.contains(file))
        let page = try await surfer.get(file)
        #expect(page.text.contains("\(archive.archive.count) B"))
        #expect(page.text.contains(Hexadecimal.encode(archive.sha256)))
        let download = try await surfer.get(file + "/download")
        #expect(download.bytes == archive.archive)
        #expect(
            download.headers.first(name: "Content-Disposition")?.contains("9901-00_2016_test-tilbakemelding") == true)
        #expect(try await surfer.get(file).text.contains("10.01.2017 kl. 12.00"))
        #expect(try await surfer.post(file + "/forwarded").location == file)
        _ = try await surfer.get(file + "/delete")
        #expect(try await surfer.post(file + "/delete").location == "/files")
        #expect(try await surfer.get(file + "/download").status == 404)
        _ = try await surfer.get(file)
        #expect(try await surfer.post(file + "/restore").location == file)
        #expect(try await surfer.get(file + "/download").bytes == archive.archive)
    }

    /// The register's status has it, and a signed event waits for the send module.
    private func expectTold(_ node: RegisterNode, _ id: SubmissionID) throws {
        let file = try #require(try node.store.portalFile(of: id))
        #expect(file.pushedAt == NodeScene.at(10, 13) && file.refusal == nil)
        #expect(file.fetchedAt == NodeScene.noon && file.forwardedAt == NodeScene.noon)
        #expect(file.deletedAt == nil && file.purgedAt == nil)
        let signer = try #require(node.administration().trust.signer)
        let signers = SignerVerification(
            trust: node.administration().trust.trust.trust, revocation: .init(required: false), now: NodeScene.noon)
        let steps = try node.store.statusEvents(signer: signer, now: NodeScene.noon).map {
            try StatusEvent.verify($0.signed, signers: signers, register: node.configuration.register).step
        }
        #expect(steps == [.received, .controlled, .fileReady, .noticeSent, .fetched])
        #expect(try node.store.portalState().events == node.store.lastPortalEvent()?.key)
    }

    @Test("I-061 another municipality's file is not found, whatever is asked; a link that has ended sets no password")
    func anothers() async throws {
        try await PortalStreet.with { street in
            let node = try await street.register.open()
            var south = street.register.municipality
            south.unit = ReportingUnit("9902-00")!
            south.name = "Sørbygda kommune"
            south.sharedAddress = PortalStreet.other.text
            try node.store.keep(south)
            let delivery = try street.register.delivery(DeliveryPlan { $0.kind = .test })
            try node.take(delivery)
            try await street.portal.running { _ in
                await node.runOnce(now: NodeScene.at(10, 13))
                try await Surfer.with(street.portal) { surfer in
                    _ = try await surfer.askForLink(south.sharedAddress)
                    let late = try PortalStreet.path(
                        in: try await street.mail(1, to: PortalStreet.other).text, "/password/")
                    street.register.clock.now = NodeScene.noon + 3601
                    let fields = ["password": Self.password, "again": Self.password]
                    #expect(try await surfer.get(late).status == 410)
                    #expect(try await surfer.post(late, fields).status == 410)
                    _ = try await surfer.askForLink(south.sharedAddress)
                    let link = try PortalStreet.path(
                        in: try await street.mail(2, to: PortalStreet.other).text, "/password/")
                    _ = try await surfer.get(link)
                    #expect(try await surfer.post(link, fields).location == "/password-set")
                    #expect(try await surfer.logIn(south.sharedAddress, Self.password).location == "/files")
                    let file = "/files/\(delivery.id)"
                    #expect(try await !surfer.get("/files").text.contains(delivery.id.text))
                    for path in [file, file + "/download", file + "/delete"] {
                        #expect(try await surfer.get(path).status == 404)
                    }
                    for deed in ["/forwarded", "/delete", "/restore"] {
                        _ = try await surfer.get("/files")
                        #expect(try await surfer.post(file + deed).status == 404)
                    }
                }
            }
            #expect(try node.store.portalFile(of: delivery.id)?.deletedAt == nil)
            try await node.close()
        }
    }

    @Test("I-041 a copy of the portal's disk holds the archive and no plaintext, password or contact's address")
    func canary() async throws {
        try await PortalStreet.with { street in
            let node = try await street.register.open()
            let delivery = try street.register.delivery(DeliveryPlan { $0.kind = .test })
            try node.take(delivery)
            try await street.portal.running { _ in
                await node.runOnce(now: NodeScene.at(10, 13))
                try await Surfer.with(street.portal) { try await logIn($0, street) }
            }
            let archive = try #require(try node.store.archive(of: delivery.id))
            let label = Feedback.passwordLabel(of: delivery.id)
            let password = try SyntheticKeys.ofThisProcess.key("return")
                .decryptOAEP(archive.passwordForMunicipality, label: label)
            var secrets: [(String, [UInt8])] = [
                ("the archive's password", password), ("in text", Array(Hexadecimal.encode(password).utf8)),
                ("in base 64", Array(Data(password).base64EncodedString().utf8)),
                ("the password of the account", Array(Self.password.utf8)),
                ("the contact's own address", Array("iplos@nordbygda".utf8)),
                ("the sealed password", Array(archive.passwordForMunicipality.prefix(24))),
            ]
            for file in try node.store.feedbackFiles(of: delivery.id) {
                secrets.append((file.name, Array(file.name.utf8)))
                secrets.append(("a piece of \(file.name)", Array(file.bytes.dropFirst(8).prefix(24))))
            }
            let disk = try street.portal.disk()
            for (what, secret) in secrets {
                // The name of a list stands in the archive's own directory, as in every archive.
                let places = disk.count { Self.find(secret, in: $0) }
                #expect(places == 0 || Self.find(secret, in: archive.archive), "\(what)")
            }
            // The search finds what is there.
            #expect(disk.contains { Self.find(Array(archive.archive[40..<80]), in: $0) })
            #expect(disk.contains { Self.find(Array(Self.account.utf8), in: $0) })
            try await node.close()
        }
    }

    static func find(_ pattern: [UInt8], in bytes: [UInt8]) -> Bool {
        guard let first = pattern.first, pattern.count <= bytes.count else { return false }
        var start = bytes.startIndex
        while let found = bytes[start...(bytes.count - pattern.count)].firstIndex(of: first) {
            if bytes[found..<found + pattern.count].elementsEqual(pattern) { return true }
            start = found + 1
            if start > bytes.count - pattern.count { return false }
        }
        return false
    }
}

extension RegisterNode {
    /// Delivers into the store, as the door does.
    func take(_ delivery: Delivery) throws {
        let now = administration().clock()
        let reception = SubmissionReception(
            store: store, waiting: WaitingDeliveries(in: configuration.dataDirectory),
            trust: administration().trust.trust)
        _ = try reception.take(manifest: delivery.manifest, of: delivery.id, now: now)
        for part in delivery.content { _ = try reception.take(part.entry.name, part.bytes, of: delivery.id, now: now) }
        _ = try reception.take(statement: delivery.statement, of: delivery.id, now: now)
        for part in delivery.map { _ = try reception.take(part.entry.name, part.bytes, of: delivery.id, now: now) }
        let answer = try reception.complete(delivery.id, now: now)
        #expect(answer == .received(delivery.id))
    }
}
