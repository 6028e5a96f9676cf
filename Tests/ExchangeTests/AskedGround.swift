import Cryptography
import EbXML
import Exchange
import Foundation
import Identifiers
import Store
import Synchronization
import TestSupport
import Testing

/// A hospital that has asked the municipality about a message, which never came there; a test writes the answer.
final class AskedGround: Sendable {
    let country: Country
    let hospital: Office
    let municipality: Office
    private let written = Mutex<[[UInt8]]>([])

    /// The mails that were answered with.
    var answers: [[UInt8]] { written.withLock { $0 } }

    init() async throws {
        (country, hospital, municipality) = try await Country.withTwoOffices()
        country.post.lose { _ in true }
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        _ = try await StatusQuestion(context: hospital.context)
            .ask(about: hospital.sentMessage(), actor: "user:test", now: country.clock.now())
        try await country.settle([hospital])
        country.post.forget()
    }

    func settle() async throws { try await country.settle([hospital]) }

    func question() async throws -> StoredMessage {
        try #require(try await hospital.messages(.outgoing, kinds: [.service]).first)
    }

    /// What the municipality answers, as it should be but for the word.
    func draft(_ status: String) async throws -> EnvelopeDraft {
        let question = try await question()
        let subject = try #require(try await hospital.sentMessage().messageID)
        var draft = EnvelopeDraft.asking(
            .status(of: ""), from: municipality.her, to: hospital.her, cpaID: try #require(question.cpaID),
            conversationID: try #require(question.conversationID), messageID: UUID().uuidString.lowercased(),
            now: Country.start)
        draft.header.action = MessageService.statusResponse
        draft.header.refToMessageID = question.messageID
        draft.content = .statusResponse(refToMessageID: subject, status: status)
        return draft
    }

    func answer(_ status: String) async throws { try send(await draft(status)) }

    /// Puts an answer into the hospital's mailbox, signed by the municipality unless another is given.
    func send(_ draft: EnvelopeDraft, by signer: Office? = nil, change: (String) -> String = { $0 }) throws {
        let signing = (signer ?? municipality).signing
        let packed = try draft.pack(certificate: signing.certificate, boundary: "", sign: signing.key.sign)
        let head =
            "From: <\(municipality.address)>\r\nTo: <\(hospital.address)>\r\n"
            + "Message-ID: <\(UUID().uuidString)@x.example>\r\n"
        let mail = Array((head + change(String(decoding: packed.entity, as: UTF8.self))).utf8)
        written.withLock { $0.append(mail) }
        country.post.deliver(mail, to: hospital.address)
    }
}

/// Answers that must not be believed, each for one reason.
enum UnfitStatus: String, CaseIterable, Sendable {
    case unsigned, signedByAnother, changed, neverAsked, foreignPartner, otherMessage, otherWord, noWord, pong
    case responseToPing, ownMessageAsQuestion

    /// Whether the partner has said it; then it is its meaning that fits nothing.
    var isBelieved: Bool {
        switch self {
        case .unsigned, .signedByAnother, .changed: false
        case .neverAsked, .foreignPartner, .otherMessage, .otherWord, .noWord, .pong, .responseToPing,
            .ownMessageAsQuestion:
            true
        }
    }

    func send(on ground: AskedGround) async throws {
        let sound = try await ground.draft("Processed")
        switch self {
        case .unsigned:
            let signature = #/<ds:Signature[ \r\n].*?<\/ds:Signature\s*>/#.dotMatchesNewlines()
            try ground.send(sound) { $0.replacing(signature, with: "") }
        case .signedByAnother: try ground.send(sound, by: await stranger(on: ground))
        case .changed:
            try ground.send(try await ground.draft("Received")) {
                $0.replacingOccurrences(of: "\"Received\"", with: "\"Processed\"")
            }
        case .neverAsked: try ground.send(changed(sound) { $0.header.refToMessageID = "nobody@asked.example" })
        case .foreignPartner:
            // Genuine, and from a party that was asked nothing.
            let stranger = try await stranger(on: ground)
            try ground.send(changed(sound) { $0.header.from = Party(her: stranger.her) }, by: stranger)
        case .otherMessage:
            try ground.send(
                changed(sound) { $0.content = .statusResponse(refToMessageID: "other@x.example", status: "Processed") })
        case .otherWord: try ground.send(try await ground.draft("Deleted"))
        case .noWord: try ground.send(try await ground.draft(""))
        case .pong:
            try ground.send(
                changed(sound) {
                    $0.header.action = MessageService.pong
                    $0.content = .pong
                })
        case .responseToPing:
            _ = try await PingRequest(context: ground.hospital.context).ping(
                ground.municipality.her, from: ground.hospital.her, actor: "user:test",
                now: ground.country.clock.now())
            try await ground.settle()
            ground.country.post.forget()
            let ping = try await ground.hospital.messages(.outgoing, kinds: [.service]).last { $0.action == "Ping" }
            try ground.send(changed(sound) { $0.header.refToMessageID = ping?.messageID })
        case .ownMessageAsQuestion:
            let message = try await ground.hospital.sentMessage()
            try ground.send(changed(sound) { $0.header.refToMessageID = message.messageID })
        }
    }

    private func stranger(on ground: AskedGround) async throws -> Office {
        try await Office(SyntheticOrganisations.generalPractice, her: 3000, in: ground.country)
    }

    private func changed(_ draft: EnvelopeDraft, _ change: (inout EnvelopeDraft) -> Void) -> EnvelopeDraft {
        var draft = draft
        change(&draft)
        return draft
    }
}
