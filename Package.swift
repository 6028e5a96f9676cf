// swift-tools-version: 6.2
import PackageDescription

// What each target may import is also written in Scripts/allowed-imports.txt, which Scripts/check compares with this file.

let grdb: [Target.Dependency] = [
    .product(name: "GRDB", package: "GRDB.swift"),
    .product(name: "GRDBSQLite", package: "GRDB.swift"),
]
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOTLS", package: "swift-nio"),
    .product(name: "NIOSSL", package: "swift-nio-ssl"),
]
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let httpServer: [Target.Dependency] = [
    .product(name: "Hummingbird", package: "hummingbird"),
    .product(name: "HummingbirdCore", package: "hummingbird"),
    .product(name: "HummingbirdTLS", package: "hummingbird"),
    httpTypes,
    .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
    .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
]
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let subprocess: [Target.Dependency] = [
    .product(name: "Subprocess", package: "swift-subprocess"),
    .product(name: "SystemPackage", package: "swift-system"),
]
// What reads strangers' octets: `Scripts/fuzz` feeds it.
let readers = [
    "AddressRegister", "Archive", "CMS", "Certificates", "EbXML", "HTTPTransport", "HealthMessages", "Identifiers",
    "IplosContent", "IplosExtract", "MIME", "Mail", "MunicipalNode", "NationalIdentity", "Portal", "RecordSystemAPI",
    "SealedSubmission", "SendModule", "Settings", "Web", "XML", "XMLSignature",
]

