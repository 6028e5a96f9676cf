/// Where a ``MailExchange`` is to cut connections, so that a client's losses can be tried out line by line.
public struct FaultScript: Sendable, Equatable {
    /// One connection to be cut.
    public struct Cut: Sendable, Equatable {
        public var service: MailService
        /// The session of that service since the script was set, counted from 1.
        public var session: Int
        /// The line of the session, both directions counted together from 1: the connection ends instead of it. A
        /// line from the client is then not looked at, a line from the server not sent, but what it reports is done.
        public var line: Int

        public init(service: MailService, session: Int, line: Int) {
            self.service = service
            self.session = session
            self.line = line
        }
    }

    public var cuts: [Cut]

    public init(_ cuts: [Cut] = []) { self.cuts = cuts }
}

/// One of the two services of a ``MailExchange``.
public enum MailService: String, Sendable, CaseIterable {
    case smtp
    case pop3
}

/// Counts the lines of one session up to the one that is not to happen.
struct LineCut: Sendable {
    private var linesLeft: Int
    private let onCut: @Sendable () -> Void

    init(line: Int, onCut: @escaping @Sendable () -> Void) {
        linesLeft = line - 1
        self.onCut = onCut
    }

    /// Counts bytes from the client; true when they belong to the line that is cut.
    mutating func received(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard linesLeft > 0 else {
            onCut()
            return true
        }
        if bytes.last == Wire.lineFeed { linesLeft -= 1 }
        return false
    }

    /// Counts bytes to the client; where to cut them, nil to send them all.
    mutating func sent(_ bytes: [UInt8]) -> Int? {
        for (index, byte) in bytes.enumerated() {
            guard linesLeft > 0 else {
                onCut()
                return index
            }
            if byte == Wire.lineFeed { linesLeft -= 1 }
        }
        return nil
    }
}
