public import CommandOutcome
public import Store

extension AdministrationError {
    /// What a store's refusal means to the person at the command.
    public init(_ error: StoreError) {
        switch error {
        case .exists:
            self.init("exists", "It exists already.", exit: .cannotCreate)
        case .unknownTenant:
            self.init(
                "tenant-unknown", "There is no such tenant.", remedy: "`budstikke tenant list` shows them.",
                exit: .noInput)
        case .keyDestroyed:
            self.init(
                "tenant-erased", "The tenant's key has been destroyed; its data can never be read again.",
                exit: .noInput)
        case .duplicate:
            self.init("duplicate", "The same message is stored already.", exit: .data)
        case .damaged:
            self.init(
                "content-damaged", "The stored content is damaged and cannot be read.",
                remedy: "Restore it from the backup, or ask the sender to send the message again.", exit: .inputOutput)
        case .leaseLost:
            self.init("busy", "Someone else changed it in the meantime.", remedy: "Try again.", exit: .temporary)
        case .full:
            self.init("disk-full", "The disk is full.", remedy: "Free space and try again.", exit: .temporary)
        case .notDurable:
            self.init(
                "not-durable", "The disk did not confirm that the data is written.",
                remedy: "Look at the disk before anything else; the server stops in this state.", exit: .inputOutput)
        case .locked:
            self.init(
                "data-locked", "Another process holds the data directory.",
                remedy: "A server that runs is enough: `budstikke doctor` tells of it. If there is one and commands do "
                    + "not find it, both need the same `controlSocket`; else wait until the other command has ended.",
                exit: .temporary)
        case .wrongTenant, .failed:
            self.init(
                "store-failed", "The store could not do it.", remedy: "`budstikke doctor` looks for the cause.",
                exit: .software)
        }
    }
}

extension AdministrationError {
    /// What anything that was thrown while a request was carried out means to the person at the command.
    init(performing error: any Error) {
        switch error {
        case let error as AdministrationError: self = error
        case let error as StoreError: self.init(error)
        default: self = .internalFault(String(describing: type(of: error)))
        }
    }

    static func internalFault(_ what: String) -> AdministrationError {
        AdministrationError(
            "internal", "The program failed: \(what).", remedy: "Report it with what you did just before.",
            exit: .software)
    }
}
