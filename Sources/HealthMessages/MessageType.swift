/// One kind of message in the national portfolio, under its code in list 8279, which is also eb:Action (HISD 1209); or
/// one of our own, which says so.
public struct MessageType: Sendable, Equatable {
    public let action: String
    /// What it is called, by language: `nb`, `nn`, `en`.
    public let names: [String: String]
    /// Versions in use, oldest first; empty when the document's namespace is not known here.
    public let versions: [MessageVersion]
    /// Within how many hours of GenDate an application receipt is due (HITS 1168 4.1); nil when none is expected.
    public let applicationDeadlineHours: Int?
    /// Largest document that is sent or handed over, octets. Our own figure.
    public let maximumSize: Int
    /// Beyond this many octets many receivers' mailboxes say no (HIS 1036).
    public let advisedSize: Int
    /// Whether it is Budstikke's own type, in no national list: both ends must be this program.
    public let isOwn: Bool

    /// eb:Service.
    public var service: String { "S-\(action)" }
    /// eb:Role of the one who sends the message and receives the AppRec.
    public var senderRole: String { "\(action)sender" }
    /// eb:Role of the one who receives the message and sends the AppRec.
    public var receiverRole: String { "\(action)receiver" }

    /// Whether a Service received with this Action means this type: with or without `S-`, and with `-S`, as some send
    /// it. Anything but the first is a quirk to be counted.
    public func accepts(service: String) -> Bool {
        service == self.service || service == action || service == "\(action)-S"
    }

    /// The version of a namespace.
    public func version(namespace: String) -> MessageVersion? { versions.first { $0.namespace == namespace } }
}

/// A version of a message: its namespace and the receipt that belongs to it (HITS 1168 8.3, HITS 1210).
public struct MessageVersion: Sendable, Equatable {
    public let namespace: String
    public let version: String
    public let appRec: AppRecVersion
}

/// A business process as the national template of communication profiles has it: what a party in one role sends and
/// receives under one Service.
public struct MessageProcess: Sendable, Equatable {
    public let name: String
    public let version: String
    public let uuid: String
    public let service: String
    public let role: String
    public let sends: [ProcessAction]
    public let receives: [ProcessAction]
}

/// An Action in a process and the package that carries it.
public struct ProcessAction: Sendable, Equatable {
    public let action: String
    /// As the template names it, `package_…`.
    public let package: String
}
