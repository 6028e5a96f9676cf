import Certificates
import Cryptography
import Foundation
import Identifiers
import SealedSubmission
import TestSupport
import Testing
import Trustee

@testable import SendModule

@Suite("Uploading to the send module")
struct UploadTests {
    @Test("I-034 manifest, parts and end give a receipt that the trustee has signed, and the same one again")
    func whole() async throws {
        let scene = try await Scene()
        try await scene.serving { client in
            let client = try await client.loggedIn()
            let sealed = try SealedByMunicipality(scene)
            let end = try await client.deliver(sealed)
            #expect(end.status == 200)
            #expect(end.headers["content-type"] == "application/pkcs7-mime")
            let receipt = try SubmissionReceipt.verify(
                end.body, signers: scene.signers, trustee: SyntheticOrganisations.hospital.number,
                manifest: ContentHash(of: sealed.manifest)
            ).document
            #expect(receipt.kind == .ordinary)
            #expect(receipt.parts == sealed.parts.map(\.entry))
            #expect(scene.arrivals.all == [sealed.id])
            let again = try await client.send(.post, "/submissions/\(sealed.id)/complete")
            #expect(again.body == end.body)
            let manifest = try await client.send(.put, "/submissions/\(sealed.id)/manifest", sealed.manifest)
            #expect(manifest.body == end.body)
            let part = try #require(sealed.parts.first)
            #expect(try await client.patch(sealed, "\(part.entry.name)", 0, part.bytes).code == "arrivedBefore")
        }
    }

    @Test("T-102 an upload whose connection breaks at any octet goes on there and becomes the same file")
    func resumed() async throws {
        let scene = try await Scene()
        try await scene.serving { client in
            let client = try await client.loggedIn()
            let sealed = try SealedByMunicipality(scene)
            _ = try await client.send(.put, "/submissions/\(sealed.id)/manifest", sealed.manifest)
            for part in sealed.parts {
                let path = "/submissions/\(sealed.id)/parts/\(part.entry.name)"
                var end = 0
                for step in [1, 7, 64, 101] {
                    let cut = min(part.bytes.count - 1, end + step)
                    // Tried again while nothing has come: the broken connection before it may still hold the part.
                    try await eventually("what came of \(part.entry.name) is kept") { [end] in
                        if try await client.send(.head, path).offset == end {
                            try await client.patch(
                                path, end, promising: Array(part.bytes[end...]), hangingUpAfter: cut - end)
                        }
                        return try await client.send(.head, path).offset == cut
                    }
                    end = cut
                }
                let wrong = try await client.patch(sealed, "\(part.entry.name)", end - 1, [0, 0])
                #expect(wrong.status == 409)
                #expect(wrong.code == "offsetDiffers")
                #expect(wrong.offset == end)
                let rest = try await client.patch(sealed, "\(part.entry.name)", end, Array(part.bytes[end...]))
                #expect(rest.status == 204)
                #expect(rest.offset == part.bytes.count)
                let file = "trustee/spool/\(sealed.id)/\(part.entry.name.fileName)"
                #expect(try scene.scratch.read(file) == part.bytes)
            }
            #expect(try await client.send(.post, "/submissions/\(sealed.id)/complete").status == 200)
        }
    }

    @Test("the plan says where each part goes on, also after a restart of the client")
    func plan() async throws {
        let scene = try await Scene()
        try await scene.serving { client in
            let client = try await client.loggedIn()
            let sealed = try SealedByMunicipality(scene)
            let path = "/submissions/\(sealed.id)/manifest"
            let first = try await client.send(.put, path, sealed.manifest)
            let part = try #require(sealed.parts.first)
            _ = try await client.patch(sealed, "\(part.entry.name)", 0, Array(part.bytes.prefix(50)))
            let second = try await client.send(.put, path, sealed.manifest)
            for (answer, offset) in [(first, 0), (second, 50)] {
                let parts = try #require(answer.json?["parts"] as? [[String: Any]])
                #expect(parts.count == sealed.parts.count)
                #expect(parts.first?["name"] as? String == "identity-0001")
                #expect(parts.first?["offset"] as? Int == offset)
                #expect(parts.first?["octets"] as? Int == part.bytes.count)
            }
        }
    }

    @Test("octets with a checksum are kept as a whole or not at all")
    func checksum() async throws {
        let scene = try await Scene()
        try await scene.serving { client in
            let client = try await client.loggedIn()
            let sealed = try SealedByMunicipality(scene)
            _ = try await client.send(.put, "/submissions/\(sealed.id)/manifest", sealed.manifest)
            let part = try #require(sealed.parts.first)
            let name = "\(part.entry.name)"
            let right = "sha-256 \(Base64.encode(SHA256.digest(part.bytes)))"
            let wrong = try await client.patch(
                sealed, name, 0, part.bytes.reversed(), [("Upload-Checksum", right)])
            #expect(wrong.code == "checksumDiffers")
            #expect(try await client.send(.head, "/submissions/\(sealed.id)/parts/\(name)").offset == 0)
            for field in ["md5 AAAA", "sha-256", "sha-256 !"] {
                let answer = try await client.patch(sealed, name, 0, part.bytes, [("Upload-Checksum", field)])
                #expect(answer.code == "malformed")
            }
            let large = [UInt8](repeating: 0, count: SendModuleAPI.largestChecked + 1)
            #expect(try await client.patch(sealed, name, 0, large, [("Upload-Checksum", right)]).status == 413)
            let kept = try await client.patch(sealed, name, 0, part.bytes, [("Upload-Checksum", right)])
            #expect(kept.offset == part.bytes.count)
        }
    }

