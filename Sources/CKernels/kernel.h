// Included once for each width: LANES floats in a vector, NAME(x) the name of a function at that width.
// The compiler turns vectors into whatever the target of the function has.

typedef float NAME(vector) __attribute__((vector_size(LANES * 4), aligned(4)));
#define VECTOR NAME(vector)

static inline __attribute__((always_inline)) VECTOR NAME(load)(const float *from) { return *(const VECTOR *)from; }
static inline __attribute__((always_inline)) void NAME(store)(float *to, VECTOR value) { *(VECTOR *)to = value; }

#if LANES == 4
#define EVENS 0, 2, 4, 6
#define ODDS 1, 3, 5, 7
#elif LANES == 8
#define EVENS 0, 2, 4, 6, 8, 10, 12, 14
#define ODDS 1, 3, 5, 7, 9, 11, 13, 15
#else
#define EVENS 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30
#define ODDS 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31
#endif

// The sums of LANES vectors, in one: neighbours are added until one is left of each.
static inline __attribute__((always_inline)) VECTOR NAME(sums)(VECTOR *v) {
  for (int left = LANES; left > 1; left /= 2)
    for (int i = 0; i < left / 2; i++)
      v[i] = __builtin_shufflevector(v[2 * i], v[2 * i + 1], EVENS) +
             __builtin_shufflevector(v[2 * i], v[2 * i + 1], ODDS);
  return v[0];
}

static inline __attribute__((always_inline)) float NAME(sum)(VECTOR v) {
  float sum = 0;
  for (int i = 0; i < LANES; i++) sum += v[i];
  return sum;
}

// LANES sums of the product at a time, which stay in registers: `rows` rows of x by LANES / rows outputs,
// `tiles` times.
static inline __attribute__((always_inline)) void NAME(tile)(int rows, int tiles, const float *x, long inputs,
                                                             const float *weights, long outputs,
                                                             const float *bias, float *y) {
  const int columns = LANES / rows;
  VECTOR sums[2][LANES] = {0};
  for (long i = 0; i < inputs; i += LANES) {
#pragma clang loop unroll(full)
    for (int t = 0; t < tiles; t++) {
#pragma clang loop unroll(full)
      for (int r = 0; r < rows; r++) {
        VECTOR u = NAME(load)(x + r * inputs + i);
#pragma clang loop unroll(full)
        for (int c = 0; c < columns; c++)
          sums[t][r * columns + c] += u * NAME(load)(weights + (t * columns + c) * inputs + i);
      }
    }
  }
  for (int t = 0; t < tiles; t++) {
    VECTOR sum = NAME(sums)(sums[t]);
    for (int r = 0; r < rows; r++)
      for (int c = 0; c < columns; c++)
        y[r * outputs + t * columns + c] = sum[r * columns + c] + bias[t * columns + c];
  }
}

static void NAME(linear)(const float *x, long rows, long inputs, const float *weights, long outputs,
                         const float *bias, float *y) {
  const long whole = rows / 4 * 4;
  // Eight sums at work or more, so that none waits for the last one, and no more than there are registers.
  const int tiles = LANES == 4 ? 2 : 1;
  const int columns = LANES / 4 * tiles;
  // So many rows at a time as stay near the processor while all weights pass by.
  const long block = inputs < 3072 ? 12288 / inputs / 4 * 4 : 4;
  for (long from = 0; from < whole; from += block)
    for (long o = 0; o < outputs; o += columns)
      for (long r = from; r < whole && r < from + block; r += 4)
        NAME(tile)(4, tiles, x + r * inputs, inputs, weights + o * inputs, outputs, bias + o,
                   y + r * outputs + o);
  if (whole < rows)
    for (long o = 0; o < outputs; o += LANES)
      for (long r = whole; r < rows; r++)
        NAME(tile)(1, 1, x + r * inputs, inputs, weights + o * inputs, outputs, bias + o, y + r * outputs + o);
}

