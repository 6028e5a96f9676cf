import Cryptography
import Foundation
import HTTPTypes
import HummingbirdCore
import NIOCore
import Synchronization
import Testing
import Texts

@testable import Web

@Suite("Forms")
struct FormTests {
    @Test("urlencoded fields are decoded, and what is encoded wrongly is refused")
    func urlencoded() throws {
        let form = try #require(FormFields(encoded: Array("a=1+2%263&b=&c&d=%C3%B8&e=x&e=y".utf8)))
        #expect(form["a"] == "1 2&3" && form["b"] == "" && form["c"] == "" && form["d"] == "ø")
        #expect(form["e"] == nil && form.values("e") == ["x", "y"] && form["z"] == nil)
        #expect(FormFields(encoded: [])?.all == [])
        for text in ["a=%", "a=%1", "a=%zz", "a=%ff", "a=%00", "=x", "\(String(repeating: "n", count: 101))=1"] {
            #expect(FormFields(encoded: Array(text.utf8)) == nil, "\(text)")
        }
        let many = { (count: Int) in Array((0..<count).map { "f\($0)=1" }.joined(separator: "&").utf8) }
        #expect(FormFields(encoded: many(100)) != nil && FormFields(encoded: many(101)) == nil)
    }

    @Test("media types of forms")
    func encodings() {
        #expect(FormEncoding("application/x-www-form-urlencoded; charset=UTF-8") == .urlencoded)
        #expect(FormEncoding("Multipart/Form-Data; boundary=\"a b\"") == .unknown)
        #expect(FormEncoding("multipart/form-data; boundary=\"ab\"") == .multipart(boundary: "ab"))
        #expect(FormEncoding("text/plain") == .plainText)
        for header in [nil, "", "application/json", "multipart/form-data", "multipart/form-data; boundary="] {
            #expect(FormEncoding(header) == .unknown)
        }
        #expect(FormEncoding("multipart/form-data; boundary=\(String(repeating: "x", count: 71))") == .unknown)
    }

    static func body(_ file: [UInt8], token: String = "t", after: String = "\r\n--b--\r\n") -> [UInt8] {
        Array("--b\r\nContent-Disposition: form-data; name=\"formToken\"\r\n\r\n\(token)\r\n".utf8)
            + Array("--b\r\nContent-Disposition: form-data; name=\"empty\"\r\n\r\n\r\n".utf8)
            + Array("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\x\\a%22ø.zip\"\r\n".utf8)
            + Array("Content-Type: application/zip\r\n\r\n".utf8) + file + Array(after.utf8)
    }

    /// Line ends and beginnings of the delimiter, which must not be taken for it.
    static let tricky = Array("\r\n--\r\n--c\r\n--\r\r\n-\r\n-b\r\n--".utf8) + [0, 255]

    @Test("I-031 a file comes out as it went in, wherever the pieces that arrive are cut")
    func cuts() async throws {
        let body = Self.body(Self.tricky)
        for cut in 0...body.count {
            let read = try await read([Array(body[..<cut]), Array(body[cut...])])
            #expect(read.file == Self.tricky, "cut at \(cut)")
            #expect(read.fields == ["formToken=t", "empty="] && read.name == "a\"ø.zip")
        }
        #expect(try await read(body.map { [$0] }).file == Self.tricky)
        #expect(try await read([Self.body([])]).file == [])
    }

