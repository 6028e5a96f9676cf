import Foundation
import HealthMessages
import Identifiers
import Store
import XML

/// A message without health content, from an own address to itself: it walks the whole way, mail exchange and both
/// receipts included. Type and content are a dialogue note (HIS 80601, namespace dialog 2006-10-11).
enum TestMessage {
    static func document(
        from address: OwnAddress, tenant: Tenant, msgID: UUID, now: Date
    ) -> [UInt8] {
        var writer = XMLWriter()
        writer.element("MsgHead", namespaces: [("", "http://www.kith.no/xmlstds/msghead/2006-05-24")]) { writer in
            writer.element("MsgInfo") { writer in
                code("Type", "DIALOG_NOTAT", "Notat", in: &writer)
                writer.element("MIGversion") { $0.text("v1.2 2006-05-24") }
                writer.element("GenDate") { $0.text(now.formatted(.iso8601)) }
                writer.element("MsgId") { $0.text(msgID.uuidString.lowercased()) }
                code("Ack", "J", "Ja", in: &writer)
                writer.element("Sender") { party(address, tenant, in: &$0) }
                writer.element("Receiver") { party(address, tenant, in: &$0) }
            }
            writer.element("Document") { writer in
                code("DocumentConnection", "H", "Hoveddokument", in: &writer)
                writer.element("RefDoc") { writer in
                    code("MsgType", "XML", "XML-instans", in: &writer)
                    writer.element("Content") { content(in: &$0) }
                }
            }
        }
        return Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8) + writer.bytes
    }

    private static func party(_ address: OwnAddress, _ tenant: Tenant, in writer: inout XMLWriter) {
        organisation(tenant.name, address.parent ?? address.her, in: &writer) { writer in
            if address.parent != nil { organisation(address.name, address.her, in: &writer) { _ in } }
        }
    }

    private static func organisation(
        _ name: String, _ her: HERId, in writer: inout XMLWriter, _ inner: (inout XMLWriter) -> Void
    ) {
        writer.element("Organisation") { writer in
            writer.element("OrganisationName") { $0.text(name) }
            writer.element("Ident") { writer in
                writer.element("Id") { $0.text(her.description) }
                let attributes = [("DN", "HER-id"), ("S", "2.16.578.1.12.4.1.1.9051"), ("V", "HER")]
                writer.element("TypeId", attributes: attributes) { _ in }
            }
            inner(&writer)
        }
    }

    private static func content(in writer: inout XMLWriter) {
        writer.element("Dialogmelding", namespaces: [("", "http://www.kith.no/xmlstds/dialog/2006-10-11")]) { writer in
            writer.element("Notat") { writer in
                let attributes = [("DN", "Test"), ("S", "2.16.578.1.12.4.1.1.8127"), ("V", "1")]
                writer.element("TemaKodet", attributes: attributes) { _ in }
                writer.element("TekstNotatInnhold") {
                    $0.text("Testmelding fra meldingstjeneren. Ingen helseopplysninger.")
                }
            }
        }
    }

    private static func code(_ name: String, _ value: String, _ words: String, in writer: inout XMLWriter) {
        writer.element(name, attributes: [("DN", words), ("V", value)]) { _ in }
    }
}
