/// The files of an archive that was checked and authenticated as a whole.
public struct OpenedArchive: Sendable, Equatable {
    /// The files, in the archive's order, the list of checksums among them.
    public let entries: [ArchiveEntry]

    /// Only the reader makes one.
    init(entries: [ArchiveEntry]) { self.entries = entries }

    /// The octets of one file, nil when there is none of that name.
    public func bytes(of name: String) -> [UInt8]? { entries.first { $0.name.text == name }?.bytes }

    /// Writes the files as new ones, mode 0600, into a directory that exists and that only their reader can write to.
    ///
    /// Nothing that lies there is replaced.
    /// - Throws: `ArchiveFault.fileExists`, `.notWritten`, `.unsafeName` for a file in a folder; the files written so
    ///   far are removed then.
    public func extract(to directory: String) throws(ArchiveFault) {
        guard !entries.contains(where: \.name.isInFolder) else { throw .unsafeName }
        var written: [String] = []
        for entry in entries {
            let path = "\(directory)/\(entry.name.text)"
            do {
                try NewFile.write(entry.bytes, to: path)
                written.append(path)
            } catch {
                written.forEach(NewFile.remove)
                throw error
            }
        }
    }
}
