public import Identifiers
public import MailRelay
public import OsloCalendar
public import Register
public import SealedSubmission
public import Settings

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
    /// A directory with the trustee's published keys, `.p7s`, to which passwords for its send module are sealed.
    public var trusteeKeys: String
    public var intake: Intake
    /// Where signed status events go; nil when the trustee does not take them yet.
    public var statusEvents: RemoteService?
    /// The download portal's door for the register; nil while there is none.
    public var portal: RemoteService?
    public var mail: Mail
    /// Where feedback goes as messages; nil when it goes to the portal only.
    public var exchange: Exchange?
    /// When receipts go: at an hour of the Norwegian clock (I-036).
    public var receipts: ReceiptRound
    /// Pause between two rounds of the server's own work, seconds.
    public var roundSeconds: Int
    public var logLevel: LogLevel

    /// Lists of certificates that were withdrawn, as `.crl` files in a directory.
    public struct Revocation: Sendable, Equatable {
        public var directory: String
        /// Whether a submission waits while there is no fresh list of its certificate's issuer.
        public var required: Bool
        /// Hosts, as `host` or `host:port`, that lists are fetched from; none turns fetching off.
        public var hosts: Set<String>
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

    /// Another party's side of a line with certificates on both sides.
    public struct RemoteService: Sendable, Equatable {
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
        public var relay: RelaySettings
        public var settings: MailSettings
        public var returns: Returns?
    }

    /// Where mails that cannot be delivered come back to, and are read.
    public struct Returns: Sendable, Equatable {
        /// The envelope's sender.
        public var address: String
        public var mailbox: MailboxSettings
    }

    /// The register as a record system of a node of the exchange.
    public struct Exchange: Sendable, Equatable {
        /// The record system's folder, with `out`, `taken`, `refused` and `receipts`.
        public var folder: String
        /// The register's own addresses.
        public var party: ExchangeParty
    }
}
