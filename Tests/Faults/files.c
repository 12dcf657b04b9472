// Stands between a program and its files (LD_PRELOAD), and does what its environment says:
//
// FAULTS_BASE     the base; its -wal, -journal, -shm, .lock and folder are known by it
// FAULTS_FOLDER   with FAULTS_SCOPE=all, every regular file under it counts and not only the base's
// FAULTS_AT       the call at which it happens, from 1; 0 or absent: never
// FAULTS_WHAT     eio: that call fails once; enospc: writing fails from that call on; kill: SIGKILL before it
// FAULTS_RECORD   file that takes every change and sync of the base's files, and each "Saved" that was said
// FAULTS_WATCH    set: a change of the base or its -wal without the lock is reported
// FAULTS_REPORT   file that takes a line for each thing that happened, and the number of calls there were
//
// Files are known by what /proc says of their descriptor, so nothing has to be kept in step with open and close.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum file { NONE, BASE, WAL, JOURNAL, SHM, LOCK, FOLDER, OTHER };

static const char *base, *folder, *record, *report, *what = "";
static char home[PATH_MAX];
static long at;
static int everywhere, watched;
static atomic_long calls;
static atomic_int locked;

__attribute__((constructor)) static void start(void) {
  base = getenv("FAULTS_BASE");
  folder = getenv("FAULTS_FOLDER");
  record = getenv("FAULTS_RECORD");
  report = getenv("FAULTS_REPORT");
  watched = getenv("FAULTS_WATCH") != NULL;
  everywhere = getenv("FAULTS_SCOPE") && !strcmp(getenv("FAULTS_SCOPE"), "all");
  if (getenv("FAULTS_WHAT")) what = getenv("FAULTS_WHAT");
  if (getenv("FAULTS_AT")) at = atol(getenv("FAULTS_AT"));
  if (base) {
    snprintf(home, sizeof home, "%s", base);
    char *slash = strrchr(home, '/');
    if (slash) *slash = 0;
  }
}

static void append(const char *path, const struct iovec *parts, int count);

__attribute__((destructor)) static void end(void) {
  if (!report || !at) return;
  char line[64];
  int length = snprintf(line, sizeof line, "calls %ld\n", atomic_load(&calls));
  append(report, &(struct iovec){line, length}, 1);
}

#define REAL(name) ((typeof(&name))dlsym(RTLD_NEXT, #name))

// MARK: Which file

static enum file which(const char *path) {
  if (!base || !path || path[0] != '/') return NONE;
  size_t length = strlen(base);
  if (!strcmp(path, home)) return FOLDER;
  if (!strncmp(path, base, length)) {
    const char *rest = path + length;
    if (!*rest) return BASE;
    if (!strcmp(rest, "-wal")) return WAL;
    if (!strcmp(rest, "-journal")) return JOURNAL;
    if (!strcmp(rest, "-shm")) return SHM;
    if (!strcmp(rest, ".lock")) return LOCK;
  }
  return folder && !strncmp(path, folder, strlen(folder)) ? OTHER : NONE;
}

static enum file at_descriptor(int descriptor) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return NONE;
  path[length] = 0;
  return which(path);
}

static int is_base(enum file file) { return file >= BASE && file <= SHM; }

static int counts(int descriptor, enum file file) {
  if (is_base(file)) return 1;
  struct stat status;
  return everywhere && file != NONE && fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

// MARK: What happens

// One system call, so lines of several processes don't mix.
static void append(const char *path, const struct iovec *parts, int count) {
  int saved = errno;
  int out = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (out >= 0) {
    syscall(SYS_writev, out, parts, count);
    syscall(SYS_close, out);
  }
  errno = saved;
}

static void tell(const char *happened, const char *call, enum file file) {
  if (!report) return;
  static const char *names[] = {"", "base", "wal", "journal", "shm", "lock", "folder", "other"};
  char line[128];
  int length = snprintf(line, sizeof line, "%s %s %s\n", happened, call, names[file]);
  append(report, &(struct iovec){line, length}, 1);
}

// The error that this call shall fail with; 0 lets it pass.
static int fault(int descriptor, enum file file, const char *call, int writes) {
  if (!at || !counts(descriptor, file)) return 0;
  long number = atomic_fetch_add(&calls, 1) + 1;
  if (!strcmp(what, "enospc")) {
    if (number < at || !writes) return 0;
    tell("enospc", call, file);
    return ENOSPC;
  }
  if (number != at) return 0;
  tell(what, call, file);
  if (!strcmp(what, "kill")) syscall(SYS_kill, getpid(), SIGKILL);
  return EIO;
}

struct change {
  uint8_t kind, file;
  uint16_t none;
  uint32_t size;
  uint64_t place;
};

static void note(char kind, enum file file, uint64_t place, const void *bytes, size_t size) {
  if (!record) return;
  struct change change = {kind, file, 0, size, place};
  append(record, (struct iovec[]){{&change, sizeof change}, {(void *)bytes, size}}, bytes ? 2 : 1);
}

static void watch(const char *call, enum file file) {
  if (watched && (file == BASE || file == WAL) && !atomic_load(&locked)) tell("unlocked", call, file);
}

// MARK: Calls

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t place) {
  enum file file = at_descriptor(descriptor);
  if ((errno = fault(descriptor, file, "pwrite", 1))) return -1;
  watch("pwrite", file);
  ssize_t done = REAL(pwrite64)(descriptor, bytes, size, place);
  if (done > 0 && is_base(file)) note('w', file, place, bytes, done);
  return done;
}

