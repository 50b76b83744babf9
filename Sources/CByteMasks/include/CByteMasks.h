// Which of 64 bytes are of which kind: one bit a byte, the first byte's the lowest.
//
// Swift has vectors, but no way from a comparison of them to the bits of a word, for which processors have an
// instruction. This header is that way and nothing more.
#ifndef PLUMB_BYTE_MASKS_H
#define PLUMB_BYTE_MASKS_H

#include <stdint.h>

typedef struct {
  uint64_t quotes, backslashes, blanks;
  /// The characters { } [ ] : and ,
  uint64_t structure;
  /// Bytes from 0x80 on.
  uint64_t high;
  /// Whether there is any byte below 0x20.
  uint32_t hasControl;
} PlumbByteMasks;

/// What plumb_byte_masks does, on any processor.
static inline PlumbByteMasks plumb_byte_masks_portable(const uint8_t *bytes) {
  PlumbByteMasks masks = {0, 0, 0, 0, 0, 0};
  for (int place = 0; place < 64; place++) {
    const uint8_t byte = bytes[place];
    const uint8_t folded = byte | 0x20;
    masks.quotes |= (uint64_t)(byte == '"') << place;
    masks.backslashes |= (uint64_t)(byte == '\\') << place;
    masks.blanks |= (uint64_t)(byte == ' ') << place;
    masks.structure |= (uint64_t)(folded == '{' || folded == '}' || byte == ':' || byte == ',') << place;
    masks.high |= (uint64_t)(byte >> 7) << place;
    masks.hasControl |= byte < 0x20;
  }
  return masks;
}

#if defined(__SSE2__)
#include <emmintrin.h>

static inline PlumbByteMasks plumb_byte_masks(const uint8_t *bytes) {
  const __m128i quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\'), blank = _mm_set1_epi8(' ');
  const __m128i open = _mm_set1_epi8('{'), close = _mm_set1_epi8('}');
  const __m128i colon = _mm_set1_epi8(':'), comma = _mm_set1_epi8(','), control = _mm_set1_epi8(0x1F);
  PlumbByteMasks masks = {0, 0, 0, 0, 0, 0};
  __m128i controls = _mm_setzero_si128();
  for (int part = 0; part < 4; part++) {
    const __m128i text = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));
    const __m128i folded = _mm_or_si128(text, blank);
    const __m128i structure = _mm_or_si128(
        _mm_or_si128(_mm_cmpeq_epi8(folded, open), _mm_cmpeq_epi8(folded, close)),
        _mm_or_si128(_mm_cmpeq_epi8(text, colon), _mm_cmpeq_epi8(text, comma)));
    controls = _mm_or_si128(controls, _mm_cmpeq_epi8(_mm_min_epu8(text, control), text));
    const int shift = 16 * part;
    masks.quotes |= (uint64_t)(uint16_t)_mm_movemask_epi8(_mm_cmpeq_epi8(text, quote)) << shift;
    masks.backslashes |= (uint64_t)(uint16_t)_mm_movemask_epi8(_mm_cmpeq_epi8(text, backslash)) << shift;
    masks.blanks |= (uint64_t)(uint16_t)_mm_movemask_epi8(_mm_cmpeq_epi8(text, blank)) << shift;
    masks.structure |= (uint64_t)(uint16_t)_mm_movemask_epi8(structure) << shift;
    masks.high |= (uint64_t)(uint16_t)_mm_movemask_epi8(text) << shift;
  }
  masks.hasControl = _mm_movemask_epi8(controls) != 0;
  return masks;
}
#else
static inline PlumbByteMasks plumb_byte_masks(const uint8_t *bytes) { return plumb_byte_masks_portable(bytes); }
#endif

#endif
