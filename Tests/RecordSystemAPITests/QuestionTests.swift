import Certificates
import Exchange
import Foundation
import HTTPTypes
import Identifiers
import TestSupport
import Testing

@testable import RecordSystemAPI

/// Questions about parties and certificates.
@Suite("M-096 questions to the API") struct QuestionTests {
    @Test("M-078 M-079 parties are found by HER-id, organisation number and name")
    func search() async throws {
        let desk = try await Desk()
        let number = SyntheticOrganisations.hospital.number.digits
        for query in ["HerId=70001", "OrganisationNumber=\(number)", "Name=medisinsk"] {
            let answer = await desk.ask(.get, "/CommunicationParties?\(query)")
            #expect(answer.json.elements?.first?["herId"] == 70001, "\(query)")
            #expect(answer.json.elements?.first?["parentName"] == "Fjordheim sykehus HF")
            #expect(answer.json.elements?.first?["hprNumber"] == .null, "a service has none")
        }
        #expect(await desk.ask(.get, "/CommunicationParties?HerId=70002").json == [])
        #expect(await desk.ask(.get, "/CommunicationParties").status == 400)
        #expect(await desk.ask(.get, "/CommunicationParties?OrganisationNumber=123456789").status == 400)
        #expect(await desk.ask(.get, "/CommunicationParties/70001").json["name"] == "Medisinsk avdeling")
        #expect(await desk.ask(.get, "/CommunicationParties/70002").status == 404)
    }

    @Test("M-082 whether a party can receive a type, and everything that stands in the way")
    func reception() async throws {
        let desk = try await Desk()
        let yes = await desk.ask(
            .get, "/CommunicationParties/70001/reception?SenderHerId=80001&Action=INNLEGGELSESRAPPORT")
        #expect(yes.json == ["receives": true, "obstacles": []])
        let no = await desk.ask(.get, "/CommunicationParties/70002/reception?SenderHerId=80001&Action=NONE")
        #expect(no.json["receives"] == false)
        #expect(no.json["obstacles"]?.elements?.map { $0["reason"] } == ["type-unknown", "partner-unknown"])
        #expect(
            await desk.ask(.get, "/CommunicationParties/70001/reception?SenderHerId=90001&Action=X").status == 403)
    }

    @Test("M-096 own certificates, as DER, and the link to register for them")
    func certificates() async throws {
        let desk = try await Desk()
        let answer = await desk.ask(.get, "/Certificates")
        let certificates = try #require(answer.json["certificates"]?.elements)
        #expect(Set(certificates.compactMap { $0["purpose"]?.string }) == ["signing", "encryption"])
        #expect(certificates.allSatisfy { $0["isActive"] == true })
        let serials = certificates.compactMap { $0["serialNumber"]?.string }
        let link = try #require(answer.json["directoryLink"]?.string)
        #expect(link.hasPrefix("ldap://ldap.ca.example/dc=Ca,dc=example?usercertificate;binary?sub?(|("))
        #expect(serials.allSatisfy { link.contains("(certificateSerialNumber=\($0))") })
        let path = try #require(certificates.first?["path"]?.string)
        let der = await desk.ask(.get, path)
        #expect(der.reply.headers[.contentType] == "application/pkix-cert")
        #expect(desk.nord.settings.current.keys.contains { $0.certificate.der == der.reply.body })
        #expect(await desk.ask(.get, path, as: "records").status == 404, "another tenant's")
    }
}
