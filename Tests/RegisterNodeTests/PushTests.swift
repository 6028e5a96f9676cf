import Certificates
import Foundation
import HTTPTypes
import Identifiers
import OsloCalendar
import Register
import SealedSubmission
import TestSupport
import Testing

@testable import RegisterNode

@Suite("The trustee's push")
struct PushTests {
    let scene: NodeScene

    init() throws { scene = try NodeScene() }

    func pushing(
        as organisation: SyntheticOrganisations.Organisation? = SyntheticOrganisations.hospital,
        _ body: @Sendable (PushClient, RegisterNode) async throws -> Void
    ) async throws {
        let node = try await scene.open()
        do { try await PushClient.with(scene, node, showing: organisation) { try await body($0, node) } } catch {
            try? await node.close()
            throw error
        }
        try await node.close()
    }

    @Test("a delivery in the contract's order is received, and told twice it is known")
    func received() async throws {
        let delivery = try scene.delivery()
        let place = "/submissions/\(delivery.id)"
        try await pushing { client, node in
            let first = try await client.send(.put, place + "/manifest", delivery.manifest)
            #expect(first == .init(status: 200, word: "taken", wanted: ["content-0001", "content-0002"]))
            for part in delivery.content {
                _ = try await client.send(.put, "\(place)/parts/\(part.entry.name)", part.bytes)
            }
            let map = try await client.send(.put, place + "/map", delivery.statement)
            #expect(map.wanted == ["map-0001"])
            // The file's own name is understood too.
            let last = try await client.send(.put, place + "/map/map-0001.p7m", delivery.map[0].bytes)
            #expect(last == .init(status: 200, word: "taken", wanted: []))
            #expect(try await client.complete(delivery.id) == .init(status: 200, word: "received", wanted: nil))
            #expect(try node.store.submission(delivery.id)?.state != nil)
            try await client.push(delivery)
            #expect(try await client.complete(delivery.id) == .init(status: 200, word: "known", wanted: nil))
        }
        #expect(!scene.files.contains { $0.hasPrefix("waiting/") })
    }

    @Test(
        "I-034 a submission counts as late by when the trustee had it, not by when the register could be reached",
        arguments: [
            ("2017-01-15T22:59:59Z", SubmissionLabel.ordinary), ("2017-01-15T23:00:00Z", .late), (nil, .late),
            // What is no time, or one to come, is taken as now.
            ("15.01.2017", .late), ("2027-01-01T00:00:00Z", .late),
        ] as [(String?, SubmissionLabel)])
    func late(arrived: String?, label: SubmissionLabel) async throws {
        let delivery = try scene.delivery()
        scene.clock.now = NodeScene.at(16, 10)
        try await pushing { client, node in
            try await client.push(delivery)
            #expect(try await client.complete(delivery.id, arrived: arrived).word == "received")
            let submission = try #require(try node.store.submission(delivery.id))
            #expect(submission.label == label && submission.arrivedAt == NodeScene.at(16, 10))
        }
    }

