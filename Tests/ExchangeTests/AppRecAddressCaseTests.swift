import Exchange
import FolderExchange
import Foundation
import HealthMessages
import Identifiers
import Mail
import Store
import TestSupport
import Testing

/// System cases in which address, id or XML of the document is wrong: handed over with a remark where a record system
/// can answer, refused by the server only where none could.
@Suite("AppRec, faulty documents through two servers")
struct AppRecAddressCaseTests {
    /// Sends a document as a partner with a careless server would, and hands it over.
    private func arrived(
        _ change: (String) -> String
    ) async throws -> (country: Country, hospital: Office, municipality: Office, document: [UInt8]) {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let sound = hospital.document(.enquiry, to: municipality)
        // The hospital's own store knows the sound one, under the same MsgId, so that the receipt finds it.
        country.post.lose { _ in true }
        try hospital.put(sound)
        try await country.settle([hospital])
        country.post.lose { _ in false }
        let document = Array(change(String(decoding: sound, as: UTF8.self)).utf8)
        try Partner(office: hospital).send(document, as: sound, to: municipality, through: country.post)
        try await country.settle([municipality])
        return (country, hospital, municipality, document)
    }

    @Test(
        "AppRec cases 16 and 34 XML that cannot be read goes to the record system, whose T01 goes back",
        arguments: ["</Document>", "</GivenName>"])
    func brokenXML(tag: String) async throws {
        let (country, hospital, municipality, document) = try await arrived { $0.replacing(tag, with: "") }
        #expect(try municipality.files(in: "in") == [document], "unaltered")
        let remark = try #require(try municipality.deliveryNotes().first?.remarks?.first)
        #expect(remark.code == "not-readable" && remark.appRecError == "T01")
        #expect(Set(remark.sentences.keys) == ["nb", "nn", "en"])
        #expect(try await municipality.messages(.outgoing).map(\.kind) == [.acknowledgment])
        try municipality.answerAll(document, .rejected, errors: [AppRecError(.notXML)])
        try await country.settle([hospital, municipality])
        #expect(try await hospital.sentMessage().application == .rejected)
    }

    @Test(
        "AppRec case 16 where not even the header can be read nobody can answer by AppRec: the server refuses",
        arguments: ["<MsgInfo>", "</Receiver>", "<MsgHead"])
    func brokenHeader(tag: String) async throws {
        let (_, _, municipality, _) = try await arrived { $0.replacing(tag, with: "<!") }
        #expect(try municipality.files(in: "in").isEmpty)
        #expect(try await municipality.messages(.incoming).map(\.state) == [.refused])
        #expect(try await municipality.messages(.outgoing).map(\.kind) == [.error])
    }

    @Test("AppRec case 16 a document type declaration never reaches a record system")
    func doctype() async throws {
        let (_, _, municipality, _) = try await arrived {
            $0.replacing("<MsgHead", with: "<!DOCTYPE MsgHead [<!ENTITY a \"b\">]><MsgHead")
        }
        #expect(try municipality.files(in: "in").isEmpty)
        #expect(try await municipality.messages(.incoming).map(\.reason) == ["document-invalid"])
    }

    @Test(
        "AppRec cases 18, 19 and 20 an unknown service or person of ours: handed over, E21 back with the wrong address",
        arguments: [
            "<Id>2777</Id>", "<Id>ukjent</Id>",
        ])
    func unknownService(id: String) async throws {
        let (country, hospital, municipality, document) = try await arrived {
            $0.replacing("<Id>2001</Id>", with: id)
        }
        #expect(try municipality.files(in: "in") == [document])
        let remarks = try municipality.deliveryNotes().first?.remarks ?? []
        #expect(remarks.first?.code == "receiver-unknown" && remarks.allSatisfy { $0.appRecError == "E21" })
        try municipality.answerAll(document)
        try await country.settle([hospital, municipality])
        let receipt = try #require(try await municipality.messages(.outgoing, kinds: [.appRec]).first)
        #expect(receipt.state == .acknowledged)
        #expect(receipt.fromHER == municipality.her, "it goes from where the document was received")
        let sent = try await hospital.sentMessage()
        #expect(sent.application == .rejected)
        #expect(try await hospital.store.read { try $0.events(of: sent.key) }.last?.detail["codes"] == "E21")
        let mirrored = try #require(try hospital.files(in: "receipts").last)
        #expect(String(decoding: mirrored, as: UTF8.self).contains(id))
    }

    @Test("AppRec case 21 another organisation on both levels: no AppRec, a transport error instead")
    func elsewhere() async throws {
        let (_, _, municipality, _) = try await arrived {
            $0.replacing("<Id>2001</Id>", with: "<Id>9001</Id>").replacing("<Id>2000</Id>", with: "<Id>9000</Id>")
        }
        #expect(try municipality.files(in: "in").isEmpty)
        #expect(try await municipality.messages(.incoming).map(\.reason) == ["header-mismatch"])
    }

    @Test("AppRec case 22 envelope and document differ: the server answers with an error, before any record system")
    func mismatch() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let other = try await Office(SyntheticOrganisations.southMunicipality, her: 3000, in: country)
        let document = hospital.document(.enquiry, to: other)
        try Partner(office: hospital).send(document, to: municipality, through: country.post)
        try await country.settle([municipality])
        #expect(try await municipality.messages(.incoming).map(\.reason) == ["header-mismatch"])
        let error = try #require(country.post.sent.first)
        #expect(String(decoding: error.data, as: UTF8.self).contains("Inconsistent"))
        #expect(try municipality.files(in: "in").isEmpty)
    }

    @Test("M-073 a document in another sender's name is refused, whoever signed the envelope")
    func foreignSender() async throws {
        let (_, _, municipality, _) = try await arrived {
            $0.replacing("<Id>1001</Id>", with: "<Id>9001</Id>").replacing("<Id>1000</Id>", with: "<Id>9000</Id>")
        }
        #expect(try municipality.files(in: "in").isEmpty)
        #expect(try await municipality.messages(.incoming).map(\.reason) == ["header-mismatch"])
    }

    @Test("AppRec case 28 a MsgId that is no UUID: handed over with the remark, E10 goes back and finds its message")
    func messageID() async throws {
        let (_, _, municipality, document) = try await arrived {
            $0.replacing(try! Regex("<MsgId>[^<]*"), with: "<MsgId>nr. 17")
        }
        #expect(try municipality.files(in: "in") == [document])
        let remarks = try municipality.deliveryNotes().first?.remarks ?? []
        #expect(remarks.map(\.code) == ["message-id-not-uuid"])
        #expect(remarks.map(\.appRecError) == ["E10"])
        try municipality.answerAll(document, .rejected, errors: [AppRecError(.invalidMessageID)])
        _ = try await municipality.work(at: Country.start)
        #expect(try await municipality.messages(.outgoing, kinds: [.appRec]).map(\.originalMsgID) == ["nr. 17"])
    }

    @Test("AppRec case 33 a type or content that is not known here is the record system's to judge, with T10")
    func unknownSchema() async throws {
        let (_, _, municipality, document) = try await arrived {
            $0.replacing("http://www.kith.no/xmlstds/dialog/2013-01-23", with: "http://www.kith.no/xmlstds/dialog/2099")
        }
        #expect(try municipality.files(in: "in") == [document])
        let remarks = try municipality.deliveryNotes().first?.remarks ?? []
        #expect(remarks.map(\.code) == ["namespace-unknown"])
        #expect(remarks.map(\.appRecError) == ["T10"])
    }
}
