import Foundation

/// Keeps the mails as they stood on the wire: CRLF, dot-unstuffed octets of DATA, numbered in wire order.
struct WireArchive: Sendable {
    /// `<kept>/wire`, which exists.
    let directory: String

    /// Writes `NNNN-<from>-<to>-<kind>.eml` and returns the name; nil when the disk refuses, which the end report shows.
    func keep(_ mail: [UInt8], number: Int, from: String, to: String, kind: WireEnvelope.Kind) -> String? {
        let digits = String(number)
        let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        let name = "\(padded)-\(from)-\(to)-\(kind.rawValue).eml"
        return FileManager.default.createFile(atPath: "\(directory)/\(name)", contents: Data(mail)) ? name : nil
    }
}
