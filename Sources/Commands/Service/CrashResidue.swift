import CLinux
import Glibc

/// What a crash may leave behind: nothing. Keys and opened documents are in a server's memory (M-002).
package enum CrashResidue {
    /// Forbids a core file of this process and of what it starts, by two means: a core that the system pipes to a program
    /// is not bounded by the limit. And takes crashes from the Swift runtime, whose account of one shows, in the log, the
    /// memory that the registers point at.
    package static func refuse() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        _ = setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        _ = bs_refuse_core()
        for number in [SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] { signal(number, SIG_DFL) }
    }
}
