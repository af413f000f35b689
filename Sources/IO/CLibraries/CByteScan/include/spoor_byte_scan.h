/* Looking at sixteen bytes of text at once, which the vector units of every machine do and Swift has no words for: it compares
   vectors, but has nothing that tells where the first of the lanes is that compared true. */
#pragma once

#include <stdint.h>
#include <string.h>

typedef signed char spoor_sixteen_bytes __attribute__((vector_size(16)));

/* How many of the sixteen bytes at `bytes` come before the first that means something in a JSON string, or that needs a
   closer look: a quote, a backslash, a control character, a byte that is not ASCII.  16 if there is none. */
static inline unsigned spoor_plain_bytes(const uint8_t *bytes) {
    spoor_sixteen_bytes text;
    memcpy(&text, bytes, sizeof text);
    /* Signed, so that what is not ASCII is below the blank, too. */
    spoor_sixteen_bytes special = (text < 0x20) | (text == '"') | (text == '\\');
#if defined(__SSE2__)
    /* The seventeenth bit ends the search. */
    return (unsigned)__builtin_ctz((unsigned)__builtin_ia32_pmovmskb128(special) | 0x10000u);
#else
    uint64_t halves[2];
    memcpy(halves, &special, sizeof halves);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    halves[0] = __builtin_bswap64(halves[0]);
    halves[1] = __builtin_bswap64(halves[1]);
#endif
    if (halves[0]) return (unsigned)__builtin_ctzll(halves[0]) / 8;
    if (halves[1]) return 8 + (unsigned)__builtin_ctzll(halves[1]) / 8;
    return 16;
#endif
}
