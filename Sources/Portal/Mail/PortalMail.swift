public import Foundation
import Texts
public import Web

/// One mail of the portal's, complete but for its transport: plain text and simple HTML of the same words.
///
/// It goes to a shared address only, and holds no password and nothing about anyone in care (I-043).
public struct PortalMail: Sendable, Equatable, Codable {
    /// The mails that the portal sends by itself (I-073).
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case newUser, forgotten
        /// Whether the shared address is read, each November (I-048).
        case confirmAddress
        /// A file has lain for a week.
        case fileWaiting
        /// The account has another address: to the old one and to the new one (I-050).
        case addressChanged
    }

    public let kind: Kind
    public let to: SharedAddress
    public let date: Date
    public let subject: String
    public let plain: String
    public let html: String
    /// When it is of no use any more, as when the link in it ends; nil for as long as mail servers try.
    public let expires: Date?
}

/// Takes a mail over: it is queued when this returns.
public typealias PortalMailing = @Sendable (PortalMail) async throws -> Void

/// What all mails of the portal have in common, set by the operator.
public struct PortalMailSettings: Sendable, Equatable {
    /// The authority's own domain, aligned with SPF, DKIM and DMARC (I-051).
    public let sender: String
    /// Who answers questions (I-069).
    public let helpAddress: String
    public let helpPhone: String

    public init(sender: String, helpAddress: String, helpPhone: String) {
        self.sender = sender
        self.helpAddress = helpAddress
        self.helpPhone = helpPhone
    }
}

/// A mail's words before they are set: paragraphs, of which a link is one.
struct MailWords {
    enum Block {
        case paragraph(String)
        /// Alone on its line, so that it can be copied (I-059).
        case link(String)
    }

    let subject: String
    let blocks: [Block]

    var plain: String {
        blocks.map { block in
            switch block {
            case .paragraph(let text): text
            case .link(let address): "  \(address)"
            }
        }.joined(separator: "\n\n") + "\n"
    }

    /// No script, no picture, nothing that is fetched: a mail that is opened tells nobody (I-051).
    func html(_ language: Language) -> String {
        let body = blocks.map { block in
            switch block {
            case .paragraph(let text): "<p>\(Self.escaped(text))</p>"
            case .link(let address): "<p><a href=\"\(Self.escaped(address))\">\(Self.escaped(address))</a></p>"
            }
        }
        return "<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\"><head><meta charset=\"utf-8\">"
            + "<title>\(Self.escaped(subject))</title></head>\n<body>\n" + body.joined(separator: "\n")
            + "\n</body></html>\n"
    }

    /// What someone else wrote, made fit for a mail: one line of at most 100 characters, without a run of six digits,
    /// since such a run may be an identity number.
    static func foreign(_ text: String) -> String {
        var result = ""
        var digits = ""
        let scalars = text.unicodeScalars.map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: Character(" ")
            default: Character(scalar)
            }
        }
        for character in scalars.prefix(100) {
            if character.isNumber {
                digits.append(character)
                continue
            }
            result += digits.count < 6 ? digits : "…"
            digits = ""
            result.append(character)
        }
        return result + (digits.count < 6 ? digits : "…")
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
