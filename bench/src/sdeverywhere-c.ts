/*
 * What C that SDEverywhere generates needs around it: its compiler is on npm, its C runtime is not.
 * Written here after its documented interface, and for what the epidemic uses alone: constants,
 * levels, auxiliaries, inputs and outputs. As in its own runtime, time adds up step by step, a
 * remainder of it decides what is saved, and each output has a row of its own.
 */

/** The header that generated C includes. */
export const sdeHeader = `
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define _INTEG(level, rate) ((level) + (rate) * _time_step)

extern double _time, _initial_time, _final_time, _time_step, _saveper;

void initConstants(void);
void initLevels(void);
void evalAux(void);
void evalLevels(void);
void setInputs(double *values, int32_t *indices);
void storeOutputData(void);
void outputVar(double value);
`;

/** The run loop, and the calls that SDEverywhere's JavaScript runtime makes. */
export const runnerSource = `
#include "sde.h"

double _time;

static double *place;
static long rowLength;

static long count(double step) { return (long)round((_final_time - _initial_time) / step); }

void outputVar(double value) {
  *place = value;
  place += rowLength;
}

double getInitialTime(void) { initConstants(); return _initial_time; }
double getFinalTime(void) { initConstants(); return _final_time; }
double getSaveper(void) { initConstants(); return _saveper; }

void runModelWithBuffers(double *inputs, double *outputs, int32_t *indices) {
  (void)indices;
  initConstants();
  setInputs(inputs, NULL);
  initLevels();
  const long steps = count(_time_step);
  rowLength = count(_saveper) + 1;
  long saved = 0;
  _time = _initial_time;
  for (long step = 0;; step++) {
    evalAux();
    if (fmod(_time, _saveper) < 1e-6) {
      place = outputs + saved++;
      storeOutputData();
    }
    if (step == steps) break;
    evalLevels();
    _time += _time_step;
  }
}
`;

/**
 * A program of its own, called as `sir INPUT OUTPUT RUNS PASSES`: reads each run's inputs, runs all
 * once untimed and PASSES times by its own clock, prints the nanoseconds and writes the outputs.
 */
export const timerSource = `
#include <time.h>
#include "sde.h"

extern const int numInputs, numOutputs;
void runModelWithBuffers(double *inputs, double *outputs, int32_t *indices);

int main(int argc, char **argv) {
  if (argc != 5) { fputs("sir INPUT OUTPUT RUNS PASSES\\n", stderr); return 2; }
  const long runs = atol(argv[3]), passes = atol(argv[4]);
  initConstants();
  const long points = (long)round((_final_time - _initial_time) / _saveper) + 1;
  double *inputs = malloc(sizeof(double) * runs * numInputs);
  double *outputs = malloc(sizeof(double) * runs * numOutputs * points);
  FILE *in = fopen(argv[1], "rb");
  if (inputs == NULL || outputs == NULL || in == NULL) { perror(argv[1]); return 1; }
  if (fread(inputs, sizeof(double), runs * numInputs, in) != (size_t)(runs * numInputs)) {
    fputs("the input ends early\\n", stderr);
    return 1;
  }
  struct timespec from, to;
  for (long pass = -1; pass < passes; pass++) {
    if (pass == 0) clock_gettime(CLOCK_MONOTONIC, &from);
    for (long run = 0; run < runs; run++)
      runModelWithBuffers(inputs + run * numInputs, outputs + run * numOutputs * points, NULL);
  }
  clock_gettime(CLOCK_MONOTONIC, &to);
  printf("%lld\\n", (to.tv_sec - from.tv_sec) * 1000000000LL + (to.tv_nsec - from.tv_nsec));
  FILE *out = fopen(argv[2], "wb");
  if (out == NULL) { perror(argv[2]); return 1; }
  fwrite(outputs, sizeof(double), runs * numOutputs * points, out);
  return fclose(out) == 0 ? 0 : 1;
}
`;
