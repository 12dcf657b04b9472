// Sets the clock of a program wrong by FAULTS_SECONDS (LD_PRELOAD).
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

#define REAL(name) ((typeof(&name))dlsym(RTLD_NEXT, #name))

static time_t wrong(void) {
  const char *seconds = getenv("FAULTS_SECONDS");
  return seconds ? atol(seconds) : 0;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  int failed = REAL(clock_gettime)(clock, now);
  if (!failed && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += wrong();
  return failed;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  int failed = REAL(gettimeofday)(now, zone);
  if (!failed) now->tv_sec += wrong();
  return failed;
}

time_t time(time_t *into) {
  time_t now = REAL(time)(NULL) + wrong();
  if (into) *into = now;
  return now;
}
