public import Foundation
public import Identifiers

/// Where addresses, certificates and agreements of communication parties are looked up (M-062, M-074).
///
/// What it gives is what is registered: certificates are not verified, and a party may be inactive. A look-up that
/// fails throws: it is never the same as "no such party".
public protocol AddressRegister: Sendable {
    /// The party with this HER-id; nil when the register says there is none.
    func party(_ her: HERId) async throws(RegisterError) -> CommunicationParty?
    /// The agreement (CPA) between two parties in either order; nil when they have none.
    func agreement(between one: HERId, and other: HERId) async throws(RegisterError) -> RegisteredAgreement?
    /// All parties of a legal unit.
    func parties(organisation: OrganisationNumber) async throws(RegisterError) -> [CommunicationParty]
    /// Parties whose name, or whose organisation's name, holds every word of a text, where a person's HPR number is a word
    /// too; active ones first, then by name.
    ///
    /// - Parameter limit: at most so many.
    func search(_ text: String, limit: Int) async throws(RegisterError) -> [CommunicationParty]
}

/// An agreement as a register gave it.
public struct RegisteredAgreement: Sendable, Equatable {
    /// The XML. The same octets as long as it has not changed.
    public let xml: [UInt8]
    /// When the register's copy was made.
    public let gotAt: Date

    public init(xml: [UInt8], gotAt: Date) {
        self.xml = xml
        self.gotAt = gotAt
    }
}

/// Why a look-up gave no answer.
public struct RegisterError: Error, Equatable, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable {
        /// No answer, and nothing remembered that is new enough: hold the message.
        case unavailable
        /// The register's file is not what it should be, and no earlier one was good.
        case unreadable
    }

    public let code: Code
    /// Line of the file, counted from 1, where that is known.
    public let line: Int?
    /// What is wrong, in English, without values.
    public let detail: String

    public init(_ code: Code, line: Int? = nil, detail: String = "") {
        self.code = code
        self.line = line
        self.detail = detail
    }

    public var description: String {
        ["address register \(code.rawValue)", line.map { "line \($0)" }, detail.isEmpty ? nil : detail]
            .compactMap(\.self).joined(separator: ", ")
    }
}
