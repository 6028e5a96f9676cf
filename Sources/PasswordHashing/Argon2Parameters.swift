/// What a guess at a password costs: Argon2id's memory, passes and lanes (RFC 9106 3.1).
public struct Argon2Parameters: Equatable, Sendable, Codable {
    /// Memory of one hash in KiB, while it is made.
    public let memoryKiB: UInt32
    /// How many times the memory is gone through.
    public let passes: UInt32
    /// Parts of the memory that do not wait for one another; here one thread works on all.
    public let lanes: UInt32

    /// What is used when nothing else is configured: 64 MiB, three passes (RFC 9106 4, second choice, on one lane).
    public static let standard = Argon2Parameters(unchecked: 64 * 1024, passes: 3, lanes: 1)

    /// Memory above which nothing is hashed here: 1 GiB.
    public static let mostMemoryKiB: UInt32 = 1 << 20

    /// Nil for what Argon2 cannot do, and for what would stop the machine: more than 1 GiB, 100 passes or 64 lanes.
    public init?(memoryKiB: UInt32, passes: UInt32, lanes: UInt32) {
        guard (1...64).contains(lanes), (8 * lanes...Self.mostMemoryKiB).contains(memoryKiB), (1...100).contains(passes)
        else { return nil }
        self.init(unchecked: memoryKiB, passes: passes, lanes: lanes)
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let read = Argon2Parameters(
            memoryKiB: try values.decode(UInt32.self, forKey: .memoryKiB),
            passes: try values.decode(UInt32.self, forKey: .passes),
            lanes: try values.decode(UInt32.self, forKey: .lanes))
        guard let read else {
            throw DecodingError.dataCorruptedError(
                forKey: .memoryKiB, in: values, debugDescription: "Argon2 cannot use these parameters.")
        }
        self = read
    }

    private init(unchecked memoryKiB: UInt32, passes: UInt32, lanes: UInt32) {
        self.memoryKiB = memoryKiB
        self.passes = passes
        self.lanes = lanes
    }
}
