#ifndef CPTY_H
#define CPTY_H
#include <sys/types.h>

/// Starts a program on a new pseudo-terminal of that size. The master's descriptor is handed back, closed
/// on exec. Negative on failure.
pid_t cpty_spawn(const char *path, char *const argv[], char *const envp[], int rows, int cols, int *master);

#endif
