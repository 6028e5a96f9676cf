#ifndef BUDSTIKKE_CLIBZIP_SHIM
#define BUDSTIKKE_CLIBZIP_SHIM
/* libzip: zip archives with AES. */
#include <zip.h>
#endif
