/// What an archive may be before anything of it is unpacked (T-115), and what it must be.
public struct ArchiveLimits: Sendable, Equatable {
    /// Most files in it.
    public var entries = 1_000
    /// Most octets of one file, unpacked.
    public var entryOctets = 512 << 20
    /// Most octets of all files, unpacked; they are held in memory.
    public var totalOctets = 1 << 30
    /// How many times larger than packed a file above `ratioFreeOctets` may be. Deflate itself stops at 1032.
    public var ratio = 250
    /// Files up to this size may compress as well as they like.
    public var ratioFreeOctets = 1 << 20
    /// Only AES-256 is opened; otherwise files that are not encrypted are, too. ZipCrypto is never opened.
    public var requiresEncryption = true
    /// A list of checksums must be there and agree, as in every archive sealed here: AES in zip guards each file's
    /// octets, but neither its name nor that no file was taken out.
    public var requiresChecksums = true
    /// Whether files may lie in folders.
    public var allowsFolders = false

    public init() {}

    /// Archives sealed by `EncryptedArchive`.
    public static let sealed = ArchiveLimits()

    /// Archives of `PlainArchive`, such as a workbook.
    public static let plain = {
        var limits = ArchiveLimits()
        limits.requiresEncryption = false
        limits.requiresChecksums = false
        limits.allowsFolders = true
        return limits
    }()
}
