import XML

/// What may stand together in one envelope (HITS 1172 5.11).
enum ContentRules {
    static let all = [
        s5_11_1Nothing, s5_11_2Body, s5_11_3AckErr, s5_11_3AckReq, s5_11_3AckMan, s5_11_3ErrReq, s5_11_3ErrMan,
        s5_11_3Once,
    ]

    static let s5_11_1Nothing = ProfileRule(
        "5.11.1-nothing", "5.11.1", .error, .every, .errorList, .otherXML, at: .body,
        nb: "En melding med bare MessageHeader og Signature er Ping eller Pong.",
        nn: "Ei melding med berre MessageHeader og Signature er Ping eller Pong.",
        en: "A message with only MessageHeader and Signature is a Ping or a Pong.",
        holds: { Self.isPingOrPong($0) })

    static let s5_11_2Body = ProfileRule(
        "5.11.2-body", "5.11.2", .error, .every, .errorList, .inconsistent, at: .body,
        nb: "SOAP:Body har høyst ett element.",
        nn: "SOAP:Body har høgst eitt element.",
        en: "SOAP:Body holds one element at most.",
        holds: { $0.blocks.body.map { $0.children.count <= 1 } })

    // Service and Action may still settle which of the two it was meant to be (5.11.3); a message server refuses.
    static let s5_11_3AckErr = ProfileRule(
        "5.11.3-ack-err", "5.11.3", .error, .every, .errorList, .inconsistent, at: .header,
        nb: "Acknowledgment og ErrorList er aldri i samme melding.",
        nn: "Acknowledgment og ErrorList er aldri i same melding.",
        en: "Acknowledgment and ErrorList do not share a message.",
        holds: { message in
            message.blocks.messageHeader.map { _ in
                message.blocks.acknowledgment == nil || message.blocks.errorList == nil
            }
        })

    // Service and Action may still settle which of the two it was meant to be (5.11.3); a message server refuses.
    static let s5_11_3AckReq = ProfileRule(
        "5.11.3-ack-req", "5.11.3", .error, .every, .errorList, .inconsistent, at: .header,
        nb: "Acknowledgment og AckRequested er aldri i samme melding.",
        nn: "Acknowledgment og AckRequested er aldri i same melding.",
        en: "Acknowledgment and AckRequested do not share a message.",
        holds: { message in
            message.blocks.messageHeader.map { _ in
                message.blocks.acknowledgment == nil || message.blocks.ackRequested == nil
            }
        }
    )

    // Service and Action may still settle which of the two it was meant to be (5.11.3); a message server refuses.
    static let s5_11_3AckMan = ProfileRule(
        "5.11.3-ack-man", "5.11.3", .error, .every, .errorList, .inconsistent, at: .header,
        nb: "Acknowledgment og Manifest er aldri i samme melding.",
        nn: "Acknowledgment og Manifest er aldri i same melding.",
        en: "Acknowledgment and Manifest do not share a message.",
        holds: { message in
            message.blocks.messageHeader.map { _ in
                message.blocks.acknowledgment == nil || message.blocks.manifest == nil
            }
        })

    // Service and Action may still settle which of the two it was meant to be (5.11.3); a message server refuses.
    static let s5_11_3ErrReq = ProfileRule(
        "5.11.3-err-req", "5.11.3", .error, .every, .errorList, .inconsistent, at: .header,
        nb: "ErrorList og AckRequested er aldri i samme melding.",
        nn: "ErrorList og AckRequested er aldri i same melding.",
        en: "ErrorList and AckRequested do not share a message.",
        holds: { message in
            message.blocks.messageHeader.map { _ in
                message.blocks.errorList == nil || message.blocks.ackRequested == nil
            }
        })

    // Service and Action may still settle which of the two it was meant to be (5.11.3); a message server refuses.
    static let s5_11_3ErrMan = ProfileRule(
        "5.11.3-err-man", "5.11.3", .error, .every, .errorList, .inconsistent, at: .header,
        nb: "ErrorList og Manifest er aldri i samme melding.",
        nn: "ErrorList og Manifest er aldri i same melding.",
        en: "ErrorList and Manifest do not share a message.",
        holds: { message in
            message.blocks.messageHeader.map { _ in message.blocks.errorList == nil || message.blocks.manifest == nil }
        })

    static let s5_11_3Once = ProfileRule(
        "5.11.3-once", "5.11.3", .error, .every, .errorList, .inconsistent, at: .header,
        nb: "Hver blokk som kan stå én gang, står én gang.",
        nn: "Kvar blokk som kan stå éin gong, står éin gong.",
        en: "Each block that may occur once occurs once.",
        holds: { $0.blocks.header.map(Self.occurOnce) })

    /// A business document is known by eb:Manifest, eb:AckRequested or parts; without any of them it is no message.
    private static func isPingOrPong(_ subject: ProfileSubject) -> Bool? {
        let blocks = subject.blocks
        guard blocks.messageHeader != nil, blocks.body?.children.isEmpty == true, subject.attachments.isEmpty,
            blocks.acknowledgment == nil, blocks.errorList == nil, blocks.ackRequested == nil
        else { return nil }
        return blocks.service == MessageService.service
            && [MessageService.ping, MessageService.pong].contains(blocks.action)
    }

    private static func occurOnce(_ header: XMLElement) -> Bool {
        let names = header.children.filter { $0.namespace == EnvelopeNamespace.eb }.map(\.name)
        return Set(names).count == names.count
    }
}
