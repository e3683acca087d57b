// The part of libhunspell's C API (hunspell/hunspell.h) that Stet calls, as function types.
//
// The library is loaded when a word is first asked for, not linked: it brings libstdc++ with it,
// and a run over English copy never needs either.
#ifndef STET_HUNSPELL_SHIM_H
#define STET_HUNSPELL_SHIM_H

typedef struct Hunhandle Hunhandle;

typedef Hunhandle *_Nullable (*StetHunspellCreate)(
    const char *_Nonnull affpath, const char *_Nonnull dpath);
typedef void (*StetHunspellDestroy)(Hunhandle *_Nonnull handle);
typedef int (*StetHunspellSpell)(Hunhandle *_Nonnull handle, const char *_Nonnull word);
typedef char *_Nullable (*StetHunspellEncoding)(Hunhandle *_Nonnull handle);
typedef int (*StetHunspellSuggest)(
    Hunhandle *_Nonnull handle, char *_Nullable *_Nullable *_Nonnull list,
    const char *_Nonnull word);
typedef void (*StetHunspellFreeList)(
    Hunhandle *_Nonnull handle, char *_Nullable *_Nullable *_Nonnull list, int count);

#endif
