import Certificates
import Foundation
import Glibc
import Identifiers
import Keys
import SQLiteStore
import Store
import TestSupport
import Testing

@testable import MunicipalNode

struct InventedNetwork: DoctorNetwork {
    var known = ["post.kommune.test": ["10.0.0.5"]]
    var own: String? = "10.0.0.1"
    var outcome: ConnectionOutcome?
    var refusal: MailboxRefusal?
    var clock: Date?
    var certificate: ShownCertificate? = ShownCertificate(
        names: ["post.kommune.test"], issuer: "CN=Utsteder", notAfter: .distantFuture, isTrusted: true)
    var sending: MailboxRefusal?

    func addresses(of host: String) async -> [String] { known[host] ?? [] }
    func ownAddress(toward address: String) async -> String? { own }
    func connect(_ address: String, port: Int, readGreeting: Bool) async -> ConnectionOutcome {
        outcome ?? .open(greeting: port == 587 ? "220 post.kommune.test" : "+OK")
    }
    func certificate(
        of endpoint: MailEndpoint, _ service: CheckedService, trustRoots: String?
    ) async -> ShownCertificate? { certificate }
    func logIn(_ server: MailServerSettings, _ configuration: Configuration) async -> MailboxRefusal? { sending }
    func logIn(_ mailbox: String, _ configuration: Configuration) async -> MailboxRefusal? { refusal }
    func webClock(of host: String) async -> Date? { clock }
}
