// The settings of glibc's allocator, which Swift's own module of glibc leaves out. Other systems' allocators are left as they are.
#include <stddef.h>
#if defined(__linux__)
#include <features.h>
#endif

#if defined(__GLIBC__)
#include <malloc.h>

// Memory that was given back is kept up to `kept` bytes, the heap grows by `step` bytes, and blocks below `kept` bytes come from it.
static inline void stet_keep_memory(int kept, int step) {
  mallopt(M_TRIM_THRESHOLD, kept);
  mallopt(M_MMAP_THRESHOLD, kept);
  mallopt(M_TOP_PAD, step);
}
#else
static inline void stet_keep_memory(int kept, int step) {}
#endif
