import CommandOutcome
import ExtractSources
import Glibc
import Reporting

/// The files that an extraction makes: new ones, readable by whoever made them and nobody else, and gone again when it
/// does not come to its end.
final class NewExtractFiles {
    private let extract: (path: String, descriptor: Int32)
    private let identities: (path: String, descriptor: Int32)?

    init(extract: String, identities: String?) throws {
        self.extract = (extract, try Self.create(extract))
        do { self.identities = try identities.map { (path: $0, descriptor: try Self.create($0)) } } catch {
            unlink(extract)
            throw error
        }
    }

    deinit {
        close(extract.descriptor)
        if let identities { close(identities.descriptor) }
    }

    var outlets: ReportExtract.Outlets {
        ReportExtract.Outlets(
            extract: { [extract] in try Self.write($0, to: extract.descriptor) },
            identities: { [identities] piece in
                if let identities { try Self.write(piece, to: identities.descriptor) }
            })
    }

    /// Puts everything on disk.
    func finish() throws {
        guard fsync(extract.descriptor) == 0, identities.map({ fsync($0.descriptor) == 0 }) ?? true else {
            throw Self.writeFailed
        }
    }

    /// Takes away what was written.
    func remove() {
        unlink(extract.path)
        if let identities { unlink(identities.path) }
    }

    private static func create(_ path: String) throws -> Int32 {
        // Nothing is ever written over, a device least of all.
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            let what = errno == EEXIST ? "\(path) is there already." : "\(path) cannot be written."
            throw AdministrationError("cannot-create", what, exit: .cannotCreate)
        }
        return descriptor
    }

    private static func write(_ octets: [UInt8], to descriptor: Int32) throws {
        var done = 0
        while done < octets.count {
            let count = octets.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress.map { $0 + done }, octets.count - done)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw writeFailed }
            done += count
        }
    }

    private static let writeFailed = AdministrationError(
        "write-failed", "The extract cannot be written to its end.", exit: .inputOutput)
}

extension AdministrationError {
    /// What a fault of making an extract means at the command; nil for one that is none of them.
    init?(extracting error: any Error, mapping: String) {
        switch error {
        case let error as MappingError:
            self.init(
                "mapping-unusable", "The mapping \(mapping) cannot be used.",
                remedy: "`budstikke report extract example` shows a whole one.",
                details: error.problems.map(\.description), exit: .configuration)
        case let fault as SourceFault:
            self.init(fault.code.rawValue, fault.sentence, exit: fault.exit)
        case let fault as ExtractFault:
            self.init(fault.code, fault.description, remedy: fault.remedy, exit: fault.exit)
        default: return nil
        }
    }
}

extension SourceFault {
    fileprivate var exit: ExitStatus {
        switch code {
        case .sourceMissing: .noInput
        case .notConnected: .unavailable
        case .notSafe, .queryRefused: .configuration
        case .tooSlow: .temporary
        case .interrupted: .inputOutput
        case .malformed: .data
        }
    }
}

extension ExtractFault {
    fileprivate var code: String {
        switch self {
        case .table: "table-unreadable"
        case .columns: "columns-missing"
        case .noRoom: "no-room"
        case .spillDamaged: "sorting-failed"
        }
    }

    fileprivate var remedy: String? {
        switch self {
        case .table, .columns: "`--dry-run` looks at all tables and says what is there."
        case .noRoom: "Put the extract where there is room for it twice."
        case .spillDamaged: nil
        }
    }

    fileprivate var exit: ExitStatus {
        switch self {
        case .table, .columns: .data
        case .noRoom, .spillDamaged: .inputOutput
        }
    }
}
