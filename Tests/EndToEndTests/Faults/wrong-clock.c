/* A wall clock that is wrong by what stands in the file named by WRONG_CLOCK, in seconds; elapsed time stays true.
 * libfaketime cannot be had here: it shifts timers on the monotonic clock too, so that a server under it stands still.
 * Built and preloaded by the tests. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long offset(void) {
    const char *file = getenv("WRONG_CLOCK");
    char text[32] = "";
    int handle = file ? open(file, O_RDONLY | O_CLOEXEC) : -1;
    if (handle < 0) return 0;
    if (read(handle, text, sizeof text - 1) < 0) text[0] = 0;
    close(handle);
    return atol(text);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    int result = (int)syscall(SYS_clock_gettime, clock, now);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += offset();
    return result;
}

int gettimeofday(struct timeval *now, void *zone) {
    struct timespec time;
    (void)zone;
    if (clock_gettime(CLOCK_REALTIME, &time) != 0) return -1;
    now->tv_sec = time.tv_sec;
    now->tv_usec = time.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *now) {
    struct timespec time;
    if (clock_gettime(CLOCK_REALTIME, &time) != 0) return -1;
    if (now) *now = time.tv_sec;
    return time.tv_sec;
}
