import Foundation
import Identifiers
public import SealedSubmission

/// The contact a submission named at sealing, and a deputy if it named one (I-085).
public struct Contacts: Sendable, Equatable, Codable {
    public let contact: Contact
    public let deputy: Contact?

    public init(contact: Contact, deputy: Contact?) {
        self.contact = contact
        self.deputy = deputy
    }

    func sealed(of id: SubmissionID, keys: RegisterKeys) throws -> [UInt8] {
        try keys.seal(Array(try RegisterStore.encoder().encode(self)), as: "contacts/\(id)")
    }

    static func open(_ sealed: [UInt8], of id: SubmissionID, keys: RegisterKeys) throws -> Contacts {
        let text = String(decoding: try keys.open(sealed, as: "contacts/\(id)"), as: UTF8.self)
        return try RegisterStore.decode(Contacts.self, from: text)
    }
}
