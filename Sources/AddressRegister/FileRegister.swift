import Foundation
import Glibc
public import Identifiers

/// An address register in a folder: `register.yaml` with the parties, and `agreements/<her>_<her>.xml` with the
/// agreements, lower HER-id first.
///
/// The files are looked at before each answer and read again when one has changed. A changed file that is faulty does
/// not take effect: the last good one stays in use, and ``fault()`` says what is wrong and on which line. Write a new
/// file beside and rename it, so that it is never seen half-written.
public actor FileRegister: AddressRegister {
    /// Largest file that is read, octets.
    public static let maximumSize = 64 << 20

    private let folder: String
    private var parties: [HERId: CommunicationParty]?
    private var certificateFiles: [String] = []
    private var seen: [FileStamp?] = []
    private var lastFault: RegisterError?
    private var agreements: [String: (stamp: FileStamp, agreement: RegisteredAgreement)] = [:]

    /// - Parameter folder: absolute path.
    public init(folder: String) { self.folder = folder }

    public func party(_ her: HERId) throws(RegisterError) -> CommunicationParty? { try current()[her] }

    public func search(_ text: String, limit: Int) throws(RegisterError) -> [CommunicationParty] {
        PartySearch(text).best(of: Array(try current().values), limit: limit)
    }

    public func parties(organisation: OrganisationNumber) throws(RegisterError) -> [CommunicationParty] {
        try current().values.filter { $0.organisationNumber == organisation }.sorted { $0.her < $1.her }
    }

    /// The file's octets, which are read once for as long as it does not change; got when it was last written.
    public func agreement(between one: HERId, and other: HERId) throws(RegisterError) -> RegisteredAgreement? {
        let name = "agreements/\(min(one, other))_\(max(one, other)).xml"
        guard let stamp = FileStamp(path(name)) else {
            agreements[name] = nil
            return nil
        }
        if let known = agreements[name], known.stamp == stamp { return known.agreement }
        guard let bytes = read(name) else { throw RegisterError(.unreadable, detail: "an agreement cannot be read") }
        let agreement = RegisteredAgreement(xml: bytes, gotAt: stamp.written)
        // A municipality has some hundred partners.
        if agreements.count >= 1_000 { agreements.removeAll() }
        agreements[name] = (stamp, agreement)
        return agreement
    }

    /// What is wrong with the file as it is now; nil when it is in use.
    public func fault() -> RegisterError? {
        _ = try? current()
        return lastFault
    }

    // MARK: Reading

    /// The parties of the newest good file.
    private func current() throws(RegisterError) -> [HERId: CommunicationParty] {
        let now = stamps()
        if now != seen || (parties == nil && lastFault == nil) {
            seen = now
            reload()
        }
        if let parties { return parties }
        throw lastFault ?? RegisterError(.unavailable)
    }

    private func reload() {
        guard let name = registerName, let bytes = read(name) else {
            lastFault = RegisterError(.unavailable, detail: "there is no register.yaml")
            return
        }
        do {
            let file = try RegisterFile(text: String(decoding: bytes, as: UTF8.self), readFile: read)
            parties = file.parties
            certificateFiles = file.certificateFiles
            seen = stamps()
            lastFault = nil
        } catch {
            lastFault = error
        }
    }

    private var registerName: String? {
        ["register.yaml", "register.json"].first { FileStamp(path($0)) != nil }
    }

    private func stamps() -> [FileStamp?] {
        (["register.yaml", "register.json"] + certificateFiles).map { FileStamp(path($0)) }
    }

    /// The bytes of a file inside the folder; nil when it is missing, too large or elsewhere.
    private func read(_ name: String) -> [UInt8]? {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") }), let stamp = FileStamp(path(name)),
            stamp.size <= Self.maximumSize
        else { return nil }
        return FileManager.default.contents(atPath: path(name)).map(Array.init)
    }

    private func path(_ name: String) -> String { "\(folder)/\(name)" }
}

/// Tells one state of a file from another.
private struct FileStamp: Equatable {
    let inode: UInt64
    let size: Int
    let seconds: Int
    let nanoseconds: Int

    var written: Date { Date(timeIntervalSince1970: Double(seconds) + Double(nanoseconds) / 1e9) }

    /// nil when there is no regular file of this name.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        inode = UInt64(status.st_ino)
        size = Int(status.st_size)
        seconds = status.st_mtim.tv_sec
        nanoseconds = status.st_mtim.tv_nsec
    }
}
