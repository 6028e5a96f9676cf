import Certificates
import Cryptography
import Foundation
import HealthMessages
import Identifiers
import NIOHTTP1
import TestSupport
import Testing

@testable import Simulation

extension EndToEnd {
    /// The API through the real program, between real servers (M-053).
    @Suite(.serialized) struct RecordSystemAPITests {
        @Test("M-053 documents in and out through the API: byte for byte, receipts both ways, nothing twice")
        func walk() async throws {
            try await APIHouse.with { house in
                let (client, street) = (house.client, house.street)
                // In: the hospital's three documents, listed as they come, answered and marked as read.
                let sent = try await street.submit(3)
                var received: Set<String> = []
                while received.count < 3 {
                    let query = "/Messages?ReceiverHerIds=\(house.municipality.her)&IncludeMetadata=true"
                    let list = try await client.ask(.GET, query, wait: 30).json([ListedMessage].self)
                    try #require(!list.isEmpty, "a document comes within 30 s")
                    for message in list {
                        let document = try await client.ask(.GET, "/Messages/\(message.id)/business-document")
                            .json(FetchedDocument.self)
                        #expect(
                            try HealthDocument.read(Array(document.businessDocument)).msgID
                                == message.businessDocumentId)
                        let receipt = try await client.ask(
                            .POST, "/Messages/\(message.id)/apprec/\(house.municipality.her)",
                            body: ["appRecStatus": "Ok"])
                        #expect(receipt.status == 201, "\(String(decoding: receipt.body, as: UTF8.self))")
                        let read = try await client.ask(.PUT, "/Messages/\(message.id)/read/\(house.municipality.her)")
                        #expect(read.status == 204)
                        received.insert(try #require(message.businessDocumentId))
                    }
                }
                #expect(received == Set(sent))
                let told = try await street.settle(sent, within: 60)
                #expect(sent.allSatisfy { told[$0] == Street.success })
                // Out: a document to the hospital, whose record system accepts it.
                let document = try street.documentFromMunicipality()
                let id = try await client.submit(document)
                #expect(try await client.submit(document) == id, "the same document is the same message")
                let good = [
                    MessageStatus(
                        receiverHerId: street.hospital.her.value, transportDeliveryState: "Acknowledged",
                        appRecStatus: "Ok")
                ]
                var status: [MessageStatus] = []
                let end = Date().addingTimeInterval(60)
                while status != good, Date() < end {
                    _ = try await street.neighbourhood.recordSystems[.hospital]?.runOnce()
                    status = try await client.ask(.GET, "/Messages/\(id)/status").json([MessageStatus].self)
                }
                #expect(status == good)
                let notices = try await client.ask(.GET, "/Notices", wait: 30).json([ToldNotice].self)
                #expect(Set(notices.filter { $0.messageId == id }.map(\.outcome)).isSubset(of: Street.success))
                let list = try await client.ask(
                    .GET, "/Messages?ReceiverHerIds=\(house.municipality.her)&IncludeMetadata=true", wait: 30
                ).json([ListedMessage].self)
                #expect(list.map(\.isAppRec) == [true], "the receipt is a message of its own")
                #expect(await street.handedOver().values.allSatisfy { $0 == 1 })
            }
        }

        @Test("U-52 what `record-system add` prints works: two lines, pasted into a shell")
        func example() async throws {
            try await APIHouse.with { house in
                let lines = house.printed.split(separator: "\n").map { $0.drop { $0 == " " } }
                let commands = lines.filter { $0.hasPrefix("umask") || $0.hasPrefix("curl") }
                #expect(commands.count == 2)
                let folder = try ScratchDirectory()
                let run = try await Command.run("bash", ["-c", commands.joined(separator: "\n")], in: folder)
                #expect(run.status == 0 && run.text == "[]", "\(run.text) \(run.errorText)")
                let mode = try FileManager.default.attributesOfItem(atPath: folder.path("records.token"))
                #expect(mode[.posixPermissions] as? Int == 0o600)
            }
        }

