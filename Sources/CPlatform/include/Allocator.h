// How memory is taken from the system: `malloc.h` is no part of what Swift sees of the C library.
#ifndef PLUMB_ALLOCATOR_H
#define PLUMB_ALLOCATOR_H

#include <stddef.h>
#include <stdlib.h>

#if defined(__GLIBC__)
#include <malloc.h>

/// Takes memory in pieces of some bytes more than is needed, and keeps as many as `kept` of what is freed.
/// What is larger than `kept` is taken from the system and given back alone.
static inline void plumb_take_pieces(int more, int kept) {
  mallopt(M_TOP_PAD, more);
  // Setting one of these ends their adjustment to what a program does.
  mallopt(M_MMAP_THRESHOLD, kept);
  mallopt(M_TRIM_THRESHOLD, kept);
}

/// Takes a piece for the calling thread, whose memory grows by single pages otherwise.
static inline void plumb_take_piece(size_t count) {
  // The compiler would leave out both calls where it sees that nothing is done with the memory.
  void *volatile piece = malloc(count);
  free(piece);
}

#else

static inline void plumb_take_pieces(int more, int kept) {
  (void)more;
  (void)kept;
}
static inline void plumb_take_piece(size_t count) { (void)count; }

#endif
#endif
