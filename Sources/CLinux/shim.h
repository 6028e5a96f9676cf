#ifndef BUDSTIKKE_CLINUX_SHIM
#define BUDSTIKKE_CLINUX_SHIM
/* What C declares with variable arguments, or not at all, which Swift does not import. */
#include <malloc.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Nothing of this process's memory goes into a core file, nor to a program that the system hands cores to. */
static inline int bs_refuse_core(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

/* renameat2(2) with RENAME_NOREPLACE: fails with EEXIST where a plain rename would replace. */
static inline int bs_rename_without_replacing(int from, const char *old, int to, const char *name) {
    return (int)syscall(SYS_renameat2, from, old, to, name, 1u);
}

/* sync_file_range(2) with SYNC_FILE_RANGE_WRITE: a whole file's octets begin their way to the disk; waits for nothing. */
static inline void bs_begin_writing(int file) { (void)syscall(SYS_sync_file_range, file, 0L, 0L, 2u); }

/* How many heaps the C library keeps, and from which size on memory never comes from them but goes back at once. */
static inline void bs_limit_heaps(int count, int octets) {
    mallopt(M_ARENA_MAX, count);
    mallopt(M_MMAP_THRESHOLD, octets);
}
#endif