    @Test("a body that ends early, says too much or goes on is refused")
    func malformed() async throws {
        let whole = Self.body(Self.tricky)
        #expect(try await read([whole]).file == Self.tricky)
        for length in stride(from: 0, to: whole.count - 2, by: 3) {
            await #expect(throws: WebFault.malformed, "\(length)") { try await read([Array(whole[..<length])]) }
        }
        let others = [
            Self.body([1], after: "\r\n--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1\r\n--b--"),
            Self.body([1], after: "\r\n--b--\r\nmore"), Array("x".utf8) + whole,
            Array("--b\r\nContent-Disposition: form-data\r\n\r\n1\r\n--b--".utf8),
            Array("--b\r\nContent-Disposition: attachment; name=\"x\"\r\n\r\n1\r\n--b--".utf8),
            Array("--b\r\nContent-Transfer-Encoding: base64\r\n\r\n1\r\n--b--".utf8),
            Array("--b\r\nContent-Disposition: form-data; name=\"x\"; filename*=UTF-8''y\r\n\r\n1\r\n--b--".utf8),
            Array("--b\r\n\(String(repeating: "X", count: 3000)): y\r\n\r\n1\r\n--b--".utf8),
        ]
        for body in others {
            await #expect(throws: WebFault.malformed) { try await read([body]) }
        }
    }

    @Test("a body larger than it may be stops being read")
    func limits() async throws {
        let file = [UInt8](repeating: 7, count: 1000)
        #expect(try await read([Self.body(file)], fileLimit: 1000).file == file)
        await #expect(throws: WebFault.tooLarge) { try await read([Self.body(file)], fileLimit: 999) }
        await #expect(throws: WebFault.tooLarge) { try await read([Self.body(file)], bodyLimit: 900) }
    }

    private func read(
        _ pieces: [[UInt8]], bodyLimit: Int = 100_000, fileLimit: Int = 100_000
    ) async throws -> (fields: [String], name: String, file: [UInt8]) {
        let stream = AsyncStream { continuation in
            for piece in pieces { continuation.yield(ByteBuffer(bytes: piece)) }
            continuation.finish()
        }
        var form = MultipartForm(BodyReader(RequestBody(asyncSequence: stream), limit: bodyLimit), boundary: "b")
        var fields: [String] = []
        while let part = try await form.nextPart() {
            guard part.fileName == nil else {
                let upload = WebUpload(part, of: form, limit: fileLimit)
                var file: [UInt8] = []
                while let piece = try await upload.next() { file += piece }
                #expect(try await upload.next() == nil)
                return (fields, upload.name, file)
            }
            fields.append(try await "\(part.name)=\(form.text())")
        }
        throw WebFault.malformed
    }

    @Test("an upload reaches the handler behind its token; too large, unknown and wrong bodies get their pages")
    func site() async throws {
        let site = try await TestSite()
        let browser = TestBrowser(site)
        _ = await browser.get("/echo")
        let file = SecureRandom.bytes(150_000)
        let send = { (type: String, body: [UInt8], length: Int?) in
            var headers = ["Sec-Fetch-Site": "same-origin", "Content-Type": type]
            headers["Content-Length"] = length.map(String.init) ?? ""
            let pieces = stride(from: 0, to: body.count, by: 8192).map { Array(body[$0..<min($0 + 8192, body.count)]) }
            return await browser.send("POST", "/upload", headers: headers, body: pieces)
        }
        let type = "multipart/form-data; boundary=b"
        let good = await send(type, Self.body(file, token: browser.token), nil)
        #expect(good.status == .ok && site.uploaded.withLock { $0 } == file)
        let large = Self.body([UInt8](repeating: 0, count: 300_000), token: browser.token)
        #expect(await send(type, large, nil).status == .contentTooLarge)
        #expect(await send(type, [], 10_000_000).status == .contentTooLarge)
        #expect(await send("application/json", Array("{}".utf8), nil).status == .unsupportedMediaType)
        #expect(await send("application/x-www-form-urlencoded", [], nil).status == .unsupportedMediaType)
        #expect(await send(type, Array("--b".utf8), nil).status == .badRequest)
        let words = await send("application/json", [], nil).text
        #expect(words.contains(WebFault.mediaTypeUnknown.words.action.nb))
        let long = await browser.post("/echo", ["text": String(repeating: "x", count: 70_000)])
        #expect(long.status == .contentTooLarge)
    }
}
