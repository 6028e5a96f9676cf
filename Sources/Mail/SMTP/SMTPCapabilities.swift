/// What a server offered in its answer to EHLO.
public struct SMTPCapabilities: Equatable, Sendable {
    public var startTLS = false
    public var pipelining = false
    public var eightBitMIME = false
    public var deliveryStatus = false
    /// Log-in mechanisms in upper case.
    public var authentication: Set<String> = []
    /// SIZE: nil not offered, 0 offered without a limit, else the limit in bytes.
    public var size: Int?

    public init() {}

    /// Reads the lines after the first, which is the server's name.
    init(_ reply: SMTPReply) {
        for line in reply.lines.dropFirst() {
            // some servers still write AUTH=PLAIN beside AUTH PLAIN
            let words = line.uppercased().split { $0 == " " || $0 == "=" }.map(String.init)
            switch words.first {
            case "STARTTLS": startTLS = true
            case "PIPELINING": pipelining = true
            case "8BITMIME": eightBitMIME = true
            case "DSN": deliveryStatus = true
            case "AUTH": authentication.formUnion(words.dropFirst())
            case "SIZE": size = words.count > 1 ? Int(words[1]) ?? 0 : 0
            default: break
            }
        }
    }
}
