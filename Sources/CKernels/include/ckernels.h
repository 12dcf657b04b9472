// The arithmetic of a transformer's forward pass, in single precision, once for each width of vector that
// a processor may have. Matrices lie row after row without gaps. No function allocates or keeps anything.
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stdint.h>

// Which instructions are used. A level that the processor hasn't must not be asked for.
typedef enum ck_level { CK_PORTABLE = 0, CK_AVX2 = 1, CK_AVX512 = 2 } ck_level;

// The widest level of this processor.
ck_level ck_widest(void);

// y[rows, outputs] = x[rows, inputs] * transpose(weights[outputs, inputs]) + bias[outputs].
// inputs and outputs are multiples of 16.
void ck_linear(ck_level level, const float *x, long rows, long inputs, const float *weights, long outputs,
               const float *bias, float *y);

// x = x/2 * (1 + erf(x / sqrt 2)) for each of count numbers, a multiple of 16; absolute error below 1e-6.
void ck_gelu(ck_level level, float *x, long count);

// y = normalised(y + x) * gain + bias over each row (Ba, Kiros and Hinton 2016, with 1e-12 beneath the
// root); x may be null. width is a multiple of 16.
void ck_add_norm(ck_level level, float *y, const float *x, long rows, long width, const float *gain,
                 const float *bias);

// Scaled dot-product attention (Vaswani et al. 2017) within one text: heads of 32 numbers, beside each other
// in rows of heads * 32. scores has room for `rows` numbers.
void ck_attention(ck_level level, const float *q, const float *k, const float *v, long rows, long heads,
                  float *scores, float *out);

// out[i] = the dot product of row i with the query. width is a multiple of 32, at most 65536.
void ck_dots(ck_level level, const int8_t *rows, long count, long width, const int8_t *query, int32_t *out);

#endif
