import EbXML
import Exchange
import Foundation
import HTTPTransport
import Store
import TestSupport
import Testing
import XMLSignature

/// The faults of known peers at the server's own HTTP door, over sockets: what they answer with 200 and an Acknowledgment
/// is refused here, whether the sender waits for the answer on the connection or not.
@Suite("Faults of known peers that this server's HTTP door does not have")
struct HTTPDoorFaultTests {
    @Test(
        "T-029 peers over HTTP: a message without any signature is refused, not acknowledged", arguments: [false, true])
    func unsigned(asking: Bool) async throws {
        try await HTTPRoad.run { road in
            let message = try await road.lostMessage()
            let stripped = message.replacing(
                #/<ds:Signature[ \r\n].*?<\/ds:Signature\s*>/#.dotMatchesNewlines(), with: "")
            #expect(stripped != message)
            try await expectRefused(stripped, asking: asking, over: road)
        }
    }

    @Test(
        "T-014 peers over HTTP: a signature that does not cover the payload is refused, not acknowledged",
        arguments: [false, true])
    func uncovered(asking: Bool) async throws {
        try await HTTPRoad.run { road in
            let message = try await road.lostMessage()
            // Without its reference the signature is broken too: signed anew over what is left.
            let reference = #/<ds:Reference[ \r\n]+URI="cid:.*?<\/ds:Reference\s*>/#.dotMatchesNewlines()
            let bare = message.replacing(reference, with: "")
            #expect(bare != message)
            try await expectRefused(try road.course.hospital.signingAgain(bare), asking: asking, over: road)
            try await expectTaken(try road.course.hospital.signingAgain(message), asking: asking, over: road)
        }
    }

    @Test(
        "T-014 peers over HTTP: an attachment appended after signing is refused, not acknowledged",
        arguments: [false, true])
    func extraAttachment(asking: Bool) async throws {
        try await HTTPRoad.run { road in
            let message = try await road.lostMessage()
            let boundary = try #require(message.firstMatch(of: #/\r\n--(=_[^\r\n]*)--/#)?.output.1)
            let extra =
                "\r\n--\(boundary)\r\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n"
                + "Content-ID: <extra@edi.example>\r\nContent-Transfer-Encoding: base64\r\n\r\nAQID"
            let appended = message.replacing("\r\n--\(boundary)--", with: "\(extra)\r\n--\(boundary)--")
            #expect(appended != message)
            try await expectRefused(appended, asking: asking, over: road)
            try await expectTaken(message, asking: asking, over: road)
        }
    }

    @Test(
        "T-014 peers over HTTP: a payload changed after signing is refused, not acknowledged", arguments: [false, true])
    func changedPayload(asking: Bool) async throws {
        try await HTTPRoad.run { road in
            let message = try await road.lostMessage()
            let changed = message.replacing("\r\n\r\nMII", with: "\r\n\r\nMIJ", maxReplacements: 1)
            #expect(changed != message)
            try await expectRefused(changed, asking: asking, over: road)
        }
    }

    @Test("peers over HTTP: what cannot be taken apart is kept as it came and answered with a fault, never with 2xx")
    func unparsable() async throws {
        try await HTTPRoad.run { road in
            let message = try await road.lostMessage()
            let broken = message.replacing("</SOAP:Header>", with: "</SOAP:Head>")
            let answer = try await road.post(broken)
            #expect(answer.status == 500)
            #expect(answer.entity?.text.contains("SOAP:Client") == true)
            let municipality = road.course.municipality
            let kept = try #require(try await municipality.messages(.incoming).last)
            #expect(kept.state == .unreadable)
            #expect(
                try await municipality.store.read { try $0.content(.received, of: kept.key) } == Array(broken.utf8))
        }
    }

    @Test(
        "T-056 peers over HTTP: the same message again gets the same Acknowledgment again, never an error",
        arguments: [false, true])
    func duplicate(asking: Bool) async throws {
        try await HTTPRoad.run { road in
            let message = try await road.lostMessage()
            var ids: [String?] = []
            for _ in 0..<3 {
                let answer = try await road.post(asking ? message.askingForAnswer() : message)
                try await road.course.country.settle([road.course.municipality])
                #expect(answer.status == (asking ? 200 : 202))
                let receipt = asking ? answer.entity?.stored() : road.course.checkpoint.messages.last
                guard case .envelope(let envelope) = InboundMail.classify(try #require(receipt)),
                    case .acknowledgment = envelope.content
                else {
                    Issue.record("no Acknowledgment")
                    return
                }
                ids.append(envelope.header.messageID)
            }
            #expect(Set(ids).count == 1)
            let municipality = road.course.municipality
            #expect(try await municipality.messages(.outgoing).map(\.attempts) == [3])
            #expect(try await municipality.messages(.outgoing, kinds: [.error]).isEmpty)
            #expect(try municipality.files(in: "in").count == 1)
        }
    }

    // MARK: - Steps

    private func expectRefused(_ message: String, asking: Bool, over road: HTTPRoad) async throws {
        let (course, municipality) = (road.course, road.course.municipality)
        let answer = try await road.post(asking ? message.askingForAnswer() : message)
        try await course.country.settle([municipality])
        #expect(try await municipality.messages(.incoming).last?.state == .refused)
        #expect(try municipality.files(in: "in").isEmpty)
        #expect(try await municipality.messages(.outgoing, kinds: [.acknowledgment]).isEmpty)
        #expect(!course.travelled.contains(.acknowledgment))
        // 202 says only that the message is kept; what becomes of it is told in a signed error.
        #expect(answer.status == (asking ? 200 : 202))
        let told = asking ? answer.entity?.stored() : course.checkpoint.messages.last
        guard case .envelope(let envelope) = InboundMail.classify(try #require(told)),
            case .success(let signed) = envelope.authenticate(
                with: municipality.signing.certificate, policy: .init()),
            case .errorList = signed.content
        else {
            Issue.record("no signed error list")
            return
        }
    }

    private func expectTaken(_ message: String, asking: Bool, over road: HTTPRoad) async throws {
        let answer = try await road.post(asking ? message.askingForAnswer() : message)
        try await road.course.country.settle([road.course.municipality])
        #expect(try await road.course.municipality.messages(.incoming).last?.state == .handedOver)
        #expect(asking ? answer.entity?.text.contains("<eb:Acknowledgment ") == true : answer.entity == nil)
    }
}
