#define _GNU_SOURCE
#include "cterminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/// What ends a process: asked for, and by a fault.
static const int ends[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE};
/// What only says something.
static const int news[] = {SIGWINCH, SIGTSTP, SIGCONT};
enum { end_count = sizeof ends / sizeof *ends, news_count = sizeof news / sizeof *news };

static struct sigaction before_ends[end_count], before_news[news_count];
static struct termios before, raw;
static int input_fd = -1, output_fd = -1;
static int pipe_ends[2] = {-1, -1};
static char enter_bytes[256], leave_bytes[256];
static volatile sig_atomic_t is_taken;

/// A terminal that takes nothing any more is not waited for: a signal must still end the process.
static void put(const char *bytes) {
  size_t length = strlen(bytes);
  while (length > 0) {
    struct pollfd out = {.fd = output_fd, .events = POLLOUT};
    if (poll(&out, 1, 200) == 0) return;
    ssize_t written = write(output_fd, bytes, length);
    if (written < 0 && errno != EINTR) return;
    if (written > 0) {
      bytes += written;
      length -= (size_t)written;
    }
  }
}

/// Calls nothing that may not be called in a signal handler.
/// A signal may come between any two lines: given back twice is harmless, not at all is not.
static void give_back(void) {
  if (!is_taken) return;
  tcsetattr(input_fd, TCSANOW, &before);
  put(leave_bytes);
  is_taken = 0;
}

static void take(void) {
  is_taken = 1;
  tcsetattr(input_fd, TCSANOW, &raw);
  put(enter_bytes);
}

static void on_end(int number) {
  int error = errno;
  give_back();
  for (int i = 0; i < end_count; i++)
    if (ends[i] == number) sigaction(number, &before_ends[i], 0);
  // Blocked until this returns; then it does what it did before us. A fault comes again by itself.
  raise(number);
  errno = error;
}

static void on_news(int number) {
  int error = errno;
  cterminal_wake(number == SIGWINCH ? 'w' : number == SIGTSTP ? 'z' : 'c');
  errno = error;
}

void cterminal_wake(char what) {
  // A full pipe wakes as well.
  if (pipe_ends[1] >= 0) (void)!write(pipe_ends[1], &what, 1);
}

static void listen_to_signals(void) {
  struct sigaction action = {0};
  sigfillset(&action.sa_mask);
  action.sa_flags = SA_RESTART | SA_ONSTACK;
  action.sa_handler = on_end;
  for (int i = 0; i < end_count; i++) {
    sigaction(ends[i], 0, &before_ends[i]);
    // What was ignored from the start, as by nohup, stays so.
    if (before_ends[i].sa_handler != SIG_IGN) sigaction(ends[i], &action, 0);
  }
  action.sa_handler = on_news;
  for (int i = 0; i < news_count; i++) sigaction(news[i], &action, &before_news[i]);
}

/// A stack that ran over leaves no room for a handler: it has one of its own, on the thread that draws.
static void take_own_stack(void) {
  static char stack[64 * 1024];
  stack_t known;
  if (sigaltstack(0, &known) == 0 && !(known.ss_flags & SS_DISABLE)) return;
  stack_t own = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&own, 0);
}

static void stop_listening(void) {
  for (int i = 0; i < end_count; i++) sigaction(ends[i], &before_ends[i], 0);
  for (int i = 0; i < news_count; i++) sigaction(news[i], &before_news[i], 0);
}

/// Raw, but line ends that are written stay line ends.
static void learn_modes(void) {
  raw = before;
  cfmakeraw(&raw);
  raw.c_oflag = before.c_oflag;
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
}

int cterminal_enter(int input, int output, const char *enter, const char *leave) {
  if (is_taken || strlen(enter) >= sizeof enter_bytes || strlen(leave) >= sizeof leave_bytes) return -1;
  if (tcgetattr(input, &before) != 0) return -1;
  if (pipe_ends[0] < 0) {
    if (pipe(pipe_ends) != 0) return -1;
    for (int i = 0; i < 2; i++) {
      fcntl(pipe_ends[i], F_SETFD, FD_CLOEXEC);
      fcntl(pipe_ends[i], F_SETFL, O_NONBLOCK);
    }
  }
  input_fd = input;
  output_fd = output;
  strcpy(enter_bytes, enter);
  strcpy(leave_bytes, leave);
  learn_modes();
  take_own_stack();
  listen_to_signals();
  take();
  return pipe_ends[0];
}

void cterminal_leave(void) {
  if (!is_taken) return;
  give_back();
  stop_listening();
}

void cterminal_suspend(void) {
  if (!is_taken) return;
  give_back();
  stop_listening();
  // The whole group, as Ctrl-Z stops it: who started this waits for it.
  kill(0, SIGTSTP);
  // Its modes may have been changed in the meantime.
  if (tcgetattr(input_fd, &before) == 0) learn_modes();
  listen_to_signals();
  take();
}

void cterminal_retake(void) {
  if (is_taken) take();
}
