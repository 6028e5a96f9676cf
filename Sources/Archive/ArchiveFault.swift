/// Why an archive was not written, not opened or not unpacked. Carries nothing of what is in it.
public enum ArchiveFault: String, Error, Equatable, Sendable, CaseIterable, CustomStringConvertible {
    /// No entry, or more entries than the limit.
    case entryCount
    /// A name that would lead out of the directory, hide something or mean a device.
    case unsafeName
    /// Two names that are one file on a system that does not tell case or accents' composition apart.
    case collidingNames
    /// An entry is a link, a directory or another thing than an ordinary file.
    case notAnOrdinaryFile
    /// The octets are no zip archive.
    case notAnArchive
    /// The archive ends before its directory does.
    case truncated
    /// Its two directories disagree, or octets lie where none should.
    case inconsistent
    /// Two entries share octets: the mark of a zip bomb.
    case overlappingEntries
    /// More would come out than the limits allow.
    case tooLarge
    /// An entry claims to grow more than text does when it is unpacked.
    case expandsTooMuch
    /// Another encryption than AES with 256 bits, or none.
    case encryptionRefused
    /// A form of zip that is not read here: zip64, several disks, comments, data descriptors, other compression.
    case formRefused
    /// The archive is encrypted and no password was given.
    case passwordMissing
    /// The password is not this archive's.
    case wrongPassword
    /// The content is not what was sealed.
    case altered
    /// A file of that name lies there already.
    case fileExists
    /// The place could not be written to.
    case notWritten
    /// The library could not make the archive: out of memory, or a broken installation.
    case failed

    /// What the one who meets the fault does next.
    public enum Consequence: Sendable, Equatable {
        /// Type the password once more.
        case enterPassword
        /// Fetch the archive again; if that does not help, ask the sender.
        case fetchAgain
        /// Do not open it by other means; tell the sender.
        case refuse
        /// Choose another directory, or make room.
        case chooseAnotherPlace
        /// A fault of the installation or of the caller.
        case repair
    }

    public var consequence: Consequence {
        switch self {
        case .passwordMissing, .wrongPassword: .enterPassword
        case .truncated, .altered, .notAnArchive: .fetchAgain
        case .unsafeName, .collidingNames, .notAnOrdinaryFile, .inconsistent, .overlappingEntries, .tooLarge,
            .expandsTooMuch, .encryptionRefused, .formRefused:
            .refuse
        case .fileExists, .notWritten: .chooseAnotherPlace
        case .entryCount, .failed: .repair
        }
    }

    public var description: String {
        switch self {
        case .entryCount: "The archive has no entries, or too many."
        case .unsafeName: "A name in the archive is not safe to write as a file."
        case .collidingNames: "Two names in the archive mean the same file."
        case .notAnOrdinaryFile: "An entry in the archive is not an ordinary file."
        case .notAnArchive: "The file is not a zip archive."
        case .truncated: "The archive is cut off."
        case .inconsistent: "The archive contradicts itself."
        case .overlappingEntries: "Entries in the archive overlap."
        case .tooLarge: "The archive's content is larger than allowed."
        case .expandsTooMuch: "The archive's content grows more than allowed."
        case .encryptionRefused: "The archive is not encrypted with AES-256."
        case .formRefused: "The archive uses a form of zip that is not read here."
        case .passwordMissing: "The archive needs a password."
        case .wrongPassword: "The password does not fit the archive."
        case .altered: "The archive's content was changed after it was sealed."
        case .fileExists: "A file of that name exists already."
        case .notWritten: "The file could not be written."
        case .failed: "The zip library could not do the operation."
        }
    }
}
