import Foundation
import Identifiers
public import XML

extension RegisterFeedback {
    /// The message: MsgHead 1.2 (HIS 80601) with the description as main document and the archive as attachment. The same
    /// feedback and envelope give the same octets.
    /// - Throws: `XMLWriterFault` for a name that XML cannot hold.
    public func message(_ envelope: RegisterFeedbackEnvelope) throws(XMLWriterFault) -> [UInt8] {
        var writer = XMLWriter(reserving: archive.count / 3 * 4 + 8_192)
        writer.element("MsgHead", namespaces: [("", HealthNamespace.msgHead)]) { head in
            head.element("MsgInfo") { info in
                info.code("Type", Self.action, "Tilbakemelding fra register")
                info.element("MIGversion", text: "v1.2 2006-05-24")
                info.element("GenDate", text: envelope.sentAt.dateTimeText)
                info.element("MsgId", text: envelope.msgID)
                info.code("Ack", "J", "Ja")
                info.element("Sender") { $0.party(envelope.from) }
                info.element("Receiver") { $0.party(envelope.to) }
            }
            head.document("H", "Hoveddokument") { reference in
                reference.code("MsgType", "XML", "XML-instans")
                reference.element("Content") { description(in: &$0) }
            }
            head.document("V", "Vedlegg") { reference in
                reference.code("MsgType", "A", "Vedlegg")
                reference.element("MimeType", text: "application/zip")
                reference.element("Description", text: fileName)
                reference.element("Content") { content in
                    content.element("Base64Container", namespaces: [("", HealthNamespace.base64Container)]) {
                        $0.text(ascii: Array(Data(archive).base64EncodedData()))
                    }
                }
            }
        }
        return Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8) + (try writer.finish())
    }

    private func description(in content: inout XMLWriter) {
        content.element("Tilbakemelding", namespaces: [("", Self.namespace)]) { main in
            main.element("Submission", text: submission.text)
            main.element("Unit", text: unit.description)
            main.element("Year", text: String(year))
            main.element("FileName", text: fileName)
            main.element("SHA256", text: sha256.map { Self.digits[Int($0)] }.joined())
            main.element("SealedPassword", text: Data(sealedPassword).base64EncodedString())
        }
    }

    private static let digits = (0...255).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
}

extension XMLWriter {
    fileprivate mutating func code(_ name: String, _ value: String, _ words: String) {
        element(name, attributes: [("DN", words), ("V", value)])
    }

    fileprivate mutating func document(_ connection: String, _ words: String, _ body: (inout XMLWriter) -> Void) {
        element("Document") { document in
            document.code("DocumentConnection", connection, words)
            document.element("RefDoc", body)
        }
    }

    fileprivate mutating func party(_ party: RegisterFeedbackEnvelope.Party) {
        organisation(party.name, party.her.description) { outer in
            outer.organisation(party.serviceName, party.serviceHER.description) { _ in }
        }
    }

    private mutating func organisation(_ name: String, _ her: String, _ inner: (inout XMLWriter) -> Void) {
        element("Organisation") { organisation in
            organisation.element("OrganisationName", text: name)
            organisation.element("Ident") { ident in
                ident.element("Id", text: her)
                ident.element(
                    "TypeId", attributes: [("DN", "HER-id"), ("S", "2.16.578.1.12.4.1.1.9051"), ("V", "HER")])
            }
            inner(&organisation)
        }
    }
}
