#ifndef BUDSTIKKE_COPENSSL_SHIM
#define BUDSTIKKE_COPENSSL_SHIM
/* libcrypto as Debian builds it. Swift imports no function-like macros and no variadic functions, so the few that are
   needed stand here as static inline functions with the prefix bs_. Nothing else belongs in this file. */
#include <stdlib.h>
#include <openssl/asn1.h>
#include <openssl/asn1t.h>
#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

static inline void bs_free(void *p) { OPENSSL_free(p); }
static inline long bs_BIO_get_mem_data(BIO *b, char **p) { return BIO_get_mem_data(b, p); }
static inline long bs_BIO_set_mem_eof_return(BIO *b, int v) { return BIO_set_mem_eof_return(b, v); }

static inline STACK_OF(X509) *bs_sk_X509_new(void) { return sk_X509_new_null(); }
static inline int bs_sk_X509_push(STACK_OF(X509) *s, X509 *x) { return sk_X509_push(s, x); }
static inline int bs_sk_X509_num(const STACK_OF(X509) *s) { return s ? sk_X509_num(s) : 0; }
static inline X509 *bs_sk_X509_value(const STACK_OF(X509) *s, int i) { return sk_X509_value(s, i); }
static inline void bs_sk_X509_free(STACK_OF(X509) *s) { sk_X509_free(s); }
static inline void bs_sk_X509_pop_free(STACK_OF(X509) *s) { sk_X509_pop_free(s, X509_free); }

static inline STACK_OF(X509_CRL) *bs_sk_X509_CRL_new(void) { return sk_X509_CRL_new_null(); }
static inline int bs_sk_X509_CRL_push(STACK_OF(X509_CRL) *s, X509_CRL *x) { return sk_X509_CRL_push(s, x); }
static inline void bs_sk_X509_CRL_free(STACK_OF(X509_CRL) *s) { sk_X509_CRL_free(s); }

static inline int bs_sk_RecipientInfo_num(const STACK_OF(CMS_RecipientInfo) *s) {
    return s ? sk_CMS_RecipientInfo_num(s) : 0;
}
static inline CMS_RecipientInfo *bs_sk_RecipientInfo_value(const STACK_OF(CMS_RecipientInfo) *s, int i) {
    return sk_CMS_RecipientInfo_value(s, i);
}

static inline STACK_OF(X509_EXTENSION) *bs_sk_EXTENSION_new(void) { return sk_X509_EXTENSION_new_null(); }
static inline int bs_sk_EXTENSION_push(STACK_OF(X509_EXTENSION) *s, X509_EXTENSION *x) {
    return sk_X509_EXTENSION_push(s, x);
}
static inline void bs_sk_EXTENSION_pop_free(STACK_OF(X509_EXTENSION) *s) {
    sk_X509_EXTENSION_pop_free(s, X509_EXTENSION_free);
}

static inline int bs_sk_DIST_POINT_num(const STACK_OF(DIST_POINT) *s) { return s ? sk_DIST_POINT_num(s) : 0; }
static inline DIST_POINT *bs_sk_DIST_POINT_value(const STACK_OF(DIST_POINT) *s, int i) {
    return sk_DIST_POINT_value(s, i);
}
static inline int bs_sk_GENERAL_NAME_num(const STACK_OF(GENERAL_NAME) *s) { return s ? sk_GENERAL_NAME_num(s) : 0; }
static inline GENERAL_NAME *bs_sk_GENERAL_NAME_value(const STACK_OF(GENERAL_NAME) *s, int i) {
    return sk_GENERAL_NAME_value(s, i);
}
static inline int bs_sk_POLICYINFO_num(const STACK_OF(POLICYINFO) *s) { return s ? sk_POLICYINFO_num(s) : 0; }
static inline POLICYINFO *bs_sk_POLICYINFO_value(const STACK_OF(POLICYINFO) *s, int i) {
    return sk_POLICYINFO_value(s, i);
}
static inline int bs_sk_REVOKED_num(const STACK_OF(X509_REVOKED) *s) { return s ? sk_X509_REVOKED_num(s) : 0; }

/* RFC 2253 with the characters of other scripts left as they are. */
static inline int bs_X509_NAME_print(BIO *out, const X509_NAME *name) {
    return X509_NAME_print_ex(out, name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
}

/* The uniform resource identifier of a distribution point or an access description; NULL for every other name form. */
static inline const ASN1_IA5STRING *bs_GENERAL_NAME_uri(const GENERAL_NAME *n) {
    return n->type == GEN_URI ? n->d.uniformResourceIdentifier : NULL;
}
static inline const STACK_OF(GENERAL_NAME) *bs_DIST_POINT_fullname(const DIST_POINT *p) {
    return p->distpoint != NULL && p->distpoint->type == 0 ? p->distpoint->name.fullname : NULL;
}
static inline const ASN1_OBJECT *bs_POLICYINFO_oid(const POLICYINFO *p) { return p->policyid; }

/* Memory from the system, or the end of the process. */
static inline void *bs_crypto_malloc(size_t octets, const char *file, int line) {
    void *memory = malloc(octets ? octets : 1);
    if (memory == NULL) abort();
    return memory;
}
static inline void *bs_crypto_realloc(void *old, size_t octets, const char *file, int line) {
    if (octets == 0) { free(old); return NULL; }
    void *memory = realloc(old, octets);
    if (memory == NULL) abort();
    return memory;
}
static inline void bs_crypto_free(void *memory, const char *file, int line) { free(memory); }

/* 1 when it takes effect: only before libcrypto has asked for any memory. */
static inline int bs_crypto_abort_without_memory(void) {
    return CRYPTO_set_mem_functions(bs_crypto_malloc, bs_crypto_realloc, bs_crypto_free);
}
#endif
