public import Identifiers
public import OsloCalendar
public import SealedSubmission
public import SendModule
public import Settings
public import Trustee
public import Web

/// Everything the trustee's service is told before it starts: read once from `trustee.yaml`.
///
/// Paths are absolute. No field holds a secret: keys are named by the file they lie in.
public struct TrusteeConfiguration: Sendable, Equatable {
    /// Where the store lies; locked by the process that uses it.
    public var dataDirectory: String
    /// 32 octets or 64 hexadecimal digits, outside the data directory.
    public var masterKeyFile: String
    /// Commands speak to the running service through this socket; its directory has mode 0700.
    public var controlSocket: String
    /// The trustee's own number: whose its certificates must be.
    public var organisation: OrganisationNumber
    /// A directory of trusted root and intermediate certificates, PEM or DER.
    public var trustStore: String
    /// A directory of revocation lists, `.crl`.
    public var revocation: String
    /// Whether a certificate without a fresh list is refused.
    public var revocationRequired: Bool
    /// Hosts that missing lists may be fetched from, `host` or `host:port` in lower case; none are fetched without.
    public var revocationHosts: Set<String>
    /// The organisation certificate that receipts and maps are signed with.
    public var signing: KeyFiles
    public var season: SeasonCalendar
    /// When the register sends its receipts, as the trustee's own receipt promises.
    public var receipts: ReceiptRound
    public var minimumClientVersion: ClientVersion
    public var pinLetter: SendModuleAPI.PinLetter?
    /// Whose identity numbers submissions that count have.
    public var identities: Identities
    public var sendModule: ListenerSettings
    /// Pages for people with a browser; nil for the API alone.
    public var pages: PageSettings?
    public var register: RegisterSettings
    public var hashing: HashingSettings
    public var logLevel: LogLevel

    /// A certificate with those above it, and the private key that belongs to it, PEM both.
    public struct KeyFiles: Sendable, Equatable {
        public var certificate: String
        public var privateKey: String
    }

    /// Real persons' numbers in production; invented ones' alone in a test installation.
    public enum Identities: String, Sendable, CaseIterable { case production, test }

    /// Where the service listens. Without TLS only on this machine itself.
    public struct ListenerSettings: Sendable, Equatable {
        public var host: String
        public var port: Int
        public var tls: KeyFiles?
        /// PEM of the authorities that clients' certificates must come from; nil where none is asked for.
        public var clientRoots: String?
    }

    /// What the send module's pages need to know of the world.
    public struct PageSettings: Sendable, Equatable {
        /// The address that people type.
        public var origin: WebOrigin
        public var contactMail: String?
        public var contactPhone: String?
    }

    /// The register that gets the pseudonyms.
    public struct RegisterSettings: Sendable, Equatable {
        /// Short, such as `iplos`: another name, other pseudonyms.
        public var name: RegisterName
        public var organisation: OrganisationNumber
        /// Below which deliveries are put.
        public var address: HTTPAddress
        /// PEM of the only authorities the register's server may come from; nil for those of the system.
        public var trustRoots: String?
        /// Shown to the register (mutual TLS).
        public var client: KeyFiles?
        /// Where the register tells how far submissions have come.
        public var statusListener: ListenerSettings?
        /// Seconds between two looks for work that nothing has announced.
        public var pollSeconds: Int
    }

    /// What hashing PINs may cost.
    public struct HashingSettings: Sendable, Equatable {
        public var memoryKiB: Int
        public var passes: Int
        /// So many at a time, and so many more waiting.
        public var concurrent: Int
        public var waiting: Int
    }
}
