import Foundation

/// The HTTP address at which a partner takes ebXML messages, as its agreement or a person says (tp:Endpoint).
///
/// `https`, or `http` to this machine itself and nowhere else. A host, no user, no fragment; at most 500 characters of
/// printable ASCII without spaces or quotes. Scheme and host are compared without regard to case.
public struct HTTPAddress: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The address as it is asked for, scheme and host in lower case.
    public let text: String
    /// Without brackets where it is an IPv6 address.
    public let host: String
    /// Scheme, host and port: what is reached or not.
    public let origin: String

    /// Reads an address; nil for anything that is none, or would go over a network in clear.
    public init?(_ address: some StringProtocol) {
        let address = String(address)
        guard address.utf8.count <= 500,
            address.utf8.allSatisfy({ (33...126).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "<") }),
            var parts = URLComponents(string: address), let scheme = parts.scheme?.lowercased(),
            let written = parts.host?.lowercased(), parts.user == nil, parts.password == nil, parts.fragment == nil
        else { return nil }
        let host = written.hasPrefix("[") && written.hasSuffix("]") ? String(written.dropFirst().dropLast()) : written
        guard !host.isEmpty, scheme == "https" || scheme == "http" && Loopback.contains(host) else { return nil }
        parts.scheme = scheme
        parts.host = written
        if parts.path.isEmpty { parts.path = "/" }
        guard let text = parts.string, (1...65_535).contains(parts.port ?? 1) else { return nil }
        self.text = text
        self.host = host
        origin = "\(scheme)://\(written):\(parts.port ?? (scheme == "https" ? 443 : 80))"
    }

    public var description: String { text }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let address = HTTPAddress(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "This is not an https address.")
        }
        self = address
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
