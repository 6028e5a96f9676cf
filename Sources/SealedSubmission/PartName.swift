/// What a part is for; the raw value stands in the header of the plaintext.
public enum PartRole: UInt8, Sendable, CaseIterable {
    /// Link and identity of each person, sealed to the trustee.
    case identity = 1
    /// Everything else, sealed to the register.
    case content = 2
    /// Link and pseudonym of each person, from the trustee, sealed to the register.
    case map = 3
    /// Old and new pseudonym, from the trustee, sealed to the register.
    case rekey = 4

    /// Its name in JSON and in names of files.
    public var name: String {
        switch self {
        case .identity: "identity"
        case .content: "content"
        case .map: "map"
        case .rekey: "rekey"
        }
    }
}

extension PartRole: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let role = Self.allCases.first(where: { $0.name == name }) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "There is no such kind of part.")
        }
        self = role
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}

/// Which part of a submission: its role and its place among the parts of that role, counted from 1.
public struct PartName: Hashable, Sendable, CustomStringConvertible {
    public let role: PartRole
    public let index: Int

    public init(_ role: PartRole, _ index: Int) {
        self.role = role
        self.index = index
    }

    /// Reads a file name as `fileName` writes it and nothing else: no folder, no other spelling.
    public init?(fileName: some StringProtocol) {
        for role in PartRole.allCases where fileName.hasPrefix(role.name + "-") && fileName.hasSuffix(".p7m") {
            guard let index = Int(fileName.dropFirst(role.name.count + 1).dropLast(4)) else { return nil }
            self.init(role, index)
            guard (1...PartLimits.parts).contains(index), self.fileName == fileName else { return nil }
            return
        }
        return nil
    }

    /// `identity-0001`.
    public var description: String {
        let digits = String(index)
        return "\(role.name)-\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)"
    }

    /// `identity-0001.p7m`.
    public var fileName: String { description + ".p7m" }

    /// The name of the file with the signed manifest.
    public static let manifestFileName = "manifest.p7s"
}

/// What a signed document says about one sealed part.
public struct PartEntry: Hashable, Sendable, Codable {
    public let role: PartRole
    /// Counted from 1 within the role.
    public let index: Int
    /// Length of the sealed bytes.
    public let octets: Int
    /// Of the sealed bytes.
    public let sha256: ContentHash

    public init(role: PartRole, index: Int, octets: Int, sha256: ContentHash) {
        self.role = role
        self.index = index
        self.octets = octets
        self.sha256 = sha256
    }

    public var name: PartName { PartName(role, index) }
}

/// Bounds that are checked before anything is read.
public enum PartLimits {
    /// Parts of one submission.
    public static let parts = 10_000
    /// Bytes of one sealed part, and of its plaintext with the header.
    public static let octets = 64 << 20
    /// Payload of a part, bytes, when nothing else is asked for.
    public static let usualPayload = 16 << 20
    /// The most payload that fits: what cannot be compressed must still be within `octets` when it is sealed.
    public static let payload = octets - (64 << 10)
}