    @Test("I-020 the end names each part that is missing or not what was signed for")
    func incomplete() async throws {
        let scene = try await Scene()
        try await scene.serving { client in
            let client = try await client.loggedIn()
            let sealed = try SealedByMunicipality(scene)
            _ = try await client.send(.put, "/submissions/\(sealed.id)/manifest", sealed.manifest)
            for part in sealed.parts.dropFirst(2) {
                _ = try await client.patch(sealed, "\(part.entry.name)", 0, part.bytes)
            }
            let altered = sealed.parts[0]
            _ = try await client.patch(
                sealed, "\(altered.entry.name)", 0, [altered.bytes[0] ^ 1] + altered.bytes.dropFirst())
            let end = try await client.send(.post, "/submissions/\(sealed.id)/complete")
            #expect(end.status == 409)
            let faults = try #require(end.json?["parts"] as? [[String: String]])
            #expect(
                faults == [
                    ["part": "identity-0001", "fault": "partAltered"],
                    ["part": "identity-0002", "fault": "partMissing"],
                ])
            #expect(scene.arrivals.all.isEmpty)
            let longer = try await client.patch(sealed, "\(altered.entry.name)", 0, altered.bytes + [0])
            #expect(longer.code == "partTooLong")
        }
    }

    @Test("T-119 another's submission, another id and a manifest of another organisation are refused by name")
    func foreign() async throws {
        let scene = try await Scene()
        try await scene.serving { stranger in
            let north = try await stranger.loggedIn()
            let south = try await stranger.loggedIn(as: "9902")
            let sealed = try SealedByMunicipality(scene)
            let path = "/submissions/\(sealed.id)"
            let refused = try await south.send(.put, path + "/manifest", sealed.manifest)
            #expect(refused.status == 422)
            #expect(refused.json?["fault"] as? String == "otherOrganisation")
            let other = try SealedByMunicipality(scene)
            let named = try await north.send(.put, path + "/manifest", other.manifest)
            #expect(named.code == "otherSubmission")
            _ = try await north.send(.put, path + "/manifest", sealed.manifest)
            let part = try #require(sealed.parts.first)
            #expect(try await south.patch(sealed, "\(part.entry.name)", 0, part.bytes).status == 404)
            #expect(try await south.send(.post, path + "/complete").code == "unknownSubmission")
            #expect(try await south.send(.get, path).code == "unknownSubmission")
            #expect(try await north.patch(sealed, "content-0099", 0, part.bytes).code == "unknownPart")
            #expect(try await stranger.patch(sealed, "\(part.entry.name)", 0, part.bytes).status == 401)
            #expect(try await north.send(.put, path + "/manifest", Array("not signed".utf8)).status == 422)
        }
    }

    @Test("T-128 an older number and a closed season are refused, each with its own code")
    func refusals() async throws {
        let scene = try await Scene()
        try await scene.serving { client in
            var known = try await client.loggedIn()
            #expect(try await known.deliver(SealedByMunicipality(scene, sequence: 2)).status == 200)
            let replayed = try await known.deliver(SealedByMunicipality(scene, sequence: 1))
            #expect(replayed.status == 409)
            #expect(replayed.code == "sequenceNotAbove")
            scene.clock.pass(150 * 86_400)
            known = try await client.loggedIn()
            let late = try await known.deliver(SealedByMunicipality(scene, sequence: 3))
            #expect(late.code == "season")
            #expect((late.json?["detail"] as? String)?.contains("closed") == true)
            #expect(try await known.deliver(SealedByMunicipality(scene, kind: .test)).status == 200)
        }
    }

    @Test("octets without a place, or with one that is none, are not taken")
    func withoutOffset() async throws {
        let scene = try await Scene()
        try await scene.serving { client in
            let client = try await client.loggedIn()
            let sealed = try SealedByMunicipality(scene)
            _ = try await client.send(.put, "/submissions/\(sealed.id)/manifest", sealed.manifest)
            let path = "/submissions/\(sealed.id)/parts/identity-0001"
            #expect(try await client.send(.patch, path, [1]).code == "malformed")
            for offset in ["-1", "x", "99999999999999999999"] {
                #expect(try await client.send(.patch, path, [1], [("Upload-Offset", offset)]).code == "malformed")
            }
        }
    }
}
