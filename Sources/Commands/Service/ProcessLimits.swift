import CLinux
import Glibc

/// What the program's process is allowed, as far as it decides that itself.
package enum ProcessLimits {
    /// As many open files as the machine lets it have: each tenant's database takes several, and many systems give a
    /// process 1,024 to begin with.
    package static func allowManyFiles() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    /// Two heaps in all: one for each thread would each keep the memory that some large message took. What takes half a
    /// megabyte or more is given back to the system when it is freed.
    package static func keepMemoryTogether() { bs_limit_heaps(2, 512 * 1024) }
}
