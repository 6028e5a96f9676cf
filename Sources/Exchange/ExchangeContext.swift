public import AddressRegister
import Certificates
public import Delivery
public import EbXML
public import Foundation
public import HealthMessages
import Identifiers
public import Store
public import XML

/// What the flows of one tenant share: its store, its settings, the register, trust, and the outside world as parameters.
public struct ExchangeContext: Sendable {
    public let store: any TenantStore
    public let settings: SettingsBox
    public let register: any AddressRegister
    public let trust: PartnerTrust
    public let catalogue: MessageCatalogue
    /// The operator's schema pack, when one is installed.
    public let schemas: SchemaPack?
    public let product: Product
    public let limits: ExchangeLimits
    public let randomness: Randomness
    public let crash: CrashPoints
    /// Where partners find our certificates: host and base of their issuer's directory.
    public let certificateDirectory: String?
    /// Whether the disk has room for so many octets that others send, beside what the server itself writes there.
    let hasRoom: @Sendable (_ octets: Int) -> Bool
    let agreements = AgreementCache()
    let readings = PostedReadings()
    /// The catalogue as the rules of the profile ask it.
    let namespaces: [String: ProfileKnowledge.KnownNamespace]
    let outages = Outages()
    /// Lives as long as this, not as one flow: each job is done by a flow of its own.
    let errors: ErrorBudget
    let unreadablePosts: UnreadablePosts
    /// Raised after a commit that leaves work for one of the tenant's loops.
    public let wakes: Wakes

    public init(
        store: any TenantStore, settings: SettingsBox, register: any AddressRegister, trust: PartnerTrust,
        catalogue: MessageCatalogue, schemas: SchemaPack?, product: Product, limits: ExchangeLimits,
        randomness: Randomness, crash: CrashPoints, wakes: Wakes, certificateDirectory: String? = nil,
        hasRoom: @escaping @Sendable (_ octets: Int) -> Bool = { _ in true }
    ) {
        self.store = store
        self.settings = settings
        self.register = register
        self.trust = trust
        self.catalogue = catalogue
        self.schemas = schemas
        self.product = product
        self.limits = limits
        self.randomness = randomness
        self.crash = crash
        self.wakes = wakes
        namespaces = ProfileKnowledge.namespaces(of: catalogue)
        self.certificateDirectory = certificateDirectory
        self.hasRoom = hasRoom
        errors = ErrorBudget(perHour: limits.errorsPerHour, faultsPerAddress: limits.faultsPerHour)
        unreadablePosts = UnreadablePosts(perDay: limits.unreadablePostsPerDay)
    }
}

extension ExchangeContext {
    /// A new mail Message-ID, which names an attempt to send whichever way it goes.
    func attemptID(of message: StoredMessage) -> String {
        let domain = message.ediFrom.flatMap { EDIAddress($0) }.map { String($0.domain) } ?? "localhost"
        return "\(randomness.uuid().uuidString.lowercased())@\(domain)"
    }
}

extension ProfileKnowledge {
    /// Versions and Actions by namespace, as the national list has them.
    public static func namespaces(of catalogue: MessageCatalogue) -> [String: KnownNamespace] {
        var known: [String: KnownNamespace] = [:]
        for type in catalogue.types {
            for version in type.versions {
                known[version.namespace, default: .init(versions: [], actions: [])].versions.insert(version.version)
                known[version.namespace]?.actions.insert(type.action)
            }
        }
        return known
    }
}

/// The name and version this installation tells partners in eb:Description (HITS 1210, r.271–279).
public struct Product: Sendable {
    public let name: String
    public let version: String

    public init(name: String, version: String) {
        self.name = name
        self.version = version
    }

    /// As eb:Description carries it.
    var description: String {
        SystemDescription(messageServer: .init(name: name, version: version)).json
    }
}

/// Sizes and ages an installation accepts.
public struct ExchangeLimits: Sendable {
    /// Octets of a packed message, mail headers not counted. The national limit is 51 200 000.
    public var packedMessage: Int
    /// Octets of a decrypted, unpacked document.
    public var document: Int
    /// Seconds a message may be held before it is given back to the record system.
    public var hold: TimeInterval
    /// Signed errors to one partner's unauthenticated mail within an hour (nobody turns us into a cannon).
    public var errorsPerHour: Int
    /// SOAP Faults to one address within an hour; to all together as many as `errorsPerHour`.
    public var faultsPerHour: Int
    /// Times one stored answer goes out within an hour, however often its message comes.
    public var repeatsPerHour: Int
    /// Posts over HTTP that cannot be read and are kept, of all senders together, within a day.
    public var unreadablePostsPerDay: Int
    /// Mail domains that belong to a stage: a tenant in another stage never sends there (M-121).
    public var stageDomains: [Stage: [String]]

    public init(
        packedMessage: Int = 51_200_000, document: Int = 60_000_000, hold: TimeInterval = 72 * 3600,
        errorsPerHour: Int = 60, faultsPerHour: Int = 5, repeatsPerHour: Int = 12, unreadablePostsPerDay: Int = 1000,
        stageDomains: [Stage: [String]] = [:]
    ) {
        self.packedMessage = packedMessage
        self.document = document
        self.hold = hold
        self.errorsPerHour = errorsPerHour
        self.faultsPerHour = faultsPerHour
        self.repeatsPerHour = repeatsPerHour
        self.unreadablePostsPerDay = unreadablePostsPerDay
        self.stageDomains = stageDomains
    }

    /// Octets of the largest document whose message may be sent: CMS adds little, base64 in lines of 76 a third and a
    /// bit, headers and signature the rest.
    var largestSubmission: Int { min(document, (packedMessage - 16_384) / 78 * 57 + 56 - 4096) }

    /// nil for a document that fits; else what `sizes` says.
    func excess(of size: Int) -> [String: String]? { size > largestSubmission ? sizes(size) : nil }

    /// A document's size beside what is allowed, for the sentence that tells of it.
    func sizes(_ size: Int) -> [String: String] { ["size": String(size), "limit": String(largestSubmission)] }
}

/// Ids and spreads, as parameters so that tests can fix them.
public struct Randomness: Sendable {
    public let uuid: @Sendable () -> UUID
    public let fraction: @Sendable () -> Double

    public init(uuid: @escaping @Sendable () -> UUID, fraction: @escaping @Sendable () -> Double) {
        self.uuid = uuid
        self.fraction = fraction
    }

    /// The system's own. Foundation's `UUID()` opens a file for each; this asks the kernel.
    public static let system = Randomness(
        uuid: {
            let (high, low) = (UInt64.random(in: 0 ... .max), UInt64.random(in: 0 ... .max))
            // Version 4, variant 10 (RFC 9562 5.4).
            let bits = ((high & ~0xF000 | 0x4000).bigEndian, (low & ~(3 << 62) | 1 << 63).bigEndian)
            return withUnsafeBytes(of: bits) { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
        },
        fraction: { Double.random(in: 0...1) })
}

/// The signals of a tenant's loops.
public struct Wakes: Sendable {
    /// Planning, receiving, handing over.
    public let processing = Wake()
    /// Sending over the network.
    public let sending = Wake()
    /// For record systems that wait at the API.
    public let news = News()
    /// Partners that wait on a connection.
    public let answers = AnswerWaiters()

    public init() {}

    /// Raises both.
    func raise() {
        processing.raise()
        sending.raise()
    }
}
