/// What one SMTP connection to us may do.
struct SMTPServerSettings: Sendable {
    var hostName: String
    var limits: MailExchangeLimits
    var offersTLS: Bool
    /// TLS is there from the first byte.
    var isSecure: Bool
    /// The peer is this machine, so that a password may come without TLS.
    var isLoopback: Bool
    var requiresAuthentication: Bool
    /// Unknown recipients are refused at RCPT; otherwise their sender gets a report of delivery failure.
    var verifiesRecipients: Bool
}
