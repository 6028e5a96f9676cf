public import Foundation

/// The folder through which one record system hands documents over and receives them.
///
/// `out in receipts taken refused`, all local files. Writing is crash-safe: a file has its final name only once its
/// bytes are on disk, and a call that returns has made its effect durable, but for `accept`, which needs not be. Nothing
/// a record system wrote is ever deleted, no symbolic link is followed, and no name comes from a message. All calls
/// block on the disk.
///
/// A record system may be on either side of any of these steps when it or the server stops; see each method.
public struct RecordSystemFolder: Sendable {
    /// Absolute path.
    public let path: String
    /// Largest document that is read, octets.
    public let maximumSize: Int

    public init(path: String, maximumSize: Int) {
        self.path = path
        self.maximumSize = maximumSize
    }

    /// Makes missing areas with mode 2770; the folder itself must exist. Existing ones are left as they are: `report()`
    /// says what is wrong with them. Throws `FolderError`.
    public func prepare() throws(FolderError) {
        let root = try Directory(root: path)
        for area in FolderArea.allCases { try root.makeArea(area) }
    }

    // MARK: From the record system

    /// Documents that wait in `out`, oldest first, at most `limit`.
    ///
    /// Only regular files named `….xml` with one hard link; half-written ones, hidden ones, links and odd names are
    /// left alone. Throws `FolderError`.
    public func submissions(limit: Int = .max) throws(FolderError) -> [PendingSubmission] {
        let out = try directory(.out)
        var found: [PendingSubmission] = []
        for bytes in try out.names() {
            guard let name = SubmissionName.accepted(bytes), let status = try out.status(name),
                status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1
            else { continue }
            let identity = FileIdentity(status)
            found.append(
                PendingSubmission(
                    name: name, size: Int(status.st_size), writtenAt: identity.modifiedAt, identity: identity))
        }
        found.sort { ($0.writtenAt, $0.name) < ($1.writtenAt, $1.name) }
        return Array(found.prefix(limit))
    }

    /// Reads one submission, after its size is known to be allowed. Throws `FolderError`.
    public func read(_ submission: PendingSubmission) throws(FolderError) -> SubmissionContent {
        guard submission.size <= maximumSize else { return .tooLarge(size: submission.size, limit: maximumSize) }
        guard let (file, status) = try directory(.out).openRegular(submission.name) else { return .changed }
        defer { close(file) }
        guard FileIdentity(status) == submission.identity else { return .changed }
        let bytes = try FileReading.all(of: file, expected: submission.size, area: .out)
        // A byte more or less than listed: the record system is writing to a file it has already handed over.
        return bytes.count == submission.size ? .document(bytes) : .changed
    }

    /// Moves a submission to `taken`; called after it is committed.
    ///
    /// Before this has happened a crash leaves it in `out`, where it is found again: the same submission by MsgId and
    /// digest. For the same reason nothing waits here for the disk. Throws `FolderError`.
    public func accept(_ submission: PendingSubmission) throws(FolderError) -> SubmissionMove {
        try move(submission, to: .taken)
    }

    /// Moves a submission to `refused`, with a file of the same name ending in `.json` that says why, written first.
    /// Throws `FolderError`.
    public func refuse(_ submission: PendingSubmission, _ note: RefusalNote) throws(FolderError) -> SubmissionMove {
        try move(submission, to: .refused, note: FolderJSON.encode(note))
    }

    // MARK: To the record system

    /// Writes a delivery as `in/<uuid>.xml`, beside it `<uuid>.json`, the latter first.
    ///
    /// Does nothing when the delivery is in `in` or `taken` already. After a crash between the commit and this call
    /// use `takenState` and leave the decision to a person: nothing is written twice. Throws `FolderError`.
    public func offer(_ id: UUID, document: [UInt8], note: DeliveryNote) throws(FolderError) -> OfferOutcome {
        switch try takenState(id) {
        case .waiting: return .alreadyThere
        case .taken: return .alreadyTaken
        case .missing: break
        }
        let inbox = try directory(.in)
        let name = id.uuidString.lowercased()
        try inbox.write(FolderJSON.encode(note), as: "\(name).json")
        try inbox.write(document, as: "\(name).xml")
        try inbox.makeDurable()
        return .written
    }

