public import Foundation

/// The revocation lists at hand and how much they are needed.
public struct RevocationLists: Sendable {
    /// Whether a certificate without a fresh list of its issuer is refused (`ChainRefusal.revocationUnknown`), so that
    /// its message is held. Without it a missing list is passed over, and a list that revokes still refuses.
    public let required: Bool
    /// How long after its `nextUpdate` a list still counts, seconds (T-036).
    public let staleTolerance: TimeInterval
    public private(set) var lists: [RevocationList] = []

    public init(required: Bool = true, staleTolerance: TimeInterval = 0) {
        self.required = required
        self.staleTolerance = staleTolerance
    }

    /// The earliest time at which one of the lists goes stale.
    public var nextUpdate: Date? { lists.compactMap(\.nextUpdate).min() }

    public mutating func add(_ list: RevocationList) {
        if !lists.contains(list) { lists.append(list) }
    }

    /// - Throws: `CertificateError.unreadableRevocationList`.
    public mutating func add(crlDER: [UInt8]) throws { add(try RevocationList(crlDER)) }

    public func adding(_ list: RevocationList) -> Self {
        var copy = self
        copy.add(list)
        return copy
    }

    /// - Throws: `CertificateError.unreadableRevocationList`.
    public func adding(crlDER: [UInt8]) throws -> Self { adding(try RevocationList(crlDER)) }

    /// Adds every file of a directory that ends in `.crl`, DER or PEM.
    /// - Returns: the names of files that could not be used: too large or no list.
    /// - Throws: the file system's error when the directory cannot be read.
    public mutating func load(directory: String, maximumBytes: Int = CRLFetcher.Limits.standard.maximumBytes) throws
        -> [String]
    {
        var unusable: [String] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: directory).sorted() where name.hasSuffix(".crl")
        {
            let path = directory + "/" + name
            let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
            guard let size, size <= maximumBytes, let bytes = FileManager.default.contents(atPath: path),
                let list = try? RevocationList([UInt8](bytes))
            else {
                unusable.append(name)
                continue
            }
            add(list)
        }
        return unusable
    }
}
