import Cryptography
import Foundation
import HTTPTypes
import HummingbirdCore
import NIOCore
import PasswordHashing
import Synchronization
import Texts

@testable import Web

/// A whole site with a clock that stands still, one account, and all that leaves it kept.
final class TestSite: Sendable {
    static let postbox = "postmottak@kommune.example"
    static let goodPassword = "sju grønne hester 4 tak"

    let clock = Mutex(Date(timeIntervalSince1970: 1_800_000_000))
    let mails = Mutex([Accounts.LinkMail]())
    let reports = Mutex([String]())
    let uploaded = Mutex([UInt8]())
    let changes = Mutex([SessionChange]())
    let keeping = MemoryAccounts()
    let origin: WebOrigin
    let site: WebSite<TestRoute>
    let sessions: WebSessions
    let accounts: Accounts

    var now: Date { clock.withLock { $0 } }
    func pass(_ seconds: TimeInterval) { clock.withLock { $0 += seconds } }

    init(
        origin: String = "https://site.example", isTest: Bool = true, throttle: LogInThrottle = LogInThrottle()
    ) async throws {
        self.origin = WebOrigin(origin)!
        let holder = Holder()
        let (changes, reports, mails) = (Sink<SessionChange>(), Sink<String>(), Sink<Accounts.LinkMail>())
        sessions = WebSessions(draw: SecureRandom.bytes) { changes.add($0) }
        let hasher = PasswordHasher(
            pepper: SecretBytes(SecureRandom.bytes(32)),
            parameters: Argon2Parameters(memoryKiB: 64, passes: 1, lanes: 1)!)!
        accounts = Accounts(
            keeping, hasher: hasher, queue: HashQueue(concurrent: 2, waiting: 1000), throttle: throttle,
            draw: SecureRandom.bytes)
        let pages = AccountSite(
            accounts, sessions: sessions, home: TestRoute.files, rights: { _ in ["fetch"] },
            send: { mail, _ in mails.add(mail) }, showTime: { date, _ in "T\(Int(date.timeIntervalSince1970))" },
            report: { reports.add("\($0)") })
        let shell = try PageShell(
            PageShell.Settings(
                name: Phrase("Filsluse", "Filsluse", "File exchange"), isTest: isTest,
                contacts: Contact.Book(
                    [
                        .account: Contact(
                            who: Phrase("Brukerstøtte", "Brukarstøtte", "Support"), mail: "hjelp@etat.example")
                    ],
                    other: Contact(who: Phrase("Registeret", "Registeret", "The register"), phone: "21 09 45 49")),
                menu: [(Phrase("Filer", "Filer", "Files"), TestRoute.files.path)],
                logOutPath: AccountRoute.logOut.path),
            pages: ["echo": "<p>{{text}}</p>{{#form}}{{>form}}{{/form}}{{#table}}{{>table}}{{/table}}"], words: [:])
        site = WebSite(
            .init(
                origin: self.origin, sessions: sessions, formKey: SecretBytes(SecureRandom.bytes(32)),
                clock: { holder.site?.now ?? .distantPast }, draw: SecureRandom.bytes, logIn: .account(.logIn),
                report: { reports.add("\($0)") }),
            shell: shell
        ) { call in
            guard let site = holder.site else { return .fault(.internalError) }
            return try await site.handle(call, pages)
        }
        holder.site = self
        changes.take { change in self.changes.withLock { $0.append(change) } }
        reports.take { report in self.reports.withLock { $0.append(report) } }
        mails.take { mail in self.mails.withLock { $0.append(mail) } }
        await keeping.add(Account(try SharedAddress(Self.postbox), placeNames: ["Storvik"]))
    }

    private func handle(_ call: WebCall<TestRoute>, _ pages: AccountSite<TestRoute>) async throws -> WebReply {
        switch call.route {
        case .account(let route): return try await pages.respond(to: route, call)
        case .echo: return .page(echo(call.query["text"] ?? "", call.language))
        case .sendEcho:
            let text = call.form["text"] ?? ""
            if text == "break" { throw Broken() }
            return .page(echo(text, call.language, errors: [FieldError("text", text)]))
        case .file(let name):
            return .download(
                Download(name: name, mediaType: "application/zip", length: 3) {
                    AsyncThrowingStream {
                        $0.yield([1, 2, 3]); $0.finish()
                    }
                })
        case .upload:
            guard let file = call.upload else { return .fault(.malformed) }
            var bytes: [UInt8] = []
            while let piece = try await file.next() { bytes += piece }
            uploaded.withLock { $0 = bytes }
            return .page(echo("\(file.name) \(bytes.count)", call.language))
        case .front, .files, .delete, .order, .ask: return .page(echo("here", call.language))
        }
    }

    private func echo(_ text: String, _ language: Language, errors: [FieldError] = []) -> Page {
        let form = FormView(
            to: TestRoute.sendEcho,
            fields: [
                InputView("text", label: text, hint: text, content: text),
                InputView("h", .hidden, label: "", content: text),
            ],
            button: text)
        let table = TableView(caption: text, columns: [text], rows: [[text, text]], empty: text)
        return Page(
            "echo", title: text, topic: .procedure,
            model: [
                "text": .text(text), "form": form.value(errors: errors), "table": table.value,
            ], errors: errors)
    }

    struct Broken: Error {}
}

/// Gives the site's closures the site, which is made after them.
private final class Holder: Sendable {
    private let held = Mutex<TestSite?>(nil)
    var site: TestSite? {
        get { held.withLock { $0 } }
        set { held.withLock { $0 = newValue } }
    }
}

/// Where a closure puts what it is told, before there is somebody to tell.
private final class Sink<Value: Sendable>: Sendable {
    private let taker = Mutex<(@Sendable (Value) -> Void)?>(nil)
    func take(_ taker: @escaping @Sendable (Value) -> Void) { self.taker.withLock { $0 = taker } }
    func add(_ value: Value) { taker.withLock { $0 }?(value) }
}

/// Accounts in memory; an event happens in one step.
actor MemoryAccounts: AccountKeeping {
    private var accounts: [SharedAddress: Account] = [:]
    private(set) var questions = 0

    func add(_ account: Account) { accounts[account.name] = account }

    func account(_ name: SharedAddress) -> Account? {
        questions += 1
        return accounts[name]
    }

    func account(linked digest: LinkDigest) -> Account? { accounts.values.first { $0.link(digest) != nil } }

    func change<Outcome: Sendable>(
        _ name: SharedAddress, _ event: @Sendable (inout Account) -> Outcome
    ) -> Outcome? {
        guard var account = accounts[name] else { return nil }
        let outcome = event(&account)
        accounts[name] = account
        return outcome
    }
}
