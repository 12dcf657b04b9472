#include "ckernels.h"

#include <math.h>

#define LANES 4
#define NAME(x) portable_##x
#include "kernel.h"
#undef LANES
#undef NAME

#if defined(__x86_64__)

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define LANES 8
#define NAME(x) avx2_##x
#include "kernel.h"
#undef LANES
#undef NAME
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,fma"))), apply_to = function)
#define LANES 16
#define NAME(x) avx512_##x
#include "kernel.h"
#undef LANES
#undef NAME
#pragma clang attribute pop

ck_level ck_widest(void) {
  __builtin_cpu_init();
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return CK_PORTABLE;
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                 __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq")
             ? CK_AVX512
             : CK_AVX2;
}

#define CHOOSE(level, name, ...)                         \
  switch (level) {                                       \
    case CK_AVX512: avx512_##name(__VA_ARGS__); break;   \
    case CK_AVX2: avx2_##name(__VA_ARGS__); break;       \
    default: portable_##name(__VA_ARGS__); break;        \
  }

#else

ck_level ck_widest(void) { return CK_PORTABLE; }

#define CHOOSE(level, name, ...) portable_##name(__VA_ARGS__)

#endif

void ck_linear(ck_level level, const float *x, long rows, long inputs, const float *weights, long outputs,
               const float *bias, float *y) {
  CHOOSE(level, linear, x, rows, inputs, weights, outputs, bias, y);
}

void ck_gelu(ck_level level, float *x, long count) { CHOOSE(level, gelu, x, count); }

void ck_add_norm(ck_level level, float *y, const float *x, long rows, long width, const float *gain,
                 const float *bias) {
  CHOOSE(level, add_norm, y, x, rows, width, gain, bias);
}

void ck_attention(ck_level level, const float *q, const float *k, const float *v, long rows, long heads,
                  float *scores, float *out) {
  CHOOSE(level, attention, q, k, v, rows, heads, scores, out);
}

void ck_dots(ck_level level, const int8_t *rows, long count, long width, const int8_t *query, int32_t *out) {
  CHOOSE(level, dots, rows, count, width, query, out);
}
