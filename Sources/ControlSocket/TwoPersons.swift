public import CommandOutcome

extension ControlPeer {
    /// Who this is where something needs two persons: the actor of a log-in, and never of a process without one, which
    /// any of those who have logged in may have started beside their own.
    /// - Throws: `AdministrationError` `no-login`.
    public func oneOfTwoPersons() throws(AdministrationError) -> String {
        guard loggedIn != nil else {
            throw AdministrationError(
                "no-login", "This takes two persons, and no log-in of the machine stands behind this command.",
                remedy: "Give it from a session that somebody has logged in to, also through sudo. Services, timers "
                    + "and commands inside a container have no log-in.", exit: .notPermitted)
        }
        return actor
    }
}