    @Test("T-118 a part that is missing or another is named; after a restart only that part is sent")
    func resumed() async throws {
        let delivery = try scene.delivery()
        let place = "/submissions/\(delivery.id)"
        try await pushing { client, _ in
            _ = try await client.send(.put, place + "/manifest", delivery.manifest)
            let swapped = try await client.send(.put, place + "/parts/content-0001", delivery.content[1].bytes)
            #expect(swapped == .init(status: 409, word: "partReordered", wanted: nil))
            let cut = try await client.send(
                .put, place + "/parts/content-0001", Array(delivery.content[0].bytes.dropLast()))
            #expect(cut == .init(status: 409, word: "partTruncated", wanted: nil))
            _ = try await client.send(.put, place + "/parts/content-0001", delivery.content[0].bytes)
            #expect(try await client.complete(delivery.id) == .init(status: 409, word: "notBegun", wanted: nil))
        }
        // On disk there is nothing that opens with the register's key alone.
        let kept = try Data(
            contentsOf: URL(
                fileURLWithPath: scene.configuration.dataDirectory + "/waiting/\(delivery.id)/content-0001.p7m"))
        #expect(kept.range(of: Data(delivery.content[0].bytes.prefix(64))) == nil)
        // Nor does a word of the manifest stand in any file.
        for file in scene.files {
            let path = scene.configuration.dataDirectory + "/" + file
            let bytes = FileManager.default.contents(atPath: path) ?? Data()
            #expect(bytes.range(of: Data("iplos@nordbygda".utf8)) == nil, "\(file)")
        }
        try await pushing { client, _ in
            let map = try await client.send(.put, place + "/map", delivery.statement)
            #expect(map.wanted == ["content-0002", "map-0001"])
            _ = try await client.send(.put, place + "/map/map-0001", delivery.map[0].bytes)
            #expect(
                try await client.complete(delivery.id)
                    == .init(status: 409, word: "partMissing", wanted: ["content-0002"]))
            _ = try await client.send(.put, place + "/parts/content-0002", delivery.content[1].bytes)
            #expect(try await client.complete(delivery.id).word == "received")
        }
    }

    @Test("nobody but the trustee is listened to")
    func strangers() async throws {
        let delivery = try scene.delivery()
        try await pushing(as: scene.north) { client, node in
            let answer = try await client.send(.put, "/submissions/\(delivery.id)/manifest", delivery.manifest)
            #expect(answer == .init(status: 403, word: "notTheTrustee", wanted: nil))
            #expect(try node.store.verifyAudit().records == 0)
        }
        try await pushing(as: nil) { client, _ in
            await #expect(throws: (any Error).self) { try await client.complete(delivery.id) }
        }
        #expect(!scene.files.contains { $0.hasPrefix("waiting/") })
    }

    @Test("a trustee whose certificate is withdrawn is refused; without fresh lists it is told to come again")
    func withdrawn() async throws {
        let id = DeliveryPlan().id
        let own = try scene.identity(scene.trustee, .encryption).certificate
        let lists = try scene.authority.revocationList(revoking: [own], now: NodeScene.noon)
        try scene.scratch.write(lists, to: "crl/issuing.crl")
        try await pushing { client, _ in
            let answer = try await client.send(.put, "/submissions/\(id)/manifest", [1])
            #expect(answer.status == 403)
        }
        try FileManager.default.removeItem(atPath: scene.scratch.path("crl/issuing.crl"))
        let node = try await scene.open(requiringLists: true)
        try await PushClient.with(scene, node, showing: scene.trustee) { client in
            let answer = try await client.send(.put, "/submissions/\(id)/manifest", [1])
            #expect(answer == .init(status: 503, word: "revocationUnknown", wanted: nil))
        }
        try await node.close()
    }

    @Test("T-119 a forged map, another's manifest and an unknown unit are refused by a code")
    func refused() async throws {
        let good = try scene.delivery()
        let forged = try scene.delivery(
            DeliveryPlan {
                $0.seed = 2
                $0.mapSigner = SyntheticOrganisations.stranger
            })
        let unknown = try scene.delivery(
            DeliveryPlan {
                $0.seed = 3
                $0.municipality = "9902"
            })
        try await pushing { client, node in
            let foreign = try await client.send(.put, "/submissions/\(forged.id)/manifest", good.manifest)
            #expect(foreign == .init(status: 409, word: "otherManifest", wanted: nil))
            let stranger = try await client.send(.put, "/submissions/\(unknown.id)/manifest", unknown.manifest)
            #expect(stranger == .init(status: 422, word: "unknownUnit", wanted: nil))
            var altered = good.manifest
            altered[altered.count / 2] ^= 1
            let broken = try await client.send(.put, "/submissions/\(good.id)/manifest", altered)
            #expect(broken.status == 422 && !broken.word.isEmpty)
            _ = try await client.send(.put, "/submissions/\(forged.id)/manifest", forged.manifest)
            let map = try await client.send(.put, "/submissions/\(forged.id)/map", forged.statement)
            #expect(map == .init(status: 422, word: "signerOtherOrganisation", wanted: nil))
            #expect(try await client.complete(forged.id).word == "notBegun")
            #expect(try node.store.submission(forged.id) == nil)
        }
    }

    @Test("limits hold before a body is read, and there are no other addresses")
    func limits() async throws {
        let id = DeliveryPlan { $0.seed = 0xAB }.id
        try await pushing { client, _ in
            let large = [UInt8](repeating: 0, count: SubmissionManifest.maximumBytes + 1)
            #expect(try await client.send(.put, "/submissions/\(id)/manifest", large).word == "tooLarge")
            #expect(try await client.send(.get, "/submissions/\(id)/manifest").word == "methodNotAllowed")
            for path in [
                "/", "/submissions", "/submissions/\(id)", "/submissions/\(id)/parts/map-0001",
                "/submissions/\(id)/parts/..%2fx", "/submissions/\(id)/map/content-0001",
                "/submissions/\(id.text.uppercased())/manifest", "/rekey/\(id)/parts/content-0001",
            ] {
                #expect(try await client.send(.put, path, [1]).word == "notFound", "\(path)")
            }
            let early = try await client.send(.put, "/submissions/\(id)/parts/content-0001", [1])
            #expect(early == .init(status: 409, word: "notBegun", wanted: nil))
        }
    }

    @Test("a change of pseudonyms is applied once, waits for submissions to be joined, and is kept nowhere")
    func rekeyed() async throws {
        let delivery = try scene.delivery()
        let rekey = try scene.rekey()
        let place = "/rekey/\(rekey.id)"
        try await pushing { client, node in
            #expect(try await client.send(.post, place + "/complete").word == "notBegun")
            try await client.push(delivery)
            #expect(try await client.complete(delivery.id).word == "received")
            await node.runOnce(now: scene.clock.now)
            _ = try await client.send(.put, place + "/statement", rekey.statement)
            let missing = try await client.send(.post, place + "/complete")
            #expect(missing.status == 409 && missing.word == "partMissing")
            for part in rekey.parts {
                _ = try await client.send(.put, "\(place)/parts/\(part.entry.name)", part.bytes)
            }
            #expect(try await client.send(.post, place + "/complete").word == "rekeyed")
            #expect(try node.store.generation() == 2)
            _ = try await client.send(.put, place + "/statement", rekey.statement)
            #expect(try await client.send(.post, place + "/complete").word == "known")
        }
        #expect(!scene.files.contains { $0.contains("rekey") })
    }

    @Test("I-085 a change of contact is the trustee's signed word: taken, known the second time, and refused by name")
    func contact() async throws {
        let delivery = try scene.delivery()
        let place = "/submissions/\(delivery.id)/contact"
        let trustee = try scene.identity(SyntheticOrganisations.hospital, .signing)
        let other = try scene.identity(SyntheticOrganisations.northMunicipality, .signing)
        func word(_ number: Int, _ signer: SyntheticAuthority.Identity, of id: SubmissionID) throws -> [UInt8] {
            try ContactChange(
                submission: id, manifest: ContentHash(of: delivery.manifest), number: number,
                contact: Contact(name: "Ola Øy", email: "ny@a.example", phone: "68 05 00 01", role: "r"), deputy: nil,
                changedAt: scene.clock.now, proof: .certificate
            ).signed(key: signer.key, certificate: signer.certificate, at: scene.clock.now)
        }
        let first = try word(1, trustee, of: delivery.id)
        let forged = try word(2, other, of: delivery.id)
        let id = try #require(SubmissionID(bytes: [UInt8](repeating: 5, count: 16)))
        let elsewhere = try word(2, trustee, of: id)
        try await pushing { client, node in
            // Before the submission is there it waits.
            #expect(try await client.send(.put, place, first) == .init(status: 409, word: "notBegun", wanted: nil))
            try await client.push(delivery)
            #expect(try await client.complete(delivery.id).status == 200)
            #expect(try await client.send(.put, place, first).word == "taken")
            #expect(try await client.send(.put, place, first).word == "known")
            #expect(
                try await client.send(.put, place, forged)
                    == .init(status: 422, word: "signerOtherOrganisation", wanted: nil))
            #expect(
                try await client.send(.put, place, elsewhere)
                    == .init(status: 422, word: "contactOfOtherSubmission", wanted: nil))
            #expect(try await client.send(.post, place).status == 405)
            #expect(try node.store.contacts(of: delivery.id).contact.email == "ny@a.example")
        }
    }
}
