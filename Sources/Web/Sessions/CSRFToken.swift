import Cryptography
import HTTPTypes

/// What a form must bring back: nobody but who has read a page of ours in this browser knows it (T-091).
///
/// It is a keyed digest of the browser's session id, or of its visitor id before log-in, so that it ends with them.
struct CSRFToken: Equatable {
    /// The hidden field's name.
    static let field = "formToken"
    let text: String

    init(key: SecretBytes, boundTo id: SessionID) {
        text = Hexadecimal.encode(HMACSHA256.authenticate(Array("form token\n\(id.text)".utf8), key: key.bytes))
    }

    func isMet(by sent: String?) -> Bool {
        ConstantTime.areEqual(Array((sent ?? "").utf8), Array(text.utf8))
    }
}

/// Whether a request that would change something comes from a page of ours, by what the browser says of it.
enum RequestProvenance {
    /// False for another site, for a client that does not say, and for methods in disguise.
    ///
    /// Pages cannot forge `Sec-Fetch-Site` (W3C Fetch Metadata). Without it, `Origin` must be ours; since our pages send
    /// no referrer, browsers write `Origin: null` for them (Fetch 3.2), which alone tells nothing.
    static func isOurs(_ headers: HTTPFields, origin: WebOrigin) -> Bool {
        guard overrides.allSatisfy({ headers[$0] == nil }) else { return false }
        let sent = headers[values: .origin]
        guard sent.count <= 1, sent.allSatisfy({ $0 == "null" || $0 == origin.description }) else { return false }
        switch secFetchSite.map({ headers[values: $0] }) ?? [] {
        case ["same-origin"], ["none"]: return true
        case []: return sent == [origin.description]
        default: return false
        }
    }

    private static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")
    /// Some frameworks let these say another method than the request's.
    private static let overrides = ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"]
        .compactMap { HTTPField.Name($0) }
}
