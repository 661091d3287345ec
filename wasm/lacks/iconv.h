// In place of the header that WASI's C library lacks: no encoding but UTF-8 is known, as text comes from JavaScript.
#pragma once
#include <stddef.h>

typedef void* iconv_t;

static inline iconv_t iconv_open(const char*, const char*) {
    return (iconv_t)-1;
}
static inline size_t iconv(iconv_t, char**, size_t*, char**, size_t*) {
    return (size_t)-1;
}
static inline int iconv_close(iconv_t) {
    return 0;
}
