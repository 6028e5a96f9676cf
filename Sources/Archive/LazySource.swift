import CLibZip
import Glibc

/// One file as libzip reads it while it writes an archive: made when its turn comes, let go of when it has been read.
///
/// libzip holds it from `attach` on until it frees its source, and asks for one file after the other.
final class LazySource {
    private let make: () throws -> [UInt8]
    private var bytes: [UInt8]?
    private var position = 0
    /// Known from the first time it was made: libzip asks again when the file has been let go of.
    private var size: Int?
    /// What the maker threw; nil while all is well.
    private(set) var failure: (any Error)?

    init(_ file: ArchiveFile) { make = file.make }

    /// A source of libzip's that reads from this; nil when there is no memory.
    func attach(to archive: OpaquePointer) -> OpaquePointer? {
        let held = Unmanaged.passRetained(self)
        let source = zip_source_function(
            archive,
            { context, data, length, command in
                guard let context else { return -1 }
                let source = Unmanaged<LazySource>.fromOpaque(context)
                if command == ZIP_SOURCE_FREE {
                    source.release()
                    return 0
                }
                return source.takeUnretainedValue().answer(command, data, Int(length))
            }, held.toOpaque())
        if source == nil { held.release() }
        return source
    }

    private func answer(_ command: zip_source_cmd_t, _ data: UnsafeMutableRawPointer?, _ length: Int) -> zip_int64_t {
        switch command {
        case ZIP_SOURCE_OPEN:
            position = 0
            return load() == nil ? -1 : 0
        case ZIP_SOURCE_READ: return read(into: data, atMost: length)
        case ZIP_SOURCE_CLOSE:
            bytes = nil
            return 0
        case ZIP_SOURCE_STAT: return describe(into: data, length)
        case ZIP_SOURCE_ERROR:
            guard let data, length >= 2 * MemoryLayout<Int32>.size else { return -1 }
            let codes = data.bindMemory(to: Int32.self, capacity: 2)
            codes[0] = ZIP_ER_READ
            codes[1] = EIO
            return zip_int64_t(2 * MemoryLayout<Int32>.size)
        case ZIP_SOURCE_SUPPORTS: return Self.supported
        default: return -1
        }
    }

    /// What is answered here: to be read from its beginning to its end.
    private static let supported = [
        ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
    ].reduce(zip_int64_t(0)) { $0 | 1 << zip_int64_t($1.rawValue) }

    private func load() -> [UInt8]? {
        if let bytes { return bytes }
        do { bytes = try make() } catch { failure = failure ?? error }
        size = bytes?.count
        return bytes
    }

    private func read(into data: UnsafeMutableRawPointer?, atMost length: Int) -> zip_int64_t {
        guard let data, let bytes = load() else { return -1 }
        let count = min(length, bytes.count - position)
        bytes.withUnsafeBytes { buffer in
            if count > 0, let start = buffer.baseAddress { data.copyMemory(from: start + position, byteCount: count) }
        }
        position += count
        return zip_int64_t(count)
    }

    /// The size must be known before anything is written: else the archive gets a form that is not read here.
    private func describe(into data: UnsafeMutableRawPointer?, _ length: Int) -> zip_int64_t {
        guard let data, length >= MemoryLayout<zip_stat_t>.size, let size = size ?? load()?.count else {
            return -1
        }
        var status = zip_stat_t()
        zip_stat_init(&status)
        status.size = zip_uint64_t(size)
        status.valid = zip_uint64_t(ZIP_STAT_SIZE)
        data.storeBytes(of: status, as: zip_stat_t.self)
        return zip_int64_t(MemoryLayout<zip_stat_t>.size)
    }
}
