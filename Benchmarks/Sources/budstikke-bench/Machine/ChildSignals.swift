import Foundation

extension Process {
    /// Starts the child with no signal blocked.
    ///
    /// A child inherits the mask of the thread that starts it, and threads of Swift's pool have signals blocked: an
    /// `openssl speed` without its alarm never ends.
    func runWithSignals() throws {
        var none = sigset_t()
        var earlier = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &earlier)
        defer { pthread_sigmask(SIG_SETMASK, &earlier, nil) }
        try run()
    }
}