ssize_t pwrite(int descriptor, const void *bytes, size_t size, off_t place) {
  return pwrite64(descriptor, bytes, size, place);
}

ssize_t write(int descriptor, const void *bytes, size_t size) {
  enum file file = at_descriptor(descriptor);
  if ((errno = fault(descriptor, file, "write", 1))) return -1;
  watch("write", file);
  off_t place = is_base(file) ? lseek(descriptor, 0, SEEK_CUR) : 0;
  ssize_t done = REAL(write)(descriptor, bytes, size);
  if (done > 0 && is_base(file)) note('w', file, place, bytes, done);
  if (descriptor == 1 && done > 0 && memmem(bytes, done, "Saved", 5)) note('a', NONE, 0, NULL, 0);
  return done;
}

int ftruncate64(int descriptor, off64_t size) {
  enum file file = at_descriptor(descriptor);
  if ((errno = fault(descriptor, file, "ftruncate", 0))) return -1;
  watch("ftruncate", file);
  int failed = REAL(ftruncate64)(descriptor, size);
  if (!failed && is_base(file)) note('t', file, size, NULL, 0);
  return failed;
}

int ftruncate(int descriptor, off_t size) { return ftruncate64(descriptor, size); }

static int synced(int descriptor, const char *call, int (*real)(int)) {
  enum file file = at_descriptor(descriptor);
  if ((errno = fault(descriptor, file, call, 0))) return -1;
  int failed = real(descriptor);
  if (!failed && (is_base(file) || file == FOLDER)) note('s', file, 0, NULL, 0);
  return failed;
}

int fsync(int descriptor) { return synced(descriptor, "fsync", REAL(fsync)); }
int fdatasync(int descriptor) { return synced(descriptor, "fdatasync", REAL(fdatasync)); }

int unlink(const char *path) {
  int failed = REAL(unlink)(path);
  if (!failed && is_base(which(path))) note('u', which(path), 0, NULL, 0);
  return failed;
}

int rename(const char *from, const char *to) {
  int failed = REAL(rename)(from, to);
  // The base is written in place; a rename of it would be news to the power cuts, which then say so.
  if (!failed && (is_base(which(from)) || is_base(which(to)))) note('r', which(to), 0, NULL, 0);
  return failed;
}

int open64(const char *path, int flags, ...) {
  mode_t mode = 0;
  if (flags & (O_CREAT | O_TMPFILE)) {
    va_list rest;
    va_start(rest, flags);
    mode = va_arg(rest, mode_t);
    va_end(rest);
  }
  int is_new = (flags & O_CREAT) && is_base(which(path)) && access(path, F_OK) != 0;
  int descriptor = REAL(open64)(path, flags, mode);
  if (descriptor >= 0 && is_new) note('c', which(path), 0, NULL, 0);
  return descriptor;
}

int open(const char *path, int flags, ...) {
  mode_t mode = 0;
  if (flags & (O_CREAT | O_TMPFILE)) {
    va_list rest;
    va_start(rest, flags);
    mode = va_arg(rest, mode_t);
    va_end(rest);
  }
  return open64(path, flags, mode);
}

int flock(int descriptor, int operation) {
  int failed = REAL(flock)(descriptor, operation);
  if (!failed && at_descriptor(descriptor) == LOCK) atomic_store(&locked, (operation & LOCK_EX) != 0);
  return failed;
}
