import Identifiers

/// A mail on its way into our SMTP server: its envelope, and at last its bytes.
struct SMTPIncomingMail: Sendable {
    /// One recipient and what the sender wants to hear about it (RFC 3461 4.1, 4.2).
    struct Recipient: Sendable {
        let address: EDIAddress
        /// The address as first written by the sender, with its type: `rfc822;a@b.example`.
        let original: String?
        let wantsFailureReport: Bool
    }

    let from: EDIAddress?
    let helloName: String
    let user: String?
    /// The envelope id, decoded.
    let envelopeID: String?
    /// Whether a failure report is to bring the whole mail back (RET=FULL).
    let returnsContent: Bool
    var recipients: [Recipient] = []
    var data: [UInt8] = []

    /// Reads the parameters of MAIL; a refusal for an unknown or malformed one, and for an announced size that is
    /// too large.
    static func begin(
        from: EDIAddress?, helloName: String, user: String?, parameters: [String: String], limits: MailExchangeLimits
    ) -> Result<SMTPIncomingMail, SMTPServerReply> {
        guard parameters.keys.allSatisfy(["SIZE", "BODY", "RET", "ENVID", "AUTH"].contains) else {
            return .failure(.unknownParameter)
        }
        if let text = parameters["SIZE"] {
            guard let size = Int(text), size >= 0 else { return .failure(.syntax) }
            guard size <= limits.maximumMailBytes else { return .failure(.tooLarge) }
        }
        guard ["7BIT", "8BITMIME", nil].contains(parameters["BODY"]?.uppercased()),
            ["FULL", "HDRS", nil].contains(parameters["RET"]?.uppercased())
        else { return .failure(.syntax) }
        var envelopeID: String?
        if let text = parameters["ENVID"] {
            guard let id = XText.decode(text), (1...100).contains(text.utf8.count) else { return .failure(.syntax) }
            envelopeID = id
        }
        return .success(
            SMTPIncomingMail(
                from: from, helloName: helloName, user: user, envelopeID: envelopeID,
                returnsContent: parameters["RET"]?.uppercased() == "FULL"))
    }
}

extension SMTPIncomingMail.Recipient {
    /// Reads the parameters of RCPT.
    static func read(
        _ address: EDIAddress, _ parameters: [String: String]
    ) -> Result<SMTPIncomingMail.Recipient, SMTPServerReply> {
        guard parameters.keys.allSatisfy(["NOTIFY", "ORCPT"].contains) else { return .failure(.unknownParameter) }
        let wishes = parameters["NOTIFY"].map { Set($0.uppercased().split(separator: ",").map(String.init)) }
        if let wishes {
            guard !wishes.isEmpty, wishes == ["NEVER"] || wishes.isSubset(of: ["SUCCESS", "FAILURE", "DELAY"]) else {
                return .failure(.syntax)
            }
        }
        var original: String?
        if let text = parameters["ORCPT"] {
            let pair = text.split(separator: ";", maxSplits: 1)
            guard pair.count == 2, let address = XText.decode(pair[1]) else { return .failure(.syntax) }
            original = "\(pair[0]);\(address)"
        }
        return .success(
            .init(address: address, original: original, wantsFailureReport: wishes?.contains("FAILURE") ?? true))
    }
}
