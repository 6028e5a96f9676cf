import Foundation
import Testing
import XML

@Suite struct XMLLimitsTests {
    private func code(_ text: String, _ change: (inout XMLLimits) -> Void) -> XMLError.Code? {
        var limits = XMLLimits(maximumBytes: 10_000_000, maximumElements: 1_000_000, maximumTextBytes: 10_000_000)
        change(&limits)
        do {
            _ = try XMLDocument.parse(Array(text.utf8), limits: limits)
            return nil
        } catch { return error.code }
    }

    @Test("T-006 depth: 200 inside each other are read, 201 are refused")
    func depth() {
        func nested(_ count: Int) -> String {
            String(repeating: "<a>", count: count) + String(repeating: "</a>", count: count)
        }
        #expect(code(nested(200)) { _ in } == nil)
        #expect(code(nested(201)) { _ in } == .tooDeep)
        #expect(code(nested(3)) { $0.maximumDepth = 2 } == .tooDeep)
        #expect(code(nested(2) + " ") { $0.maximumDepth = 2 } == nil)
        // Siblings are not depth.
        #expect(code("<a>" + String(repeating: "<b/>", count: 500) + "</a>") { $0.maximumDepth = 2 } == nil)
    }

    @Test("T-006 a depth bomb is refused at once, without overflow")
    func depthBomb() {
        let clock = ContinuousClock()
        let bomb = String(repeating: "<a>", count: 300_000)
        var found: XMLError.Code?
        let time = clock.measure { found = code(bomb) { _ in } }
        #expect(found == .tooDeep)
        #expect(time < .seconds(2))
    }

    @Test("T-007 attributes: as many as the limit are read, one more is refused")
    func attributes() {
        func tag(_ count: Int) -> String { "<a" + (0..<count).map { " x\($0)='1'" }.joined() + "/>" }
        #expect(code(tag(128)) { _ in } == nil)
        #expect(code(tag(129)) { _ in } == .tooManyAttributes)
        // Declarations count, and so do attributes whose quotes hold the other quote and `>`.
        #expect(code("<a xmlns='urn:x' xmlns:b='urn:b' c='\">'/>") { $0.maximumAttributes = 3 } == nil)
        #expect(code("<a xmlns='urn:x' xmlns:b='urn:b' c='\">'/>") { $0.maximumAttributes = 2 } == .tooManyAttributes)
        // What only looks like a tag is none.
        #expect(
            code("<a><!-- <b c='' d='' e=''> --><![CDATA[<b c='' d=''>]]><?p <b c='' d=''> ?></a>") {
                $0.maximumAttributes = 1
            } == nil)
    }

    @Test("T-007 an attribute bomb costs time in proportion to its size", arguments: [false, true])
    func attributeBomb(_ utf16: Bool) {
        let text = "<?xml version='1.0'?><a" + (0..<400_000).map { " a\($0)=''" }.joined() + "/>"
        let bytes =
            utf16 ? [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } : Array(text.utf8)
        var found: XMLError.Code?
        let time = ContinuousClock().measure {
            do throws(XMLError) { _ = try XMLDocument.parse(bytes, limits: .document) } catch { found = error.code }
        }
        #expect(found == .tooManyAttributes)
        #expect(time < .seconds(5))
    }

    @Test("T-007 an attribute bomb hidden behind an error is not read")
    func hiddenBomb() {
        let bomb = (0..<200_000).map { " a\($0)=''" }.joined()
        var found: XMLError.Code?
        let time = ContinuousClock().measure {
            found = code("<r><x y='<'/><z a=\"'\" b='<a" + bomb + "'></r>") { _ in }
        }
        #expect(found != nil)
        #expect(time < .seconds(5))
    }

    @Test("T-007 octets, elements, namespaces, names and texts have their limits")
    func others() {
        #expect(code("<a/>") { $0.maximumBytes = 4 } == nil)
        #expect(code("<a/>") { $0.maximumBytes = 3 } == .tooLarge)
        #expect(code("<a><b/><b/></a>") { $0.maximumElements = 3 } == nil)
        #expect(code("<a><b/><b/></a>") { $0.maximumElements = 2 } == .tooManyElements)
        let declarations = "<a xmlns:b='urn:b'><c xmlns:d='urn:d'/><c xmlns:d='urn:d'/></a>"
        #expect(code(declarations) { $0.maximumNamespacesInScope = 2 } == nil)
        #expect(code(declarations) { $0.maximumNamespacesInScope = 1 } == .tooManyNamespaces)
        let name = String(repeating: "n", count: 10)
        for text in ["<\(name)/>", "<a \(name)=''/>", "<a xmlns:\(name)='urn:x'/>", "<a xmlns='urn:nnnnnn'/>"] {
            #expect(code(text) { $0.maximumNameBytes = 10 } == nil)
            #expect(code(text) { $0.maximumNameBytes = 9 } == .nameTooLong, "\(text)")
        }
        for text in [
            "<a>0123456789</a>", "<a b='0123456789'/>", "<a><!--0123456789--></a>", "<a><?p 0123456789?></a>",
            "<a>01234<![CDATA[56789]]></a>", "<a>æøåæø</a>",
        ] {
            #expect(code(text) { $0.maximumTextBytes = 10 } == nil, "\(text)")
            #expect(code(text) { $0.maximumTextBytes = 9 } == .textTooLong, "\(text)")
        }
        // Texts on both sides of an element are two.
        #expect(code("<a>01234<b/>56789</a>") { $0.maximumTextBytes = 5 } == nil)
    }

    @Test("a text above libxml2's own ten million octets is read, when the limits say so")
    func largeText() throws {
        let text = [UInt8](repeating: UInt8(ascii: "A"), count: 12_000_000)
        let bytes = Array("<a>".utf8) + text + Array("</a>".utf8)
        #expect(try XMLDocument.parse(bytes, limits: .document).root.textBytes == text)
        #expect(throws: XMLError.self) { try XMLDocument.parse(bytes, limits: .envelope) }
    }
}
