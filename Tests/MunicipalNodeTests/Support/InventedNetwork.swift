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
    var known = ["mail.example": ["10.0.0.5"]]
    var own: String? = "10.0.0.1"
    var outcome: ConnectionOutcome?
    var refusal: MailboxRefusal?
    var clock: Date?

    func addresses(of host: String) async -> [String] { known[host] ?? [] }
    func ownAddress(toward address: String) async -> String? { own }
    func connect(_ address: String, port: Int, readGreeting: Bool) async -> ConnectionOutcome {
        outcome ?? .open(greeting: port == 587 ? "220 mail.example" : "+OK")
    }
    func logIn(_ mailbox: String, _ configuration: Configuration) async -> MailboxRefusal? { refusal }
    func webClock(of host: String) async -> Date? { clock }
}
