public import Identifiers

/// What stands for a person at one register: sixteen bytes that the trustee alone can lead back.
///
/// Its `description` is bland.
public struct Pseudonym: Hashable, Sendable, Comparable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    public static let length = 16

    private let high: UInt64
    private let low: UInt64

    /// Takes exactly sixteen bytes; nil for any other count.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.length else { return nil }
        high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    public var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Self.length) { output, count in
            for place in 0..<8 {
                output[place] = UInt8(truncatingIfNeeded: high >> UInt64(56 - 8 * place))
                output[place + 8] = UInt8(truncatingIfNeeded: low >> UInt64(56 - 8 * place))
            }
            count = Self.length
        }
    }

    /// In the order of the bytes.
    public static func < (left: Self, right: Self) -> Bool { (left.high, left.low) < (right.high, right.low) }

    public var description: String { "Pseudonym" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// What the trustee found for one link: a pseudonym, or why there is none.
public enum MapOutcome: Hashable, Sendable {
    case pseudonym(Pseudonym)
    /// The identity could not be used. What the code means is agreed between trustee and register; never 0.
    case reason(UInt8)
}

/// One record of a map from links to pseudonyms.
///
/// 34 bytes: link (16), kind (1: 0 pseudonym, 1 reason), pseudonym (16) or reason code (1) and zeros, zero (1).
public struct MapEntry: Hashable, Sendable {
    static let length = 34

    public let link: LinkID
    public let outcome: MapOutcome

    public init(link: LinkID, outcome: MapOutcome) {
        self.link = link
        self.outcome = outcome
    }

    var bytes: [UInt8] {
        switch outcome {
        case .pseudonym(let pseudonym): link.bytes + [0] + pseudonym.bytes + [0]
        case .reason(let code): link.bytes + [1, code] + [UInt8](repeating: 0, count: 16)
        }
    }

    /// Reads one record; nil when a byte of it is not as it must be.
    init?(_ record: ArraySlice<UInt8>) {
        let rest = record.dropFirst(LinkID.length)
        guard record.count == Self.length, record.last == 0, let link = LinkID(bytes: record.prefix(LinkID.length)),
            let pseudonym = Pseudonym(bytes: rest.dropFirst().prefix(Pseudonym.length))
        else { return nil }
        let reason = rest.dropFirst().first ?? 0
        switch rest.first {
        case 0: self.init(link: link, outcome: .pseudonym(pseudonym))
        case 1 where reason != 0 && rest.dropFirst(2).allSatisfy({ $0 == 0 }):
            self.init(link: link, outcome: .reason(reason))
        default: return nil
        }
    }
}
