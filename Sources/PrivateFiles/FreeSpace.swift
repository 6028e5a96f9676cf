import Foundation

/// Room on a disk for what others send, beside what the programs themselves write there.
public enum FreeSpace {
    /// Octets that uploads leave free: a full disk would stop the database beside them.
    public static let reserve = 1_000_000_000

    /// The same for the disk that a directory is on, which may be small: never more than a twentieth of it.
    public static func reserve(in directory: String) -> Int {
        var disk = statvfs()
        guard statvfs(directory, &disk) == 0, disk.f_blocks > 0 else { return reserve }
        let (all, isMore) = UInt64(disk.f_blocks).multipliedReportingOverflow(by: UInt64(disk.f_frsize))
        return isMore ? reserve : Int(min(UInt64(reserve), all / 20))
    }

    /// Whether an open file's disk has room for more octets and keeps a reserve. What a file system does not tell
    /// counts as room.
    public static func has(_ octets: Int, besides reserve: Int, for file: Int32) -> Bool {
        var disk = statvfs()
        guard fstatvfs(file, &disk) == 0 else { return true }
        return has(octets, besides: reserve, on: disk)
    }

    /// The same for the disk that a directory is on.
    public static func has(_ octets: Int, besides reserve: Int = reserve, in directory: String) -> Bool {
        var disk = statvfs()
        guard statvfs(directory, &disk) == 0 else { return true }
        return has(octets, besides: reserve, on: disk)
    }

    private static func has(_ octets: Int, besides reserve: Int, on disk: statvfs) -> Bool {
        guard disk.f_blocks > 0 else { return true }
        let (free, isMore) = UInt64(disk.f_bavail).multipliedReportingOverflow(by: UInt64(disk.f_frsize))
        return isMore || free >= UInt64(octets) + UInt64(reserve)
    }
}
