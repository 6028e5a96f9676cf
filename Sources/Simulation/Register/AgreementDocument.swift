import Certificates
import Cryptography
import Foundation
import Identifiers
import XML

/// A collaboration protocol agreement (CPA, ebXML CPP/CPA 2.0) between two parties of the demo.
///
/// Shaped as the national register's: both parties' certificates, every message type in the roles each may take, one
/// mail channel each, and the resend rule that lets the demo see in seconds what otherwise takes days.
struct AgreementDocument {
    /// A message type that the parties exchange, in both directions.
    struct Process {
        let action: String
        let service: String
        let senderRole: String
        let receiverRole: String
    }

    struct Side {
        let party: DemoParty
        let signing: Certificate
        let encryption: Certificate
    }

    let id: String
    let sides: [Side]
    let processes: [Process]
    let start: Date
    let end: Date
    /// How often a message without receipt is sent again, `RetryInterval` PT2S apart.
    let retries: Int
    /// ISO 8601, such as PT60S.
    let persistDuration: String

    private static let cpa = "http://www.oasis-open.org/committees/ebxml-cppa/schema/cpp-cpa-2_0.xsd"
    private static let dsig = "http://www.w3.org/2000/09/xmldsig#"

    /// The XML, in UTF-8 without declaration.
    var bytes: [UInt8] {
        var writer = XMLWriter()
        writer.element(
            "tns:CollaborationProtocolAgreement",
            namespaces: [("tns", Self.cpa), ("ds", Self.dsig), ("xlink", "http://www.w3.org/1999/xlink")],
            attributes: [("tns:cpaid", id), ("tns:version", "1.0")]
        ) { root in
            root.element("tns:Status", attributes: [("tns:value", "agreed")])
            root.element("tns:Start", text: Self.timestamp(start))
            root.element("tns:End", text: Self.timestamp(end))
            for side in sides { write(side, to: &root) }
            writePackaging(to: &root)
        }
        return writer.bytes
    }

    // MARK: - One party

    private func write(_ side: Side, to writer: inout XMLWriter) {
        let channel = "channel_\(side.party.her)"
        writer.element(
            "tns:PartyInfo",
            attributes: [
                ("tns:defaultMshChannelId", channel), ("tns:defaultMshPackageId", "package_mshsignal"),
                ("tns:partyName", side.party.service),
            ]
        ) { info in
            info.element("tns:PartyId", attributes: [("tns:type", "HER")]) { $0.text(side.party.her.description) }
            info.element(
                "tns:PartyRef", attributes: [("xlink:href", "https://demo.example/"), ("xlink:type", "simple")]
            )
            for process in processes {
                write(process, role: process.senderRole, sends: process.action, receives: "APPREC", channel, to: &info)
                write(
                    process, role: process.receiverRole, sends: "APPREC", receives: process.action, channel, to: &info)
            }
            write(side.signing, id: "sign", to: &info)
            write(side.encryption, id: "enc", to: &info)
            writeTransport(of: side.party, channel, to: &info)
            writeReliability(to: &info)
        }
    }

    private func write(
        _ process: Process, role: String, sends: String, receives: String, _ channel: String, to writer: inout XMLWriter
    ) {
        writer.element("tns:CollaborationRole") { collaboration in
            collaboration.element(
                "tns:ProcessSpecification",
                attributes: [
                    ("tns:name", process.action), ("tns:version", "1.0"),
                    ("xlink:href", "https://demo.example/processes/\(process.action).xml"), ("xlink:type", "simple"),
                ]
            )
            collaboration.element(
                "tns:Role",
                attributes: [
                    ("tns:name", role), ("xlink:href", "https://demo.example/processes#\(role)"),
                    ("xlink:type", "simple"),
                ]
            )
            collaboration.element("tns:ApplicationCertificateRef", attributes: [("tns:certId", "enc")])
            collaboration.element("tns:ServiceBinding") { binding in
                binding.element("tns:Service", attributes: [("tns:type", "string")]) { $0.text(process.service) }
                binding.element("tns:CanSend") { Self.bind(sends, role: role, way: "Send", channel, to: &$0) }
                binding.element("tns:CanReceive") { Self.bind(receives, role: role, way: "Receive", channel, to: &$0) }
            }
        }
    }

    private static func bind(
        _ action: String, role: String, way: String, _ channel: String, to writer: inout XMLWriter
    ) {
        writer.element(
            "tns:ThisPartyActionBinding",
            attributes: [
                ("tns:action", action), ("tns:id", "\(role)-\(way)-\(action)-\(channel)"),
                ("tns:packageId", action == "APPREC" ? "package_apprec" : "package_document"),
                ("xlink:type", "simple"),
            ]
        ) { binding in
            binding.element(
                "tns:BusinessTransactionCharacteristics",
                attributes: [
                    ("tns:isAuthenticated", "none"), ("tns:isAuthorizationRequired", "false"),
                    ("tns:isConfidential", "persistent"), ("tns:isIntelligibleCheckRequired", "false"),
                    ("tns:isNonRepudiationReceiptRequired", "true"), ("tns:isNonRepudiationRequired", "true"),
                    ("tns:isTamperProof", "persistent"), ("tns:timeToPerform", "P180M"),
                ]
            )
            binding.element("tns:ChannelId", text: channel)
        }
    }

    private func write(_ certificate: Certificate, id: String, to writer: inout XMLWriter) {
        writer.element("tns:Certificate", attributes: [("tns:certId", id)]) { holder in
            holder.element("ds:KeyInfo") { info in
                info.element("ds:X509Data") { data in
                    data.element("ds:X509Certificate", text: Base64.encode(certificate.der))
                }
            }
        }
    }

    static func timestamp(_ date: Date) -> String {
        date.formatted(.iso8601)
    }
}
