import XML

/// How messages travel, how often they are repeated, and what they are packed in.
extension AgreementDocument {
    func writeTransport(of party: DemoParty, _ channel: String, to writer: inout XMLWriter) {
        writer.element(
            "tns:DeliveryChannel",
            attributes: [
                ("tns:channelId", channel), ("tns:docExchangeId", "docexchange"), ("tns:transportId", "transport"),
            ]
        ) { delivery in
            delivery.element(
                "tns:MessagingCharacteristics",
                attributes: [
                    ("tns:ackRequested", "always"), ("tns:ackSignatureRequested", "always"),
                    ("tns:duplicateElimination", "always"), ("tns:syncReplyMode", "none"),
                ]
            )
        }
        writer.element("tns:Transport", attributes: [("tns:transportId", "transport")]) { transport in
            transport.element("tns:TransportSender") { sender in
                sender.element("tns:TransportProtocol", attributes: [("tns:version", "1.0")]) { $0.text("SMTP") }
            }
            transport.element("tns:TransportReceiver") { receiver in
                receiver.element("tns:TransportProtocol", attributes: [("tns:version", "1.0")]) { $0.text("SMTP") }
                receiver.element("tns:Endpoint", attributes: [("tns:uri", "mailto:\(party.ediAddress)")])
            }
        }
    }

    func writeReliability(to writer: inout XMLWriter) {
        writer.element("tns:DocExchange", attributes: [("tns:docExchangeId", "docexchange")]) { exchange in
            for side in ["Sender", "Receiver"] {
                exchange.element("tns:ebXML\(side)Binding", attributes: [("tns:version", "2.0")]) { binding in
                    binding.element("tns:ReliableMessaging") { reliable in
                        reliable.element("tns:Retries", text: String(retries))
                        reliable.element("tns:RetryInterval", text: "PT2S")
                        reliable.element("tns:MessageOrderSemantics", text: "NotGuaranteed")
                    }
                    binding.element("tns:PersistDuration", text: persistDuration)
                }
            }
        }
    }

    func writePackaging(to writer: inout XMLWriter) {
        for name in ["document", "apprec"] {
            writer.element("tns:SimplePart", attributes: [("tns:id", name), ("tns:mimetype", "application/xml")])
        }
        for name in ["document", "apprec"] {
            writer.element("tns:Packaging", attributes: [("tns:id", "package_\(name)")]) { packaging in
                packaging.element(
                    "tns:ProcessingCapabilities", attributes: [("tns:generate", "true"), ("tns:parse", "true")]
                )
                packaging.element("tns:CompositeList") { list in
                    list.element(
                        "tns:Encapsulation",
                        attributes: [
                            ("tns:id", "enc_\(name)"), ("tns:mimeparameters", "smime-type=\"enveloped-data\""),
                            ("tns:mimetype", "application/pkcs7-mime"),
                        ]
                    ) { encapsulation in
                        encapsulation.element("tns:Constituent", attributes: [("tns:idref", name)])
                    }
                }
            }
        }
    }
}
