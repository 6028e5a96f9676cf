import Glibc

/// What is wrong with a record system's folder, for `doctor`.
public struct FolderReport: Sendable, Equatable {
    public let findings: [FolderFinding]
    public var hasErrors: Bool { findings.contains { $0.severity == .error } }
}

/// One thing to know about a folder.
public struct FolderFinding: Sendable, Equatable {
    public enum Severity: String, Sendable { case warning, error }
    public enum Code: String, Sendable {
        /// The folder or an area is not there, or is no directory.
        case missing
        /// An area is a symbolic link.
        case symbolicLink = "symbolic-link"
        /// The server may not write.
        case notWritable = "not-writable"
        /// Mode other than 2770 though closed to others.
        case unusualMode = "unusual-mode"
        /// Users outside the group can read or write.
        case openToOthers = "open-to-others"
        /// An area belongs to another group than the folder.
        case otherGroup = "other-group"
        /// Files in `out` that are never read: links, pipes, hidden or odd names.
        case oddFiles = "odd-files"
    }
    public let code: Code
    public let severity: Severity
    /// nil for the folder itself.
    public let area: FolderArea?
    /// The mode found, or the number of files.
    public let detail: String
}

extension RecordSystemFolder {
    /// Checks that folder and areas are there, writable, mode 2770, of one group, and that nothing odd lies in `out`.
    public func report() -> FolderReport {
        guard let root = try? Directory(root: path), let status = try? root.status(".") else {
            return FolderReport(findings: [FolderFinding(code: .missing, severity: .error, area: nil, detail: "")])
        }
        var findings = mode(of: status, area: nil)
        for area in FolderArea.allCases { findings += check(area, in: root, group: status.st_gid) }
        return FolderReport(findings: findings)
    }

    private func check(_ area: FolderArea, in root: Directory, group: gid_t) -> [FolderFinding] {
        func error(_ code: FolderFinding.Code) -> [FolderFinding] {
            [FolderFinding(code: code, severity: .error, area: area, detail: "")]
        }
        guard let status = try? root.status(area.rawValue) else { return error(.missing) }
        if status.st_mode & S_IFMT == S_IFLNK { return error(.symbolicLink) }
        guard let directory = try? Directory(area, in: root) else { return error(.missing) }
        var findings = mode(of: status, area: area)
        if !directory.isWritable { findings += error(.notWritable) }
        if status.st_gid != group { findings += error(.otherGroup) }
        if area == .out { findings += oddFiles(in: directory) }
        return findings
    }

    private func mode(of status: stat, area: FolderArea?) -> [FolderFinding] {
        let mode = status.st_mode & 0o7777
        guard mode != 0o2770 else { return [] }
        let isOpen = mode & 0o007 != 0
        return [
            FolderFinding(
                code: isOpen ? .openToOthers : .unusualMode, severity: isOpen ? .error : .warning, area: area,
                detail: String(mode, radix: 8))
        ]
    }

    private func oddFiles(in out: Directory) -> [FolderFinding] {
        let names = (try? out.names()) ?? []
        let odd = names.count { bytes in
            // Files on their way, by the agreed `.tmp`, are not odd.
            if bytes.suffix(4).elementsEqual(".tmp".utf8) { return false }
            guard let name = SubmissionName.accepted(bytes), let status = try? out.status(name) else { return true }
            return status.st_mode & S_IFMT != S_IFREG || status.st_nlink != 1
        }
        guard odd > 0 else { return [] }
        return [FolderFinding(code: .oddFiles, severity: .warning, area: .out, detail: String(odd))]
    }
}
