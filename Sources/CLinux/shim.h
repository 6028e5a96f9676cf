#ifndef BUDSTIKKE_CLINUX_SHIM
#define BUDSTIKKE_CLINUX_SHIM
/* What C declares with variable arguments, or not at all, which Swift does not import. */
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Nothing of this process's memory goes into a core file, nor to a program that the system hands cores to. */
static inline int bs_refuse_core(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

/* renameat2(2) with RENAME_NOREPLACE: fails with EEXIST where a plain rename would replace. */
static inline int bs_rename_without_replacing(int from, const char *old, int to, const char *name) {
    return (int)syscall(SYS_renameat2, from, old, to, name, 1u);
}
#endif
