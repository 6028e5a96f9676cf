#ifndef BUDSTIKKE_CZLIB_SHIM
#define BUDSTIKKE_CZLIB_SHIM
/* zlib. The initialisers are macros, which Swift does not import. */
#include <zlib.h>

static inline int bs_inflateInit2(z_stream *s, int windowBits) { return inflateInit2(s, windowBits); }
static inline int bs_deflateInit2(z_stream *s, int level, int windowBits) {
    return deflateInit2(s, level, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY);
}
#endif
