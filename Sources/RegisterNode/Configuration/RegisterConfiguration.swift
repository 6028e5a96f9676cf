public import Identifiers
import Mail
public import Register
public import SealedSubmission

/// The configuration of one register, as `register.yaml` says it: paths are absolute, and no secret stands in it.
public struct RegisterConfiguration: Sendable, Equatable {
    /// Where everything is stored; owned by the server's user, mode 0700.
    public var dataDirectory: String
    /// The key that everything stored is encrypted under; outside `dataDirectory`.
    public var masterKeyFile: String
    /// Commands speak to the running server through this socket; its directory has mode 0700.
    public var controlSocket: String
    /// The register's own organisation number.
    public var register: OrganisationNumber
    /// The trusted third party's: its maps count and nobody else's.
    public var trustee: OrganisationNumber
    /// Submissions of older programs are refused (I-014).
    public var minimumClientVersion: ClientVersion
    /// A directory with the certificates of the issuers that organisations' certificates must lead to.
    public var trustStore: String
    public var revocation: Revocation
    /// A directory with the trustee's encryption certificates, to which passwords for its send module are sealed.
    public var trusteeKeys: String
    public var intake: Intake
    /// Where signed status events go; nil when the trustee does not take them yet.
    public var statusEvents: TrusteeService?
    public var mail: Mail
    /// The hour of the day at which receipts go, on the Norwegian clock (I-036).
    public var receiptHour: Int
    /// Pause between two rounds of the server's own work, seconds.
    public var roundSeconds: Int
    public var logLevel: LogLevel

    /// Lists of certificates that were withdrawn, as `.crl` files in a directory.
    public struct Revocation: Sendable, Equatable {
        public var directory: String
        /// Whether a submission waits while there is no fresh list of its certificate's issuer.
        public var required: Bool
    }

    /// Where the trustee delivers: TLS, and the trustee's own certificate.
    public struct Intake: Sendable, Equatable {
        public var host: String
        /// 0 lets the system choose.
        public var port: Int
        public var certificateChain: String
        public var privateKey: String
        /// PEM: the issuers that the trustee's client certificate must lead to.
        public var clientRoots: String
    }

    /// The trustee's side of the line.
    public struct TrusteeService: Sendable, Equatable {
        /// `https://host[:port]`, without a path.
        public var address: String
        /// PEM: the only issuers its certificate may lead to; nil for those of the operating system.
        public var trustRoots: String?
        /// PEM: the certificate that the register shows, and its issuers.
        public var certificateChain: String
        public var privateKey: String
    }

    /// The mail relay, and what all mails have in common.
    public struct Mail: Sendable, Equatable {
        public var host: String
        public var port: Int
        public var security: MailSecurity
        public var user: String?
        public var passwordFile: String?
        public var trustRoots: String?
        /// The name that the register gives itself to the relay.
        public var helloName: String
        public var settings: MailSettings
    }

    /// How the line to the mail relay is protected.
    public enum MailSecurity: String, Sendable, CaseIterable {
        /// Only for a relay on this machine itself.
        case none
        case startTLS
        case implicit
    }

    public enum LogLevel: String, Sendable, CaseIterable {
        case debug, info, notice, warning, error
    }
}
