/// Why an HTTP listener cannot start. The description says what to change.
public enum HTTPListenerError: Error, Equatable, Sendable, CustomStringConvertible {
    case plainOffLoopback(host: String)
    case certificateChainUnreadable(file: String)
    case privateKeyUnreadable(file: String)
    case clientRootsUnreadable(file: String)
    /// The certificate and the private key do not belong together, or the TLS library takes neither.
    case unusableTLS(certificateChainFile: String)

    /// A word for logs and machines.
    public var code: String {
        switch self {
        case .plainOffLoopback: "http-plain-off-loopback"
        case .certificateChainUnreadable: "http-certificate-unreadable"
        case .privateKeyUnreadable: "http-private-key-unreadable"
        case .clientRootsUnreadable: "http-client-roots-unreadable"
        case .unusableTLS: "http-tls-unusable"
        }
    }

    public var description: String {
        switch self {
        case .plainOffLoopback(let host):
            "HTTP without TLS is only for this machine itself, and \(host) can be reached from others. Set a"
                + " certificate chain and a private key, or listen on 127.0.0.1."
        case .certificateChainUnreadable(let file): "There is no certificate in PEM form in \(file)."
        case .privateKeyUnreadable(let file): "There is no private key in PEM form, without a password, in \(file)."
        case .clientRootsUnreadable(let file):
            "There is no certificate in PEM form in \(file), by which clients are to be recognised."
        case .unusableTLS(let file):
            "The private key does not belong to the first certificate in \(file), or TLS cannot be spoken with them."
        }
    }
}
