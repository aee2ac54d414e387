/*
 * The part of a twin that does not depend on the model. The program is called as
 * `twin INPUT OUTPUT MONTHS PASSES`. It reads all inputs, computes the hazards' uniforms, runs one
 * pass that is not timed, then PASSES passes by its own clock, prints their nanoseconds, and writes
 * what the last pass computed. Each variant has the inputs and outputs in the layout that suits its
 * loops; in the files draws vary fastest, then months.
 */

const head = `
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#if DRAWS_INSIDE
#define P(k, d) params[(long)(k) * draws + (d)]
#define N(k, m, d) noises[((long)(k) * months + (m)) * draws + (d)]
#define H(k, m, d) hazards[((long)(k) * months + (m)) * draws + (d)]
#define OUT(k, m, d) series[((long)(k) * months + (m)) * draws + (d)]
#define END(k, d) ends[(long)(k) * draws + (d)]
#else
#define P(k, d) params[(long)(d) * PARAMETERS + (k)]
#define N(k, m, d) noises[((long)(d) * months + (m)) * NOISES + (k)]
#define H(k, m, d) hazards[((long)(d) * months + (m)) * HAZARDS + (k)]
#define OUT(k, m, d) series[((long)(d) * months + (m)) * SERIES + (k)]
#define END(k, d) ends[(long)(d) * ENDS + (k)]
#endif
`;

const main = `
/* Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011); the counter is draw, month, hash. */
static double uniform(uint32_t draw, uint32_t month, const uint32_t *hash, uint64_t seed) {
  uint32_t w[4] = {draw, month, hash[0], hash[1]};
  uint32_t key0 = (uint32_t)seed, key1 = (uint32_t)(seed >> 32);
  for (int round = 0; round < 10; round++) {
    const uint64_t a = (uint64_t)0xd2511f53u * w[0];
    const uint64_t b = (uint64_t)0xcd9e8d57u * w[2];
    const uint32_t next0 = (uint32_t)(b >> 32) ^ w[1] ^ key0;
    const uint32_t next2 = (uint32_t)(a >> 32) ^ w[3] ^ key1;
    w[0] = next0; w[1] = (uint32_t)b; w[2] = next2; w[3] = (uint32_t)a;
    key0 += 0x9e3779b9u; key1 += 0xbb67ae85u;
  }
  const uint64_t bits = ((uint64_t)(w[0] >> 5) << 26) | (w[1] >> 6);
  return (bits == 0 ? 0.5 : (double)bits) * 0x1p-53;
}

static double *doubles(long count) {
  double *p = aligned_alloc(64, ((size_t)count * 8 / 64 + 1) * 64);
  if (p == NULL) { fputs("out of memory\\n", stderr); exit(1); }
  return p;
}

static double next(FILE *file) {
  double value;
  if (fread(&value, 8, 1, file) != 1) { fputs("the input ends early\\n", stderr); exit(1); }
  return value;
}

int main(int argc, char **argv) {
  if (argc != 5) { fputs("twin INPUT OUTPUT MONTHS PASSES\\n", stderr); return 2; }
  FILE *in = fopen(argv[1], "rb");
  if (in == NULL) { perror(argv[1]); return 1; }
  const long months = atol(argv[3]), passes = atol(argv[4]);
  const long draws = (long)next(in), given = (long)next(in);
  const uint64_t seed = (uint64_t)next(in);
  if (months > given) { fputs("the input has fewer months\\n", stderr); return 1; }
  double *params = doubles(PARAMETERS * draws);
  double *noises = doubles(NOISES * months * draws), *hazards = doubles(HAZARDS * months * draws);
  double *series = doubles(SERIES * months * draws), *ends = doubles(ENDS * draws);
  for (long k = 0; k < PARAMETERS; k++)
    for (long d = 0; d < draws; d++) P(k, d) = next(in);
  for (long k = 0; k < NOISES; k++)
    for (long m = 0; m < given; m++)
      for (long d = 0; d < draws; d++) {
        const double value = next(in);
        if (m < months) N(k, m, d) = value;
      }
  fclose(in);
  for (long k = 0; k < HAZARDS; k++)
    for (long m = 0; m < months; m++)
      for (long d = 0; d < draws; d++) H(k, m, d) = uniform(d, m, hazard_hashes[k], seed);

  struct timespec from, to;
  simulate(draws, months, params, noises, hazards, series, ends);
  clock_gettime(CLOCK_MONOTONIC, &from);
  for (long pass = 0; pass < passes; pass++)
    simulate(draws, months, params, noises, hazards, series, ends);
  clock_gettime(CLOCK_MONOTONIC, &to);
  printf("%lld\\n", (to.tv_sec - from.tv_sec) * 1000000000LL + (to.tv_nsec - from.tv_nsec));

  FILE *out = fopen(argv[2], "wb");
  if (out == NULL) { perror(argv[2]); return 1; }
  for (long k = 0; k < SERIES; k++)
    for (long m = 0; m < months; m++)
      for (long d = 0; d < draws; d++) fwrite(&OUT(k, m, d), 8, 1, out);
  for (long k = 0; k < ENDS; k++)
    for (long d = 0; d < draws; d++) fwrite(&END(k, d), 8, 1, out);
  return fclose(out) == 0 ? 0 : 1;
}
`;

/** C text before and after a model's own functions. */
export const harness = { head, main } as const;