let package = Package(
    name: "budstikke",
    products: [
        .executable(name: "budstikke", targets: ["budstikke"]),
        .executable(name: "budstikke-trustee", targets: ["budstikke-trustee"]),
        .executable(name: "budstikke-register", targets: ["budstikke-register"]),
        .executable(name: "budstikke-portal", targets: ["budstikke-portal"]),
        // What the benchmarks measure and Fuzzing feeds, part by part.
        .library(
            name: "BudstikkeParts",
            targets: [
                "AddressRegister", "Archive", "CMS", "Certificates", "ControlSocket", "Cryptography", "Delivery",
                "EbXML", "Exchange", "FolderExchange", "HTTPListening", "HTTPTransport", "HealthMessages",
                "Identifiers", "IplosContent", "IplosExtract", "Keys", "MIME", "Mail", "MunicipalNode",
                "NationalIdentity", "OsloCalendar", "Portal", "RecordSystemAPI", "Register", "SQLiteStore",
                "SealedSubmission", "SendModule", "Settings", "Simulation", "Store", "TestSupport", "Trustee", "Web",
                "XML", "XMLSignature",
            ]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.0.3"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.25.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.8.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        // System libraries.
        .systemLibrary(name: "CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"])]),
        .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CResolv"),
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        // Vocabulary: no I/O, no clock, no database.
        .target(name: "Identifiers"),
        .target(name: "Cryptography", dependencies: ["COpenSSL"]),
        .target(name: "Certificates", dependencies: ["COpenSSL", "Cryptography", "Identifiers"]),
        .target(name: "CMS", dependencies: ["COpenSSL", "CZlib", "Certificates", "Cryptography"]),
        .target(name: "Keys", dependencies: ["Cryptography"]),
        .target(name: "XML", dependencies: ["CLibXML2"]),
        .target(name: "XMLSignature", dependencies: ["Cryptography", "XML"]),
        .target(name: "MIME"),
        .target(
            name: "EbXML",
            dependencies: ["CMS", "Certificates", "Cryptography", "Identifiers", "MIME", "XML", "XMLSignature"]),
        .target(
            name: "HealthMessages", dependencies: ["Identifiers", "OsloCalendar", "XML"],
            resources: [
                .embedInCode("Resources/message-types.json"), .embedInCode("Resources/processes.json"),
                .embedInCode("Resources/register-feedback.xsd"),
            ]),
        .target(name: "Texts", dependencies: ["Identifiers"]),
        .target(name: "Letters"),

        // Vocabulary of the reporting. Who may know what is the rule: see Scripts/allowed-imports.txt.
        .target(name: "NationalIdentity", dependencies: ["Identifiers"]),
        .target(name: "OsloCalendar"),
        .target(name: "IplosContent", dependencies: ["Identifiers", "XML"]),
        .target(
            name: "IplosExtract",
            dependencies: ["Identifiers", "IplosContent", "NationalIdentity", "OsloCalendar", "XML"]),
        .target(
            name: "SealedSubmission",
            dependencies: ["CMS", "Certificates", "Cryptography", "Identifiers"]),
        .target(name: "Archive", dependencies: ["CLibZip", "Cryptography"]),
        .target(name: "PasswordHashing", dependencies: ["CArgon2", "Cryptography"]),
        .target(name: "ControlReport", dependencies: ["Archive", "Identifiers", "IplosContent"]),

        // Ports and adapters.
        .target(name: "Store", dependencies: ["Identifiers"]),
        .target(name: "SQLiteAccess", dependencies: ["Cryptography", "Keys"] + grdb),
        .target(
            name: "SQLiteStore", dependencies: ["Cryptography", "Identifiers", "Keys", "SQLiteAccess", "Store"] + grdb),
        .target(name: "StoreConformance", dependencies: ["Identifiers", "Store"]),
        .target(name: "AddressRegister", dependencies: ["Certificates", "Identifiers", yams]),
        .target(name: "Mail", dependencies: ["Identifiers", "MIME"] + nio),
        .target(name: "HTTPListening", dependencies: ["Identifiers", logging] + nio + httpServer),
        .target(
            name: "HTTPTransport",
            dependencies: [
                "Identifiers", "MIME", httpClient, .product(name: "NIOHTTP1", package: "swift-nio"),
            ] + nio),
        .target(name: "FolderExchange", dependencies: ["CLinux", "Identifiers"]),

        // Engine and flows.
        .target(name: "Delivery", dependencies: ["Identifiers", "Store"]),
        .target(name: "Monitoring", dependencies: ["Identifiers", "OsloCalendar", "Store", "Texts"]),
        .target(
            name: "Exchange",
            dependencies: [
                "AddressRegister", "CMS", "Certificates", "Cryptography", "Delivery", "EbXML", "FolderExchange",
                "HTTPTransport", "HealthMessages", "Identifiers", "Keys", "MIME", "Mail", "Store", "Texts", "XML",
                "XMLSignature",
            ]),

        // One target for each party of the reporting; where a municipality's extract comes from.
        .target(
            name: "ExtractSources", dependencies: ["CLibPQ", "CommandOutcome", "IplosContent", yams] + grdb),
        .target(
            name: "Reporting",
            dependencies: [
                "Archive", "Certificates", "CommandOutcome", "ControlReport", "Cryptography", "ExtractSources",
                "Identifiers", "IplosContent", "IplosExtract", "NationalIdentity", "OsloCalendar", "PrivateFiles",
                "SealedSubmission", "Texts", "XML", httpClient,
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]),
        .target(
            name: "Trustee",
            dependencies: [
                "CMS", "Certificates", "Cryptography", "Identifiers", "Keys", "NationalIdentity", "OsloCalendar",
                "PasswordHashing", "PrivateFiles", "SQLiteAccess", "SealedSubmission", "Texts",
            ]),
        .target(
            name: "Register",
            dependencies: [
                "Archive", "CMS", "Certificates", "ControlReport", "Cryptography", "Identifiers", "IplosContent",
                "Keys", "Letters", "OsloCalendar", "SQLiteAccess", "SealedSubmission", "XML",
            ]),

        // What the commands of all programs share.
        .target(name: "CommandOutcome"),
        .target(name: "Commands", dependencies: ["CLinux", "CommandOutcome", "Doctor", arguments, logging]),
        .target(name: "Settings", dependencies: ["CommandOutcome", yams]),
        .target(name: "ControlSocket", dependencies: ["CommandOutcome"]),
        .target(name: "PrivateFiles"),
        .target(name: "Doctor", dependencies: ["Certificates", "CommandOutcome", "OsloCalendar"]),
        .target(
            name: "MailRelay",
            dependencies: [
                "Cryptography", "Identifiers", "MIME", "Mail", "PrivateFiles", "Settings",
                .product(name: "NIOCore", package: "swift-nio"),
            ]),
        .target(
            name: "ServiceNode",
            dependencies: [
                "CResolv", "Certificates", "CommandOutcome", "ControlSocket", "Doctor", "HTTPListening", "Keys",
                "Mail", "MailRelay", "PrivateFiles", "Settings", httpClient, logging,
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        .target(
            name: "ServiceCommands",
            dependencies: [
                "CommandOutcome", "Commands", "Doctor", "Keys", "PrivateFiles", "ServiceNode", "Settings", arguments,
                logging,
            ]),

        // Composition and faces.
        .target(
            name: "Web",
            dependencies: [
                "Cryptography", "HTTPListening", "Identifiers", "OsloCalendar", "PasswordHashing", "Texts", logging,
                httpTypes,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
            ]),
        .target(
            name: "ReportWizard",
            dependencies: [
                "ControlReport", "Identifiers", "IplosContent", "Reporting", "SealedSubmission", "Store", "Texts",
                "Web",
                httpTypes,
            ]),
        .target(
            name: "RecordSystemAPI",
            dependencies: [
                "AddressRegister", "Certificates", "Cryptography", "Delivery", "Exchange", "FolderExchange",
                "HTTPListening", "HealthMessages", "Identifiers", "Store", "Texts", logging, httpTypes,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
            ]),
        .target(
            name: "MunicipalNode",
            dependencies: [
                "AddressRegister", "Archive", "CMS", "Certificates", "CommandOutcome", "ControlReport", "ControlSocket",
                "Cryptography", "Delivery", "EbXML", "Exchange", "FolderExchange", "HTTPListening", "HTTPTransport",
                "HealthMessages", "Identifiers", "IplosContent", "IplosExtract", "Keys", "MIME", "Mail", "Monitoring",
                "NationalIdentity", "PasswordHashing", "PrivateFiles", "RecordSystemAPI", "ReportWizard", "Reporting",
                "SQLiteStore", "SealedSubmission", "ServiceNode", "Settings", "Store", "Texts", "Web", "XML",
                "XMLSignature", logging,
                yams,
            ] + nio + httpServer),
        .target(
            name: "Console",
            dependencies: [
                "CommandOutcome", "Cryptography", "HTTPListening", "Identifiers", "Monitoring", "MunicipalNode",
                "PasswordHashing", "ReportWizard", "Store", "Texts", "Web", logging, httpTypes,
                .product(name: "NIOCore", package: "swift-nio"),
            ]),
        .target(
            name: "Simulation",
            dependencies: [
                "Certificates", "ControlSocket", "Cryptography", "HealthMessages", "Identifiers", "Keys", "MIME",
                "Mail", "MunicipalNode", "OsloCalendar", "Store", "TestSupport", "XML", httpClient,
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ] + nio + subprocess),
        .executableTarget(
            name: "budstikke",
            dependencies: [
                "Archive", "Certificates", "CommandOutcome", "Commands", "Console", "ControlReport", "Cryptography",
                "ExtractSources", "Identifiers", "IplosContent", "IplosExtract", "MunicipalNode", "NationalIdentity",
                "ReportWizard", "Reporting", "SealedSubmission", "Settings", "Simulation", "Store", "Texts", arguments,
                logging,
            ]),

        .target(
            name: "SendModule",
            dependencies: [
                "Certificates", "Cryptography", "HTTPListening", "Identifiers", "OsloCalendar", "SealedSubmission",
                "Texts", "Trustee", "Web", logging, httpTypes,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
            ]),
        .target(
            name: "TrusteeNode",
            dependencies: [
                "Certificates", "CommandOutcome", "ControlSocket", "Cryptography", "Doctor", "HTTPListening",
                "Identifiers", "Keys", "NationalIdentity", "OsloCalendar", "PasswordHashing", "SealedSubmission",
                "SendModule", "ServiceNode", "Settings", "Texts", "Trustee", "Web", httpClient, httpTypes, logging,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]),
        .executableTarget(
            name: "budstikke-trustee",
            dependencies: [
                "CommandOutcome", "Commands", "ControlSocket", "Doctor", "Identifiers", "SealedSubmission",
                "ServiceCommands", "Trustee", "TrusteeNode", arguments,
            ]),
        .target(
            name: "RegisterNode",
            dependencies: [
                "Certificates", "CommandOutcome", "ControlSocket", "Cryptography", "Doctor", "FolderExchange",
                "HTTPListening", "HealthMessages", "Identifiers", "Keys", "MIME", "Mail", "MailRelay", "OsloCalendar",
                "PrivateFiles", "Register", "SealedSubmission", "ServiceNode", "Settings", httpClient, httpTypes,
                logging,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ] + nio),
        .executableTarget(
            name: "budstikke-register",
            dependencies: [
                "Certificates", "CommandOutcome", "Commands", "Cryptography", "Doctor", "Identifiers", "OsloCalendar",
                "Register", "RegisterNode", "ServiceCommands", arguments,
            ]),
        .target(
            name: "Portal",
            dependencies: [
                "Cryptography", "HTTPListening", "Identifiers", "Keys", "Letters", "OsloCalendar", "PasswordHashing",
                "SQLiteAccess", "Texts", "Web",
                logging,
                httpTypes,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
            ]),
        .target(
            name: "PortalNode",
            dependencies: [
                "Certificates", "CommandOutcome", "ControlSocket", "Cryptography", "Doctor", "HTTPListening",
                "Identifiers", "Keys", "MailRelay", "OsloCalendar", "PasswordHashing", "Portal", "PrivateFiles",
                "ServiceNode", "Settings", "Texts", "Web", logging,
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        .executableTarget(
            name: "budstikke-portal",
            dependencies: [
                "CommandOutcome", "Commands", "Doctor", "Identifiers", "Portal", "PortalNode", "ServiceCommands", "Web",
                arguments,
            ]),

        // For tests and the demo.
        .target(
            name: "TestSupport",
            dependencies: [
                "COpenSSL", "CZlib", "Certificates", "ControlReport", "Cryptography", "Identifiers", "IplosContent",
                "NationalIdentity", "SealedSubmission",
            ] + subprocess),

        // Tests.
        .testTarget(name: "IdentifiersTests", dependencies: ["Identifiers"]),
        .testTarget(name: "CryptographyTests", dependencies: ["Cryptography", "TestSupport"]),
        .testTarget(
            name: "CertificatesTests", dependencies: ["Certificates", "Cryptography", "Identifiers", "TestSupport"]),
        .testTarget(
            name: "CMSTests", dependencies: ["CMS", "Certificates", "Cryptography", "TestSupport"], exclude: ["Witness"]
        ),
        .testTarget(name: "KeysTests", dependencies: ["Cryptography", "Keys", "TestSupport"]),
        .testTarget(name: "XMLTests", dependencies: ["CLibXML2", "TestSupport", "XML"], exclude: ["Witness"]),
        .testTarget(
            name: "XMLSignatureTests",
            dependencies: ["Certificates", "Cryptography", "TestSupport", "XML", "XMLSignature"]),
        .testTarget(name: "MIMETests", dependencies: ["MIME"]),
        .testTarget(
            name: "EbXMLTests",
            dependencies: [
                "CMS", "Certificates", "Cryptography", "EbXML", "Identifiers", "MIME", "TestSupport", "XML",
                "XMLSignature",
            ], exclude: ["Witness"]),
        .testTarget(
            name: "HealthMessagesTests", dependencies: ["HealthMessages", "Identifiers", "TestSupport", "Texts", "XML"]),
        .testTarget(name: "TextsTests", dependencies: ["Texts"]),
        .testTarget(name: "NationalIdentityTests", dependencies: ["Identifiers", "NationalIdentity", "TestSupport"]),
        .testTarget(name: "OsloCalendarTests", dependencies: ["OsloCalendar"]),
        .testTarget(name: "IplosContentTests", dependencies: ["Identifiers", "IplosContent", "XML"]),
        .testTarget(
            name: "IplosExtractTests",
            dependencies: ["Identifiers", "IplosContent", "IplosExtract", "NationalIdentity", "TestSupport", "XML"]),
        .testTarget(
            name: "SealedSubmissionTests",
            dependencies: ["CMS", "Certificates", "Cryptography", "Identifiers", "SealedSubmission", "TestSupport"]),
        .testTarget(
            name: "ReportingTests",
            dependencies: [
                "Archive", "Certificates", "ControlReport", "Cryptography", "Identifiers", "IplosContent",
                "IplosExtract", "NationalIdentity",
                "Reporting", "SealedSubmission", "TestSupport",
            ]),
        .testTarget(
            name: "SendingTests",
            dependencies: [
                "Certificates", "Cryptography", "HTTPListening", "Identifiers", "IplosExtract", "Keys",
                "NationalIdentity", "OsloCalendar", "Portal", "Register", "Reporting", "SealedSubmission", "SendModule",
                "TestSupport", "Texts", "Trustee", "budstikke", logging,
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ], exclude: ["Offline/no-network.c"]),
        .testTarget(
            name: "ExtractSourcesTests",
            dependencies: [
                "Certificates", "Cryptography", "ExtractSources", "Identifiers", "IplosContent", "IplosExtract",
                "NationalIdentity", "Reporting", "TestSupport",
            ] + grdb),
        .testTarget(name: "ArchiveTests", dependencies: ["Archive", "Cryptography", "TestSupport"]),
        .testTarget(name: "PasswordHashingTests", dependencies: ["Cryptography", "PasswordHashing"]),
        .testTarget(
            name: "ControlReportTests", dependencies: ["Archive", "ControlReport", "Identifiers", "IplosContent"]),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Cryptography", "HTTPListening", "Identifiers", "PasswordHashing", "Texts", "Web", logging, httpTypes,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
            ]),
        .testTarget(
            name: "TrusteeTests",
            dependencies: [
                "CMS", "Certificates", "Cryptography", "Identifiers", "Keys", "NationalIdentity", "OsloCalendar",
                "PasswordHashing", "SQLiteAccess", "SealedSubmission", "TestSupport", "Texts", "Trustee",
            ] + grdb),
        .testTarget(
            name: "RegisterTests",
            dependencies: [
                "Archive", "CMS", "Certificates", "ControlReport", "Cryptography", "Identifiers", "IplosContent",
                "Keys",
                "OsloCalendar", "Register", "Reporting", "SealedSubmission", "TestSupport", "Texts", "XML",
            ] + grdb),
        .testTarget(name: "StoreTests", dependencies: ["Identifiers", "Store"]),
        .testTarget(name: "SQLiteAccessTests", dependencies: ["Cryptography", "SQLiteAccess"] + grdb),
        .testTarget(
            name: "SQLiteStoreTests",
            dependencies: [
                "Cryptography", "Identifiers", "Keys", "SQLiteAccess", "SQLiteStore", "Store", "StoreConformance",
            ] + grdb),
        .testTarget(
            name: "AddressRegisterTests",
            dependencies: ["AddressRegister", "Certificates", "Cryptography", "Identifiers", "TestSupport"]),
        .testTarget(name: "MailTests", dependencies: ["Identifiers", "MIME", "Mail", "TestSupport"] + nio),
        .testTarget(
            name: "MailServersTests", dependencies: ["Identifiers", "MIME", "Mail", "TestSupport"] + nio,
            exclude: ["Servers"]),
        .testTarget(
            name: "HTTPListeningTests",
            dependencies: ["Certificates", "Cryptography", "HTTPListening", "TestSupport", logging] + nio + httpServer),
        .testTarget(
            name: "RecordSystemAPITests",
            dependencies: [
                "AddressRegister", "Certificates", "Cryptography", "Delivery", "Exchange", "HealthMessages",
                "Identifiers", "Keys", "RecordSystemAPI", "SQLiteStore", "Store", "TestSupport", "Texts", httpTypes,
            ]),
        .testTarget(
            name: "HTTPTransportTests",
            dependencies: [
                "Certificates", "Cryptography", "EbXML", "HTTPListening", "HTTPTransport", "Identifiers", "MIME",
                "TestSupport",
                logging,
            ] + nio + httpServer),
        .testTarget(name: "FolderExchangeTests", dependencies: ["FolderExchange", "Identifiers"]),
        .testTarget(name: "DeliveryTests", dependencies: ["Delivery", "Store"]),
        .testTarget(
            name: "MonitoringTests",
            dependencies: [
                "Identifiers", "Keys", "Monitoring", "OsloCalendar", "SQLiteStore", "Store", "TestSupport", "Texts",
            ]),
        .testTarget(
            name: "ExchangeTests",
            dependencies: [
                "AddressRegister", "CMS", "Certificates", "Cryptography", "Delivery", "EbXML", "Exchange",
                "FolderExchange", "HTTPListening", "HTTPTransport", "HealthMessages", "Identifiers", "Keys", "MIME",
                "Mail", "MunicipalNode", "SQLiteStore", "Store", "TestSupport", "Texts", "XML", "XMLSignature", logging,
            ] + nio + httpServer),
        .testTarget(
            name: "MunicipalNodeTests",
            dependencies: [
                "AddressRegister", "Archive", "Certificates", "CommandOutcome", "Console", "ControlReport",
                "ControlSocket", "Cryptography", "Delivery", "EbXML", "Exchange", "HTTPListening", "HTTPTransport",
                "HealthMessages", "Identifiers", "IplosContent", "IplosExtract", "Keys", "Mail", "Monitoring",
                "MunicipalNode", "ReportWizard",
                "PasswordHashing", "Reporting", "SQLiteStore", "SealedSubmission", "Settings", "Store", "TestSupport",
                "Texts", "Web",
                logging, httpTypes,
                .product(name: "HummingbirdCore", package: "hummingbird"),
            ] + nio),
        .testTarget(
            name: "SimulationTests",
            dependencies: [
                "AddressRegister", "Certificates", "EbXML", "HealthMessages", "Identifiers", "OsloCalendar",
                "Simulation", "Store",
            ]),
        .testTarget(
            name: "RegisterNodeTests",
            dependencies: [
                "Archive", "Certificates", "CommandOutcome", "Commands", "ControlSocket", "Cryptography", "Doctor",
                "FolderExchange", "HTTPListening", "HealthMessages", "Identifiers", "IplosContent", "Keys", "MIME",
                "Mail", "MailRelay", "OsloCalendar", "Portal", "PortalNode", "Register", "RegisterNode",
                "SQLiteAccess", "SealedSubmission", "ServiceNode", "Settings", "TestSupport", "Web",
                "budstikke-portal", "budstikke-register",
                arguments, httpClient, httpTypes, logging,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ] + nio),
        .testTarget(
            name: "ServiceNodeTests",
            dependencies: [
                "Doctor", "Identifiers", "Mail", "MailRelay", "ServiceNode", "Settings", "TestSupport",
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        .testTarget(
            name: "SendModuleTests",
            dependencies: [
                "Certificates", "Cryptography", "HTTPListening", "Identifiers", "Keys", "NationalIdentity",
                "OsloCalendar", "SealedSubmission", "SendModule", "TestSupport", "Texts", "Trustee", "Web", httpClient,
                httpTypes, logging,
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        .testTarget(
            name: "TrusteeNodeTests",
            dependencies: [
                "Certificates", "CommandOutcome", "Commands", "ControlSocket", "Cryptography", "Doctor",
                "HTTPListening", "Identifiers", "Keys", "NationalIdentity", "OsloCalendar", "SQLiteAccess",
                "SealedSubmission", "SendModule", "ServiceNode", "Settings", "TestSupport", "Trustee", "TrusteeNode",
                "Web",
                "budstikke-trustee", arguments, httpClient, httpTypes, logging,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]),
        .testTarget(
            name: "PortalNodeTests",
            dependencies: [
                "Certificates", "CommandOutcome", "Commands", "Cryptography", "Keys", "MailRelay", "PortalNode",
                "ServiceNode",
                "Settings",
                "TestSupport", "Texts", "Web", "budstikke-portal", arguments, httpClient, logging,
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ] + nio),
        .testTarget(
            name: "PortalTests",
            dependencies: [
                "Archive", "Certificates", "Cryptography", "HTTPListening", "Identifiers", "Keys", "OsloCalendar",
                "PasswordHashing", "Portal", "SQLiteAccess", "TestSupport", "Texts", "Web", logging, httpTypes,
                httpClient,
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ] + nio + grdb),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "CommandOutcome", "Commands", "ControlSocket", "Identifiers", "MunicipalNode", "Store", "TestSupport",
                "budstikke",
                arguments,
                logging,
            ]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "Archive", "CMS", "Certificates", "ControlSocket", "Cryptography", "Exchange", "FolderExchange",
                "HealthMessages", "Identifiers", "Keys", "Mail", "MunicipalNode", "NationalIdentity", "OsloCalendar",
                "Register", "RegisterNode", "SealedSubmission", "Simulation", "Store", "TestSupport", "Trustee",
                "budstikke", "budstikke-portal", "budstikke-register", "budstikke-trustee", httpClient, logging,
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ] + nio + grdb, exclude: ["Faults/wrong-clock.c"]),
        .testTarget(
            name: "BrowserTests",
            dependencies: [
                "Archive", "Certificates", "ControlReport", "Cryptography", "Identifiers", "ReportWizard",
                "SealedSubmission", "TestSupport", "Web", "budstikke",
            ]),
        .testTarget(
            name: "FuzzTests",
            dependencies: readers.map { .byName(name: $0) } + ["Cryptography", "Exchange", "TestSupport"]
                + nio
                + httpServer),
        .testTarget(
            name: "StandardsTests",
            dependencies: [
                "CMS", "Certificates", "ControlSocket", "Cryptography", "EbXML", "FolderExchange", "HealthMessages",
                "Identifiers", "IplosContent", "MIME", "MunicipalNode", "RecordSystemAPI", "Simulation",
                "TestSupport", "XML",
                "XMLSignature", "budstikke",
            ], exclude: ["sample-verdicts.txt", "samples-not-sent.txt"]),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .treatAllWarnings(as: .error),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
    ]
}

// The readers then tell libFuzzer which of their code an input takes.
if Context.environment["BUDSTIKKE_FUZZING"] != nil {
    for target in package.targets where readers.contains(target.name) {
        target.swiftSettings?.append(.unsafeFlags(["-Xfrontend", "-sanitize=fuzzer"]))
    }
}
