import Foundation
import Glibc

/// A name server on this machine that knows some text records and answers one question after the other, as RFC 1035 says.
final class TinyNameServer {
    let port: UInt16
    private let descriptor: Int32
    /// Of the connections that it takes and says nothing on; -1 when it takes none.
    private let silent: Int32
    private let records: [String: [[String]]]

    /// - Parameters:
    ///   - records: for each name, in lower case, its text records, each of one or more strings.
    ///   - truncating: whether it says that each answer is cut off; over TCP it then takes connections and is silent.
    init(_ records: [String: [[String]]], truncating: Bool = false) throws {
        self.records = records
        descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        silent = truncating ? socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) : -1
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let (socket, silent) = (descriptor, silent)
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
                    && (silent < 0 || bind(silent, $0, length) == 0 && listen(silent, 8) == 0)
            }
        }
        guard isBound else { throw CocoaError(.featureUnsupported) }
        port = UInt16(bigEndian: address.sin_port)
        let (records, answering) = (records, descriptor)
        Thread.detachNewThread { Self.serve(answering, records, truncating) }
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        if silent >= 0 { close(silent) }
    }

    private static func serve(_ descriptor: Int32, _ records: [String: [[String]]], _ truncating: Bool) {
        defer { close(descriptor) }
        var question = [UInt8](repeating: 0, count: 512)
        while true {
            var peer = sockaddr_in()
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let count = withUnsafeMutablePointer(to: &peer) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    recvfrom(descriptor, &question, question.count, 0, $0, &length)
                }
            }
            guard count > 12 else { return }
            var answer = answer(to: Array(question[..<count]), records)
            if truncating { answer[2] |= 2 }
            _ = withUnsafeMutablePointer(to: &peer) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    sendto(descriptor, answer, answer.count, 0, $0, length)
                }
            }
        }
    }

    private static func answer(to question: [UInt8], _ records: [String: [[String]]]) -> [UInt8] {
        var labels: [String] = []
        var position = 12
        while question[position] != 0 {
            let length = Int(question[position])
            labels.append(String(decoding: question[(position + 1)...(position + length)], as: UTF8.self))
            position += length + 1
        }
        // The name's end, and type and class.
        let asked = Array(question[12..<(position + 5)])
        let found = records[labels.joined(separator: ".").lowercased()]
        let texts = found ?? []
        // An answer, with recursion; name error where the name is not there.
        let flags: [UInt8] = [0x81, found == nil ? 0x83 : 0x80]
        var answer = question[..<2] + flags + [0, 1, 0, UInt8(texts.count), 0, 0, 0, 0] + asked
        for strings in texts {
            let data = strings.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
            // A pointer to the name, TXT, IN, a minute.
            answer += [0xC0, 12, 0, 16, 0, 1, 0, 0, 0, 60, UInt8(data.count >> 8), UInt8(data.count & 255)] + data
        }
        return Array(answer)
    }
}
