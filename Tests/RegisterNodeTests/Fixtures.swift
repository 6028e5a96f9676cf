import Cryptography
import Foundation
import Identifiers
import Register
import Synchronization

@testable import RegisterNode

/// A clock that a test sets.
final class TestClock: Sendable {
    private let time: Mutex<Date>

    init(_ time: Date) { self.time = Mutex(time) }

    var now: Date {
        get { time.withLock { $0 } }
        set { time.withLock { $0 = newValue } }
    }
}

/// What several tasks add to.
final class Collected<Element: Sendable>: Sendable {
    private let elements = Mutex<[Element]>([])

    var all: [Element] { elements.withLock { $0 } }

    func add(_ element: Element) { elements.withLock { $0.append(element) } }
}

enum PEM {
    static func key(_ key: PrivateKey) throws -> [UInt8] {
        Array(
            ("-----BEGIN PRIVATE KEY-----\n"
                + Data(try key.pkcs8DER).base64EncodedString(options: .lineLength64Characters)
                + "\n-----END PRIVATE KEY-----\n").utf8)
    }
}

extension MunicipalityFile {
    /// A list with the columns that must be there, and no others.
    init(listing municipalities: [Register.Municipality]) throws {
        let lines = municipalities.map {
            "\($0.unit.municipality);\($0.name);\($0.organisationNumber);\($0.sharedAddress)\n"
        }
        try self.init(Array(("municipality;name;organisationNumber;sharedAddress\n" + lines.joined()).utf8))
    }
}
