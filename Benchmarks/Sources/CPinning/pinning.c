/* The C library shows these calls to GNU sources only, and Swift's module of it is not one. */
#define _GNU_SOURCE
#include "CPinning.h"

#include <sched.h>
#include <string.h>

int pin_thread(void) {
    cpu_set_t cores;
    int core = sched_getcpu();
    if (core < 0) return -1;
    CPU_ZERO(&cores);
    CPU_SET(core, &cores);
    return sched_setaffinity(0, sizeof cores, &cores);
}

void unpin_thread(void) {
    cpu_set_t cores;
    memset(&cores, 0xFF, sizeof cores);
    sched_setaffinity(0, sizeof cores, &cores);
}
