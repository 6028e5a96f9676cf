/// Writes archives octet by octet, as an attacker may: nothing is checked, and each header can lie.
struct CraftedZip {
    struct File {
        var name: [UInt8]
        var content: [UInt8] = Array("content".utf8)
        var flags = 1 << 11
        var method = 0
        /// What the headers say is the unpacked size, where it is not the truth.
        var claimedSize: Int?
        var madeBy = 3 << 8 | 63
        var attributes = 0o100644 << 16
        var extra: [UInt8] = []
        /// What the local header calls it, where that differs.
        var localName: [UInt8]?
        /// Where the central directory says that it starts, where that is not the truth.
        var start: Int?

        init(_ name: String) { self.name = Array(name.utf8) }

        init(octets: [UInt8]) { name = octets }
    }

    var files: [File]
    /// Octets before the first file, and between the files and the directory.
    var prefix: [UInt8] = []
    var gap: [UInt8] = []
    var comment: [UInt8] = []

    init(_ names: String...) { files = names.map(File.init) }

    init(files: [File]) { self.files = files }

    var bytes: [UInt8] {
        var output = prefix
        var central: [UInt8] = []
        for file in files {
            let start = file.start ?? output.count
            if file.start == nil { output += local(file) }
            central += [0x50, 0x4B, 1, 2] + two(file.madeBy) + shared(file, name: file.name)
            central += two(0) + two(0) + two(0) + four(file.attributes) + four(start) + file.name + file.extra
        }
        output += gap
        let directory = output.count
        output += central + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + two(files.count) + two(files.count)
        return output + four(central.count) + four(directory) + two(comment.count) + comment
    }

    private func local(_ file: File) -> [UInt8] {
        let name = file.localName ?? file.name
        return [0x50, 0x4B, 3, 4] + shared(file, name: name) + name + file.extra + file.content
    }

    /// From the version needed to the extra field's length.
    private func shared(_ file: File, name: [UInt8]) -> [UInt8] {
        let size = file.claimedSize ?? file.content.count
        return two(20) + two(file.flags) + two(file.method) + two(0) + two(33) + four(checksum(file.content))
            + four(file.content.count) + four(size) + two(name.count) + two(file.extra.count)
    }

    private func checksum(_ bytes: [UInt8]) -> Int {
        let remainder = bytes.reduce(UInt32.max) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return Int(~remainder)
    }

    private func two(_ number: Int) -> [UInt8] { (0..<2).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }

    private func four(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
}
