public import Identifiers

extension AllowedHosts {
    /// Throws ``MailError`` with the code ``MailError/Code/hostNotAllowed`` for any other host.
    public func check(_ host: String) throws(MailError) {
        guard allows(host) else { throw MailError(.hostNotAllowed, .hold) }
    }
}
