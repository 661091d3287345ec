/* zenlint in process: the C interface that the Python package calls, and any other program may.
 *
 * Text goes in as bytes with a length, or ended by a zero byte; paths and texts are UTF-8. Nothing that goes in is kept
 * beyond the call. What comes out lies in an answer, which the caller frees by zenlint_free, whatever its status. No
 * call throws, exits or prints; all may be made from any number of threads, except that a linter is closed when no call
 * uses it. */
#ifndef ZENLINT_H
#define ZENLINT_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)
#if defined(_WIN32) && defined(ZENLINT_BUILDING)
#define ZENLINT_API __declspec(dllexport)
#else
#define ZENLINT_API
#endif

typedef struct zenlint_linter zenlint_linter;

/* As the exit statuses of the command line. */
enum {
    ZENLINT_CLEAN = 0,
    ZENLINT_FINDINGS = 1,
    ZENLINT_TROUBLE = 2, /* with what was given: an unknown rule, a wrong configuration, bytes that cannot be decoded */
    ZENLINT_FAULT = 3    /* zenlint's own */
};

typedef struct zenlint_answer {
    int status;
    char* error;      /* what is wrong, ended by a zero byte; null for nothing */
    char* json;       /* an array as `--output-format json` writes it, ended by a zero byte; null for none */
    size_t json_size; /* without the zero byte */
    char* source;     /* zenlint_fix: the file's bytes after it; else null */
    size_t source_size;
    size_t fixed; /* how many findings zenlint_fix has mended */
} zenlint_answer;

/* Null leaves a setting to the configuration. */
typedef struct zenlint_settings {
    const char* select; /* rules by commas: codes, prefixes, names, as --select takes them */
    const char* extend_select;
    const char* ignore;
    const char* target_version; /* "py310" */
    const char* config;         /* this file for all, instead of the nearest */
    const char* settings;       /* lines `key = value` of TOML, over every configuration */
    const char* folder;         /* absolute, where relative paths start; null: the current one */
    int isolated;               /* no configuration at all */
    int preview;                /* rules in preview too */
} zenlint_settings;

/* The program's version, such as "0.1.0". Never to be freed. */
ZENLINT_API const char* zenlint_version(void);

/* Makes a linter, and fills the answer with what is wrong with the settings; then there is none. `settings` may be
 * null. A linter reads each configuration once. */
ZENLINT_API zenlint_linter* zenlint_open(const zenlint_settings* settings, zenlint_answer* answer);
ZENLINT_API void zenlint_close(zenlint_linter* linter);

/* Findings of a file's bytes, in the order of their places. The path need not exist: it tells configuration, kind
 * (.pyi, .ipynb) and what findings say; null for "-". */
ZENLINT_API int zenlint_check(zenlint_linter* linter, const char* path, const char* bytes, size_t size,
                              zenlint_answer* answer);
/* Makes the safe fixes, or with `unsafe` all of them; the findings are those that are left. */
ZENLINT_API int zenlint_fix(zenlint_linter* linter, const char* path, const char* bytes, size_t size, int unsafe,
                            zenlint_answer* answer);
/* All rules there are, as `zenlint rule --all --output-format json` writes them. */
ZENLINT_API int zenlint_rules(zenlint_linter* linter, zenlint_answer* answer);
/* 1 when the configuration of the path excludes it or a folder around it, else 0. */
ZENLINT_API int zenlint_excluded(zenlint_linter* linter, const char* path);

/* Frees what is in the answer, and empties it. */
ZENLINT_API void zenlint_free(zenlint_answer* answer);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
