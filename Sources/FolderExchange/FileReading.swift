import Glibc

/// Reading a file to its end.
enum FileReading {
    /// Reads at most one byte more than expected, so that a file that grows meanwhile is noticed and not followed.
    static func all(of file: Int32, expected: Int, area: FolderArea) throws(FolderError) -> [UInt8] {
        var number: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: expected + 1) { buffer, count in
            while count < buffer.count {
                let got = Glibc.read(file, buffer.baseAddress?.advanced(by: count), buffer.count - count)
                if got < 0, errno == EINTR { continue }
                if got < 0 { number = errno }
                if got <= 0 { break }
                count += got
            }
        }
        guard number == 0 else { throw FolderError(.failed, area, errorNumber: number) }
        return bytes
    }
}