    /// Writes a delivery and its note under names the record system does not look at.
    ///
    /// The caller then commits that it is offered, and `publish` gives it its name: so a crash in between is never a
    /// delivery made twice, nor one that nobody knows of. Throws `FolderError`.
    public func stage(_ id: UUID, document: [UInt8], note: DeliveryNote) throws(FolderError) {
        let inbox = try directory(.in)
        let name = id.uuidString.lowercased()
        try inbox.stage([("\(name).json", FolderJSON.encode(note)), ("\(name).xml", document)])
        try inbox.makeDurable()
    }

    /// Gives a staged delivery its name `in/<uuid>.xml`, its note before it; does nothing when it has it, or had it,
    /// already.
    ///
    /// - Returns: `.missing` when it is neither staged nor in `in` or `taken`: then it counts as taken, and a person
    ///   has to ask the record system. Throws `FolderError`.
    public func publish(_ id: UUID) throws(FolderError) -> TakenState {
        let inbox = try directory(.in)
        let name = id.uuidString.lowercased()
        _ = try inbox.publish("\(name).json")
        guard try inbox.publish("\(name).xml") else { return try takenState(id) }
        try inbox.makeDurable()
        return .waiting
    }

    /// Where a delivery is: waiting in `in`, read by the record system, or in neither place. Throws `FolderError`.
    public func takenState(_ id: UUID) throws(FolderError) -> TakenState {
        let name = "\(id.uuidString.lowercased()).xml"
        // In this order: the record system may move it between the two looks, never back.
        if try directory(.in).exists(name) { return .waiting }
        return try directory(.taken).exists(name) ? .taken : .missing
    }

    /// Which of these deliveries wait in `in`: one look, however many they are. Throws `FolderError`.
    public func waiting(of ids: [UUID]) throws(FolderError) -> Set<UUID> {
        let names = Set(try directory(.in).names())
        return Set(ids.filter { names.contains(Array("\($0.uuidString.lowercased()).xml".utf8)) })
    }

    /// Writes `receipts/<uuid>.<number>.json`, and before it the AppRec as `.xml` when there is one.
    ///
    /// - Parameters:
    ///   - id: the server's id of the submission.
    ///   - number: rises with each receipt of the same submission; a receipt that is there already is left as it is.
    /// - Returns: whether it was written now. Throws `FolderError`.
    @discardableResult
    public func receipt(
        _ id: UUID, number: Int, note: ReceiptNote, appRec: [UInt8]? = nil
    ) throws(FolderError) -> Bool {
        let receipts = try directory(.receipts)
        let name = "\(id.uuidString.lowercased()).\(number)"
        guard try !receipts.exists("\(name).json") else { return false }
        if let appRec { try receipts.write(appRec, as: "\(name).xml") }
        try receipts.write(FolderJSON.encode(note), as: "\(name).json")
        try receipts.makeDurable()
        return true
    }

    // MARK: Steps

    private func directory(_ area: FolderArea) throws(FolderError) -> Directory {
        try Directory(area, in: Directory(root: path))
    }

    private func move(
        _ submission: PendingSubmission, to area: FolderArea, note: [UInt8]? = nil
    ) throws(FolderError) -> SubmissionMove {
        let out = try directory(.out)
        let target = try directory(area)
        guard try isUnchanged(submission, in: out),
            let name = try move(submission.name, from: out, to: target, note: note)
        else { return .changed }
        if let status = try target.status(name), FileIdentity(status) != submission.identity {
            // Another file got the name between the two looks: it has not been read, so it goes back.
            _ = try move(name, from: target, to: out, note: nil)
            if note != nil { target.release(noteName(of: name)) }
            return .changed
        }
        if note != nil { try target.makeDurable() }
        return .moved(name: name)
    }

    /// Moves a file under the first name that is free, its note before it. Returns the name; nil when the file is gone.
    private func move(
        _ submitted: String, from source: Directory, to target: Directory, note: [UInt8]?
    ) throws(FolderError) -> String? {
        var number = 0
        while true {
            number += 1
            let name = SubmissionName.kept(submitted, number: number)
            if try target.exists(name) { continue }
            if let note {
                if try target.exists(noteName(of: name)) { continue }
                try target.write(note, as: noteName(of: name))
            }
            let outcome = try source.move(submitted, to: target, as: name)
            if outcome == .done { return name }
            if note != nil { target.release(noteName(of: name)) }
            if outcome == .gone { return nil }
        }
    }

    private func isUnchanged(_ submission: PendingSubmission, in out: Directory) throws(FolderError) -> Bool {
        guard let status = try out.status(submission.name) else { return false }
        return FileIdentity(status) == submission.identity
    }

    private func noteName(of name: String) -> String { "\(name.dropLast(4)).json" }
}
