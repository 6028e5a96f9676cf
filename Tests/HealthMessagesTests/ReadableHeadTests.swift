import Foundation
import HealthMessages
import Identifiers
import TestSupport
import Testing

/// What can be told of a document whose XML is broken: enough for a record system to reject it.
@Suite("The header of a broken document")
struct ReadableHeadTests {
    private func sample() throws -> String {
        var document = try Samples.document(.enquiry)
        document.copyReceivers = [try Samples.doctor()]
        return String(decoding: document.write(), as: UTF8.self)
    }

    @Test("HITS 1168 4.4 ids and addresses are read where the fault is in patient or content", arguments: [0, 1, 2])
    func readable(fault: Int) throws {
        let whole = try sample()
        let text =
            switch fault {
            case 0: String(whole.prefix(whole.count - 300))
            case 1: whole.replacing("</GivenName>", with: "</Given>")
            default: whole.replacing("<Document>", with: "<Document>&bad;<<")
            }
        #expect(throws: HealthDocumentError.self) { try HealthDocument.read(Array(text.utf8)) }
        let head = try #require(HealthDocument.readHead(Array(text.utf8)))
        let document = try HealthDocument.read(Array(whole.utf8))
        #expect(head.msgID == document.msgID && head.type == document.type && head.genDate == document.genDate)
        #expect(head.sender == document.sender && head.receivers == document.receivers)
        let answer = AppRec.answer(
            to: head, from: try Samples.her(90_310), status: .rejected, errors: [AppRecError(.notXML)],
            now: Samples.now, id: UUID(), catalogue: try .bundled())
        #expect(try answer.get().originalMsgID == document.msgID)
    }

    @Test("a prefixed header is read like any other")
    func prefixed() throws {
        let text = """
            <?xml version="1.0"?><!-- prøve --><m:MsgHead xmlns:m="http://www.kith.no/xmlstds/msghead/2006-05-24">
            <m:MsgInfo><m:Type V="DIALOG_NOTAT"/><m:MsgId>1</m:MsgId></m:MsgInfo><m:Document><broken
            """
        #expect(HealthDocument.readHead(Array(text.utf8))?.msgID == "1")
    }

    @Test(
        "nothing is read of what is no MsgHead, of a broken header, or of a document type declaration",
        arguments: [
            "", "<", "ikke XML", "<MsgHead", "<a><b></a>", "<AppRec><MsgInfo></MsgInfo>",
            "<MsgHead xmlns=\"http://www.kith.no/xmlstds/msghead/2006-05-24\"><MsgInfo><MsgId></MsgInfo><x",
            "<!DOCTYPE MsgHead><MsgHead xmlns=\"http://www.kith.no/xmlstds/msghead/2006-05-24\"><MsgInfo></MsgInfo><x",
        ])
    func unreadable(_ text: String) { #expect(HealthDocument.readHead(Array(text.utf8)) == nil) }
}
