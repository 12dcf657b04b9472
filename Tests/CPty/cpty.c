#include "cpty.h"
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <unistd.h>

pid_t cpty_spawn(const char *path, char *const argv[], char *const envp[], int rows, int cols, int *master) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
  pid_t child = forkpty(master, 0, 0, &size);
  if (child == 0) {
    // The thread that starts it may have signals blocked, and a program begins with what its starter had.
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, 0);
    execve(path, argv, envp);
    _exit(127);
  }
  if (child > 0) fcntl(*master, F_SETFD, FD_CLOEXEC);
  return child;
}