static void NAME(gelu)(float *x, long count) {
  for (long i = 0; i < count; i += LANES) {
    VECTOR v = NAME(load)(x + i), z = v * 0.70710678118654752f;
    // erf as z * P(z z) / Q(z z), fitted by us over |z| <= 3.92 to the least greatest error; beyond, it is 1
    // in single precision.
    const VECTOR most = (VECTOR){0} + 3.92f;
    z = __builtin_elementwise_max(-most, __builtin_elementwise_min(most, z));
    VECTOR s = z * z;
    VECTOR p = s * 1.991905484999279e-08f + -1.994007561734179e-06f;
    p = p * s + 1.4895477215759456e-04f;
    p = p * s + 3.971918951719999e-03f;
    p = p * s + 5.1394518464803696e-02f;
    p = p * s + 2.0609402656555176e-01f;
    p = p * s + 1.1283787488937378f;
    VECTOR q = s * 1.0238579707220197e-03f + 1.4887385070323944e-02f;
    q = q * s + 1.1755611002445221e-01f;
    q = q * s + 5.159748792648315e-01f;
    q = q * s + 1.0f;
    NAME(store)(x + i, v * 0.5f * (z * p / q + 1.0f));
  }
}

static void NAME(add_norm)(float *y, const float *x, long rows, long width, const float *gain,
                           const float *bias) {
  for (long r = 0; r < rows; r++) {
    float *row = y + r * width;
    VECTOR total = {0};
    for (long i = 0; i < width; i += LANES) {
      VECTOR v = NAME(load)(row + i);
      if (x) v += NAME(load)(x + r * width + i);
      NAME(store)(row + i, v);
      total += v;
    }
    const float mean = NAME(sum)(total) / width;
    VECTOR squares = {0};
    for (long i = 0; i < width; i += LANES) {
      VECTOR v = NAME(load)(row + i) - mean;
      squares += v * v;
    }
    const float scale = 1 / sqrtf(NAME(sum)(squares) / width + 1e-12f);
    for (long i = 0; i < width; i += LANES)
      NAME(store)(row + i, (NAME(load)(row + i) - mean) * scale * NAME(load)(gain + i) + NAME(load)(bias + i));
  }
}

#define PARTS (32 / LANES)

static void NAME(attention)(const float *q, const float *k, const float *v, long rows, long heads,
                            float *scores, float *out) {
  const long width = heads * 32;
  for (long h = 0; h < heads; h++)
    for (long r = 0; r < rows; r++) {
      VECTOR asked[PARTS];
      for (int p = 0; p < PARTS; p++)
        asked[p] = NAME(load)(q + r * width + h * 32 + p * LANES) * 0.17677669529663687f;  // 1 / sqrt 32
      float most = -INFINITY;
      for (long j = 0; j < rows; j++) {
        VECTOR total = {0};
        for (int p = 0; p < PARTS; p++) total += asked[p] * NAME(load)(k + j * width + h * 32 + p * LANES);
        scores[j] = NAME(sum)(total);
        most = scores[j] > most ? scores[j] : most;
      }
      float whole = 0;
      for (long j = 0; j < rows; j++) whole += scores[j] = expf(scores[j] - most);
      VECTOR mixed[PARTS] = {0};
      for (long j = 0; j < rows; j++)
        for (int p = 0; p < PARTS; p++) mixed[p] += NAME(load)(v + j * width + h * 32 + p * LANES) * scores[j];
      for (int p = 0; p < PARTS; p++) NAME(store)(out + r * width + h * 32 + p * LANES, mixed[p] / whole);
    }
}

static void NAME(dots)(const int8_t *rows, long count, long width, const int8_t *query, int32_t *out) {
  for (long r = 0; r < count; r++) {
    const int8_t *row = rows + r * width;
    int32_t sum = 0;
    for (long i = 0; i < width; i++) sum += (int16_t)row[i] * (int16_t)query[i];
    out[r] = sum;
  }
}

#undef PARTS
#undef EVENS
#undef ODDS
#undef VECTOR
