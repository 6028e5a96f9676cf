import Archive
import Cryptography
import Foundation
import Identifiers
import Keys
import OsloCalendar
import PasswordHashing
import Synchronization
import TestSupport
import Texts
import Web

@testable import Portal

/// A whole portal in a folder of its own, with two municipalities, a clock that stands still, and all mails kept.
final class PortalStage: Sendable {
    static let password = "sju grønne hester 4 tak"

    let scratch: ScratchDirectory
    let store: PortalStore
    let portal: PortalSite
    let api: PushAPI
    let hasher: PasswordHasher
    let origin: WebOrigin
    let settings = PortalMailSettings(
        sender: "filsluse@etat.example", helpAddress: "hjelp@etat.example", helpPhone: "21 09 45 49")
    private let clock: Mutex<Date>
    private let sent: Sink<PortalMail>
    private let faults: Sink<String>

    /// The certificate that the register shows, as far as the handler is concerned.
    static let register: [UInt8] = [1, 2, 3]

    var now: Date { clock.withLock { $0 } }
    var mails: [PortalMail] { sent.all }
    var reports: [String] { faults.all }

    func pass(_ seconds: TimeInterval) { clock.withLock { $0 += seconds } }
    func set(_ day: String, hour: Int = 12) { clock.withLock { $0 = Self.time(day, hour: hour) } }

    static func time(_ day: String, hour: Int = 12) -> Date { OsloTime.instant(of: CivilDate(day)!, hour: hour) }

    init(guide: String? = nil, origin: String = "https://filsluse.example") async throws {
        scratch = try ScratchDirectory()
        store = try PortalStore(directory: scratch.path("data"), masterKey: Self.masterKey())
        self.origin = WebOrigin(origin)!
        let ticking = Ticking(Self.time("2027-02-10"))
        let (mails, reports) = (Sink<PortalMail>(), Sink<String>())
        (sent, faults) = (mails, reports)
        clock = Mutex(Self.time("2027-02-10"))
        hasher = PasswordHasher(
            pepper: SecretBytes(SecureRandom.bytes(32)),
            parameters: Argon2Parameters(memoryKiB: 64, passes: 1, lanes: 1)!)!
        portal = try PortalSite(
            PortalSite.Surroundings(
                store: store, origin: self.origin, isTest: true,
                contacts: Contact.Book(
                    [:], other: Contact(who: Phrase("Registeret", "Registeret", "The register"), phone: "21 09 45 49")),
                mails: settings, guide: Guide(folder: guide), hasher: hasher,
                hashes: HashQueue(concurrent: 2, waiting: 100), formKey: SecretBytes(SecureRandom.bytes(32)),
                clock: { ticking.now }, draw: SecureRandom.bytes, send: { mails.add($0) },
                report: { reports.add("\($0)") }))
        api = PushAPI(
            store, sessions: portal.sessions, registers: { [SHA256.digest(Self.register)] }, mails: settings,
            origin: self.origin, clock: { ticking.now }, report: { reports.add("\($0)") })
        ticking.follow { [weak self] in self?.now }
        _ = try await store.set(Self.storvik, now: now)
        _ = try await store.set(Self.lillevik, now: now)
    }

    var rounds: PortalRounds {
        PortalRounds(store, mails: settings, origin: origin, draw: SecureRandom.bytes) { self.sent.add($0) }
    }

    /// All octets of the portal's folder.
    func disk() throws -> [UInt8] {
        try FileManager.default.contentsOfDirectory(atPath: scratch.path("data")).flatMap {
            try scratch.read("data/\($0)")
        }
    }

    /// The same one each time.
    static func masterKey() throws -> MasterKey { try MasterKey(bytes: [UInt8](repeating: 7, count: 32)) }

    // MARK: - What is in it

    static let storvik = PortalUnit(
        unit: ReportingUnit("9901-00")!, name: "Storvik kommune",
        account: SharedAddress(known: "postmottak@storvik.example")!, language: .nb, contact: "Kari Nordmann")
    static let lillevik = PortalUnit(
        unit: ReportingUnit("9902-00")!, name: "Lillevik kommune",
        account: SharedAddress(known: "postmottak@lillevik.example")!, language: .nn)

    static let canary = "KANARIFUGL"

    /// An archive as the register makes them.
    static func archive(_ text: String = canary) throws -> [UInt8] {
        try EncryptedArchive.write(
            [ArchiveEntry(name: try ArchiveEntryName("feilliste.csv"), bytes: Array(text.utf8))],
            password: ArchivePassword.make())
    }

    static func id(_ number: Int) -> SubmissionID {
        SubmissionID(bytes: [UInt8](repeating: 0xA0, count: 15) + [UInt8(number)])!
    }

    /// A file of a unit's, put there now.
    func add(
        _ number: Int = 1, to unit: PortalUnit = storvik, kind: PortalFile.Kind = .feedback,
        _ bytes: [UInt8]? = nil
    ) async throws -> PortalFile {
        let bytes = try bytes ?? Self.archive()
        let file = PortalFile(
            id: Self.id(number), unit: unit.unit, year: 2026, kind: kind, size: bytes.count,
            sha256: SHA256.digest(bytes), arrived: now)
        guard try await store.take(file, bytes) == .taken else { throw Unexpected() }
        return file
    }

    struct Unexpected: Error {}
}

/// A clock that is asked before there is somebody to ask.
private final class Ticking: Sendable {
    private let source: Mutex<@Sendable () -> Date?>
    private let start: Date

    init(_ start: Date) {
        self.start = start
        source = Mutex({ nil })
    }

    var now: Date { source.withLock { $0 }() ?? start }
    func follow(_ source: @escaping @Sendable () -> Date?) { self.source.withLock { $0 = source } }
}

/// All that was handed over, in order.
private final class Sink<Value: Sendable>: Sendable {
    private let values = Mutex([Value]())
    func add(_ value: Value) { values.withLock { $0.append(value) } }
    var all: [Value] { values.withLock { $0 } }
}