        @Test("U-52 a token is listed without its text, replaced without a pause, and dead once revoked")
        func tokens() async throws {
            try await APIHouse.with { house in
                let tenant = house.municipality.tenant.name
                let made = try await house.command(
                    ["record-system", "token", "add", "records", "--tenant", tenant, "--days", "1"])
                let second = try #require(
                    made.text.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("bud_") }.map(String.init))
                let list = try await house.command(["record-system", "token", "list", "--tenant", tenant])
                #expect(!list.text.contains("bud_") && list.text.contains("records"))
                let first = try #require(house.token.split(separator: ".").dropFirst().first)
                let revoked = try await house.command(
                    ["record-system", "token", "revoke", String(first), "--tenant", tenant, "--yes"])
                #expect(revoked.status == 0, "\(revoked.errorText)")
                #expect(try await house.client.ask(.GET, "/Certificates").status == 401, "at once")
                let other = APIClient(base: house.client.base, token: second)
                #expect(try await other.ask(.GET, "/Certificates").status == 200)
                let log = house.street.log(of: .municipalities)
                #expect(!log.contains(String(house.token.suffix(20))) && !log.contains(String(second.suffix(20))))
            }
        }

        @Test("U-52 RFC 8705 over TLS, a bound token counts with its client certificate, and with no other")
        func mutualTLS() async throws {
            try await Street.with { street in
                let folder = try ScratchDirectory()
                let authority = try SyntheticAuthority(name: "TLS", now: Date())
                try Data(authority.certificate.pem).write(to: URL(filePath: folder.path("roots.pem")))
                for name in ["server", "journal", "other"] {
                    let identity = try authority.issueTransport(name, now: Date())
                    try Data(identity.certificate.pem + authority.intermediates.flatMap(\.pem)).write(
                        to: URL(filePath: folder.path("\(name).pem")))
                    try Self.pem(of: identity.key).write(
                        toFile: folder.path("\(name).key"), atomically: true, encoding: .utf8)
                }
                let port = try await street.serveAPI(
                    on: .municipalities,
                    more: [
                        "certificate: \(folder.path("server.pem"))", "key: \(folder.path("server.key"))",
                        "clientRoots: \(folder.path("roots.pem"))",
                    ])
                let file = street.neighbourhood.ground.configuration(of: .municipalities)
                let made = try await Command.run(
                    DemoRun.program,
                    [
                        "record-system", "token", "add", "records", "--tenant", street.municipality.tenant.name,
                        "--certificate", folder.path("journal.pem"), "--config", file,
                    ])
                let token = try #require(
                    made.text.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("bud_") }, "\(made.errorText)")
                try Data("Authorization: Bearer \(token)\n".utf8).write(to: URL(filePath: folder.path("token")))
                func status(_ options: [String]) async throws -> String {
                    try await Command.run(
                        "curl",
                        ["-sS", "-o", "answer", "-w", "%{http_code}", "--cacert", "roots.pem", "-H", "@token"] + options
                            + ["https://localhost:\(port)/Certificates"], in: folder
                    ).text
                }
                #expect(try await status(["--cert", "journal.pem", "--key", "journal.key"]) == "200")
                #expect(try await status(["--cert", "other.pem", "--key", "other.key"]) == "401")
                #expect(try await status([]) == "401")
                #expect(try await status(["--tls-max", "1.1"]) == "000", "nothing older than TLS 1.2")
            }
        }

        private static func pem(of key: PrivateKey) throws -> String {
            let body = Data(try key.pkcs8DER).base64EncodedString(options: .lineLength64Characters)
            return "-----BEGIN PRIVATE KEY-----\n\(body)\n-----END PRIVATE KEY-----\n"
        }

        @Test("M-107 what was answered 201 is there after a power cut, once")
        func cut() async throws {
            try await APIHouse.with { house in
                let (client, street) = (house.client, house.street)
                var accepted: [String: String?] = [:]
                for round in 0..<5 {
                    let documents = try (0..<8).map { _ in try street.documentFromMunicipality() }
                    async let cut: Void = {
                        try await Task.sleep(for: .milliseconds(20 + round * 15))
                        try await street.cut(.municipalities)
                    }()
                    for document in documents {
                        // A connection that breaks says nothing about the document; an answer does.
                        guard let id = try? await client.submit(document) else { continue }
                        accepted[id] = try HealthDocument.read(document).msgID
                    }
                    try await cut
                    try await street.wait("the API listens") {
                        street.log(of: .municipalities).contains(#""event":"ready""#)
                    }
                }
                #expect(!accepted.isEmpty)
                for (id, msgID) in accepted {
                    let message = try await client.ask(.GET, "/Messages/\(id)").json(ListedMessage.self)
                    #expect(message.businessDocumentId == msgID)
                }
            }
        }

        @Test("M-002 the planted identity number of a document is in no log of the API's server")
        func planted() async throws {
            try await APIHouse.with { house in
                let number = SyntheticPerson.number(7).identityNumber
                let document = try house.street.documentFromMunicipality()
                #expect(String(decoding: document, as: UTF8.self).contains(number), "the test can fail")
                _ = try await house.client.submit(document)
                let broken = document.prefix(document.count - 40)
                let refused = try await house.client.ask(
                    .POST, "/Messages", body: APIClient.submission(of: Array(broken)))
                #expect(refused.status == 400)
                #expect(!String(decoding: refused.body, as: UTF8.self).contains(number))
                let directory = house.street.neighbourhood.ground.directory(of: .municipalities)
                #expect(PlantedNumber(number).files(below: directory) == [])
            }
        }
    }
}

extension Street {
    /// A new document from the municipality to the hospital.
    func documentFromMunicipality() throws -> [UInt8] {
        try DocumentRequest(
            action: "INNLEGGELSESRAPPORT", text: "Syntetisk.", from: municipality, to: hospital, msgID: UUID(),
            inReplyTo: nil, now: Date()
        ).document()
    }
}
