#ifndef BUDSTIKKE_CARGON2_SHIM
#define BUDSTIKKE_CARGON2_SHIM
/* The reference implementation of Argon2 (RFC 9106). */
#include <argon2.h>
#endif
