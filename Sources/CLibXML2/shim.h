#ifndef CLIBXML2_SHIM_H
#define CLIBXML2_SHIM_H

/* Debian's libxml2 headers would pull in ICU, whose types clash with Foundation's own copy of ICU. */
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <stdlib.h>
#include <string.h>

#include <libxml/SAX2.h>
#include <libxml/c14n.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlIO.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlmemory.h>
#include <libxml/xmlschemas.h>

/* xmlFree is a global function pointer, which Swift 6 cannot import as concurrency-safe. */
static inline void clibxml2_free(void *pointer) { xmlFree(pointer); }

/* Memory from the system, or the end of the process. */
static inline void *clibxml2_malloc(size_t octets) {
    void *memory = malloc(octets ? octets : 1);
    if (memory == NULL) abort();
    return memory;
}
static inline void *clibxml2_realloc(void *old, size_t octets) {
    void *memory = realloc(old, octets ? octets : 1);
    if (memory == NULL) abort();
    return memory;
}
static inline char *clibxml2_strdup(const char *text) {
    char *copy = strdup(text);
    if (copy == NULL) abort();
    return copy;
}

/* 0 when it takes effect: only before the parser is readied. */
static inline int clibxml2_abort_without_memory(void) {
    return xmlMemSetup(free, clibxml2_malloc, clibxml2_realloc, clibxml2_strdup);
}

#endif
