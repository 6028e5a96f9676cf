#ifndef BUDSTIKKE_CLIBPQ_SHIM
#define BUDSTIKKE_CLIBPQ_SHIM
/* libpq: PostgreSQL's own client. */
#include <libpq-fe.h>
#endif
