import Exchange
import Foundation
import HTTPTransport
import Store
import TestSupport
import Testing

/// How other servers write the same package. The signature is over the envelope and the parts' octets, so all of them are
/// the message that was signed.
@Suite("Packages of other servers over HTTP")
struct HTTPVariantTests {
    enum Variant: String, CaseIterable, CustomTestStringConvertible {
        case asSent, noStart, unquotedBoundary, noType, soapType, bareContentIDs, binaryParts, binaryTransferEncoding
        case noMIMEFields, preamble, lowerCaseFields, transferEncodingOnTop

        var testDescription: String { rawValue }
    }

    @Test("M-046 the package is read however it is written", arguments: Variant.allCases)
    func reads(_ variant: Variant) async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.post.lose { _ in true }
        let document = try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        let entity = try await hospital.entity(of: hospital.sentMessage())
        let written = try Self.write(entity, as: variant)
        let reply = try await PostFlow(context: municipality.context)
            .receive(written, sender: "192.0.2.1", now: country.clock.now)
        guard case .accepted = reply else {
            Issue.record("\(reply)")
            return
        }
        try await country.settle([municipality])
        #expect(try municipality.files(in: "in") == [document])
    }

    @Test("T-021 a package whose part is changed is refused, however it is written", arguments: Variant.allCases)
    func refuses(_ variant: Variant) async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.post.lose { _ in true }
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        let entity = try await hospital.entity(of: hospital.sentMessage())
        let changed = try Self.write(entity.replacing("LOG_INNLAGTsender", "LOG_INNLAGTother"), as: variant)
        _ = try await PostFlow(context: municipality.context)
            .receive(changed, sender: "192.0.2.1", now: country.clock.now)
        try await country.settle([municipality])
        #expect(try municipality.files(in: "in").isEmpty)
        #expect(try await municipality.messages(.incoming).map(\.state) == [.refused])
    }

    private static func write(_ entity: HTTPEntity, as variant: Variant) throws -> HTTPEntity {
        let type = entity.contentType
        let boundary = try #require(type.firstMatch(of: #/boundary="([^"]+)"/#)?.1)
        switch variant {
        case .asSent: return entity
        case .noStart: return try entity.with(contentType: type.replacing(#/; start="[^"]+"/#, with: ""))
        case .noType: return try entity.with(contentType: type.replacing(#/type="?text/xml"?; /#, with: ""))
        case .soapType:
            return try entity.with(
                contentType: type.replacing(#/type="?text/xml"?/#, with: "type=\"application/soap+xml\""))
        case .unquotedBoundary:
            return try entity.with(
                contentType: type.replacing("\"\(boundary)\"", with: "frontier"),
                body: entity.text.replacing(boundary, with: "frontier"))
        case .bareContentIDs:
            return try entity.with(body: entity.text.replacing(#/Content-ID: <([^>]+)>/#) { "Content-ID: \($0.1)" })
        case .binaryTransferEncoding:
            return try entity.replacing("Content-Transfer-Encoding: 8bit", "Content-Transfer-Encoding: binary")
        case .noMIMEFields:
            return try entity.replacing("Content-Transfer-Encoding: 8bit\r\n", "")
        case .preamble: return try entity.with(body: "A package.\r\n" + entity.text)
        case .lowerCaseFields:
            return try entity.with(
                body: entity.text.replacing("Content-Type:", with: "content-type:")
                    .replacing("Content-ID:", with: "content-id:"))
        case .transferEncodingOnTop:
            return try #require(
                HTTPEntity(
                    contentType: type, soapAction: entity.soapAction, transferEncoding: "8bit", body: entity.body))
        case .binaryParts: return try withBinaryPart(entity, boundary: String(boundary))
        }
    }

    /// The sealed part as its octets instead of base64.
    private static func withBinaryPart(_ entity: HTTPEntity, boundary: String) throws -> HTTPEntity {
        let marker = "Content-Transfer-Encoding: base64\r\n\r\n"
        let text = entity.text
        let start = try #require(text.range(of: marker))
        let end = try #require(text.range(of: "\r\n--\(boundary)--", range: start.upperBound..<text.endIndex))
        let base64 = String(text[start.upperBound..<end.lowerBound]).replacing("\r\n", with: "")
        let octets = try #require(Data(base64Encoded: base64))
        let head = String(text[..<start.lowerBound]) + "Content-Transfer-Encoding: binary\r\n\r\n"
        let body = Array(head.utf8) + [UInt8](octets) + Array(text[end.lowerBound...].utf8)
        return try #require(
            HTTPEntity(contentType: entity.contentType, soapAction: entity.soapAction, body: body))
    }
}
