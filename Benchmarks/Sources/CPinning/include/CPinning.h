#ifndef CPINNING_H
#define CPINNING_H

/* Keeps the calling thread on the core it runs on. Returns 0, or -1 when the kernel does not want that. */
int pin_thread(void);

/* Lets it run on every core again. */
void unpin_thread(void);

#endif
