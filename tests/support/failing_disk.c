/* A disk that fails when told to, for a program started with LD_PRELOAD: below the folder $FAILING_DISK_FOLDER, while the file
   $FAILING_DISK_ORDER says "full" nothing more can be written, while it says "sync" nothing can be synced. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int order_is(const char* word) {
  const char* name = getenv("FAILING_DISK_ORDER");
  const int file = name == NULL ? -1 : open(name, O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  char text[16] = "";
  const ssize_t size = read(file, text, sizeof text - 1);
  close(file);
  return size > 0 && strncmp(text, word, strlen(word)) == 0;
}

static int lies_below(int file) {
  const char* folder = getenv("FAILING_DISK_FOLDER");
  if (folder == NULL) return 0;
  char link[64];
  char path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  const ssize_t size = readlink(link, path, sizeof path - 1);
  if (size <= 0) return 0;
  path[size] = '\0';
  const size_t length = strlen(folder);
  return strncmp(path, folder, length) == 0 && path[length] == '/';
}

/* What the program says on its standard output and error is no matter of this disk, wherever it goes. */
static int is_full(int file) {
  return file > STDERR_FILENO && order_is("full") && lies_below(file);
}

#define REFUSED(error)  \
  do {                  \
    errno = (error);    \
    return -1;          \
  } while (0)

ssize_t write(int file, const void* bytes, size_t size) {
  static ssize_t (*real)(int, const void*, size_t);
  if (real == NULL) real = dlsym(RTLD_NEXT, "write");
  if (is_full(file)) REFUSED(ENOSPC);
  return real(file, bytes, size);
}

ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
  static ssize_t (*real)(int, const void*, size_t, off_t);
  if (real == NULL) real = dlsym(RTLD_NEXT, "pwrite");
  if (is_full(file)) REFUSED(ENOSPC);
  return real(file, bytes, size, at);
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
  static ssize_t (*real)(int, const void*, size_t, off64_t);
  if (real == NULL) real = dlsym(RTLD_NEXT, "pwrite64");
  if (is_full(file)) REFUSED(ENOSPC);
  return real(file, bytes, size, at);
}

/* SQLite makes room for its shared index so. */
int ftruncate64(int file, off64_t size) {
  static int (*real)(int, off64_t);
  if (real == NULL) real = dlsym(RTLD_NEXT, "ftruncate64");
  struct stat now;
  if (is_full(file) && fstat(file, &now) == 0 && size > now.st_size) REFUSED(ENOSPC);
  return real(file, size);
}

static int sync_fails(int file) {
  return order_is("sync") && lies_below(file);
}

int fsync(int file) {
  static int (*real)(int);
  if (real == NULL) real = dlsym(RTLD_NEXT, "fsync");
  if (sync_fails(file)) REFUSED(EIO);
  return real(file);
}

int fdatasync(int file) {
  static int (*real)(int);
  if (real == NULL) real = dlsym(RTLD_NEXT, "fdatasync");
  if (sync_fails(file)) REFUSED(EIO);
  return real(file);
}
