import Identifiers
public import IplosContent
import NationalIdentity

/// Splits an extract in two that only link ids hold together: identity numbers for the trusted third party, contents for
/// the register.
///
/// Each person gets a link id of 128 random bits, good for this submission only. Either half leaves in an order of its
/// own: the one in an extract often follows the date of birth or the name. Contents are written anew from the fields that
/// the revision has, so that nothing that stands beside the format goes along.
///
/// Memory: the pool, and 32 octets a person (``heldOctets``).
public struct ExtractSplit {
    /// What the two halves go to, and the randomness they need.
    public struct Outlets {
        /// Takes one identity record of 32 octets.
        public var identity: ([UInt8]) throws -> Void
        /// Takes octets of the piece of content that is being written: one person, or what stands around the persons.
        public var content: ([UInt8]) throws -> Void
        /// Told that the piece is whole: a document of the format with some of the persons.
        public var pieceEnd: () throws -> Void
        /// So many octets nobody can foresee.
        public var randomOctets: (Int) -> [UInt8]

        public init(
            identity: @escaping ([UInt8]) throws -> Void, content: @escaping ([UInt8]) throws -> Void,
            pieceEnd: @escaping () throws -> Void, randomOctets: @escaping (Int) -> [UInt8]
        ) {
            self.identity = identity
            self.content = content
            self.pieceEnd = pieceEnd
            self.randomOctets = randomOctets
        }
    }

    /// Octets of content that wait to be mixed; more makes a better order of large files.
    public static let usualPool = 32 << 20

    /// Persons so far.
    public private(set) var persons = 0
    /// Values that were left out since they could be identity numbers.
    public private(set) var withheld = 0

    private let head: ExtractHead
    private let outlets: Outlets
    private let pieceSize: Int
    /// Records of `LinkedIdentity.recordLength` octets, one after another.
    private var identities: [UInt8] = []
    private var contents: ShufflePool
    /// Octets of the piece that is being written; 0 when none is.
    private var piece = 0

    /// - Parameter pieceSize: octets at which a piece of content is closed.
    public init(head: ExtractHead, pieceSize: Int, pool: Int = ExtractSplit.usualPool, outlets: Outlets) {
        self.head = head
        self.outlets = outlets
        self.pieceSize = pieceSize
        contents = ShufflePool(capacity: pool, random: Self.number(outlets.randomOctets))
    }

    /// Octets of persons that are held: contents that wait to be mixed, and identities.
    public var heldOctets: Int { contents.octets + identities.count }

    /// Takes one person in.
    ///
    /// - Throws: what an outlet throws.
    public mutating func add(_ person: PersonRecord, identity: [UInt8]) throws {
        guard let link = LinkID(bytes: outlets.randomOctets(LinkID.length)) else { return }
        LinkedIdentity(link: link, digits: identity).append(to: &identities)
        var linked = person
        linked.link = link
        var writer = ContentWriter(revision: head.revision)
        writer.person(linked)
        withheld += writer.withheld
        persons += 1
        // The writer's own buffer may be twice as large as what is in it.
        contents.put(writer.take().withUnsafeBufferPointer { Array($0) })
        while let next = contents.next(all: false) { try write(next) }
    }

    /// Gives away all that waits.
    ///
    /// - Throws: what an outlet throws.
    public mutating func finish() throws {
        while let next = contents.next(all: true) { try write(next) }
        // An extract without persons is a content all the same: its head.
        if piece > 0 || persons == 0 { try close() }
        let random = Self.number(outlets.randomOctets)
        let length = LinkedIdentity.recordLength
        for last in stride(from: identities.count / length - 1, through: 0, by: -1) {
            let (chosen, end) = (random(last + 1) * length, last * length)
            for octet in 0..<length { identities.swapAt(chosen + octet, end + octet) }
            try outlets.identity(Array(identities[end...]))
            identities.removeLast(length)
        }
        identities = []
    }

    private mutating func write(_ person: [UInt8]) throws {
        if piece > 0, piece + person.count + Self.endLength > pieceSize { try close() }
        if piece == 0 { try begin() }
        try outlets.content(person)
        piece += person.count
    }

    private mutating func begin() throws {
        var writer = ContentWriter(revision: head.revision)
        writer.begin(head)
        piece = writer.count
        try outlets.content(writer.take())
    }

    private mutating func close() throws {
        if piece == 0 { try begin() }
        var writer = ContentWriter(revision: head.revision)
        writer.end()
        try outlets.content(writer.take())
        try outlets.pieceEnd()
        piece = 0
    }

    /// Octets of the end tag, and some to spare.
    private static let endLength = 64

    /// A number below a bound, each as likely: what lies above the last whole multiple is thrown away.
    private static func number(_ randomOctets: @escaping (Int) -> [UInt8]) -> (Int) -> Int {
        var supply: ArraySlice<UInt8> = []
        return { bound in
            let bound = UInt64(max(1, bound))
            let limit = UInt64.max - UInt64.max % bound
            while true {
                if supply.count < 8 { supply = randomOctets(4096)[...] }
                let value = supply.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                supply = supply.dropFirst(8)
                if value < limit { return Int(value % bound) }
            }
        }
    }
}
