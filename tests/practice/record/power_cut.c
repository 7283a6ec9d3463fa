/* Notes what a process asks of a record's files: writes, truncations, syncs.
 *
 * Preloaded before libc. Each note is a header and, for a write, its bytes; the
 * notes are in the order in which the calls returned, over all threads. What a
 * power cut leaves of it is power_cut.py's to say. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

struct note {
    char call;   /* w(rite), t(runcate), s(ync) */
    char file;   /* d(atabase), l(og), a(nswers) */
    char pad[6];
    uint64_t offset;
    uint64_t length;
};

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static int notes = -1;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("POWER_CUT_NOTES");
    if (path != NULL) notes = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int ends(const char *path, const char *with) {
    size_t have = strlen(path), want = strlen(with);
    return have >= want && strcmp(path + have - want, with) == 0;
}

static char file_of(int descriptor) {
    char link[64], path[4096];
    if (notes < 0 || descriptor == notes) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    if (ends(path, "/record.sqlite")) return 'd';
    if (ends(path, "/record.sqlite-wal")) return 'l';
    if (ends(path, "/answers")) return 'a';
    return 0;
}

static void note(char call, char file, uint64_t offset, uint64_t length, const void *bytes) {
    struct note head = {call, file, {0}, offset, length};
    struct iovec parts[2] = {{&head, sizeof head}, {(void *)bytes, call == 'w' ? length : 0}};
    if (syscall(SYS_writev, notes, parts, 2) < 0) abort();
}

#define REAL(name, type) \
    static type real; \
    if (real == NULL) real = (type)dlsym(RTLD_NEXT, name)

typedef ssize_t (*write_at)(int, const void *, size_t, off64_t);
typedef ssize_t (*write_on)(int, const void *, size_t);
typedef int (*truncate_to)(int, off64_t);
typedef int (*sync_of)(int);

static ssize_t noted_write_at(write_at real, int descriptor, const void *bytes, size_t length, off64_t offset) {
    char file = file_of(descriptor);
    if (file == 0) return real(descriptor, bytes, length, offset);
    pthread_mutex_lock(&one_at_a_time);
    ssize_t done = real(descriptor, bytes, length, offset);
    if (done > 0) note('w', file, (uint64_t)offset, (uint64_t)done, bytes);
    pthread_mutex_unlock(&one_at_a_time);
    return done;
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off64_t offset) {
    REAL("pwrite64", write_at);
    return noted_write_at(real, descriptor, bytes, length, offset);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t offset) {
    REAL("pwrite", write_at);
    return noted_write_at(real, descriptor, bytes, length, offset);
}

ssize_t write(int descriptor, const void *bytes, size_t length) {
    REAL("write", write_on);
    char file = file_of(descriptor);
    if (file == 0) return real(descriptor, bytes, length);
    if (file != 'a') abort(); /* SQLite is expected to say where it writes */
    pthread_mutex_lock(&one_at_a_time);
    ssize_t done = real(descriptor, bytes, length);
    if (done > 0) note('w', file, 0, (uint64_t)done, bytes);
    pthread_mutex_unlock(&one_at_a_time);
    return done;
}

static int noted_truncate(truncate_to real, int descriptor, off64_t length) {
    char file = file_of(descriptor);
    if (file == 0) return real(descriptor, length);
    pthread_mutex_lock(&one_at_a_time);
    int failed = real(descriptor, length);
    if (!failed) note('t', file, 0, (uint64_t)length, NULL);
    pthread_mutex_unlock(&one_at_a_time);
    return failed;
}

int ftruncate64(int descriptor, off64_t length) {
    REAL("ftruncate64", truncate_to);
    return noted_truncate(real, descriptor, length);
}

int ftruncate(int descriptor, off_t length) {
    REAL("ftruncate", truncate_to);
    return noted_truncate(real, descriptor, length);
}

static int noted_sync(sync_of real, int descriptor) {
    char file = file_of(descriptor);
    if (file == 0) return real(descriptor);
    pthread_mutex_lock(&one_at_a_time);
    int failed = real(descriptor);
    if (!failed) note('s', file, 0, 0, NULL);
    pthread_mutex_unlock(&one_at_a_time);
    return failed;
}

int fdatasync(int descriptor) {
    REAL("fdatasync", sync_of);
    return noted_sync(real, descriptor);
}

int fsync(int descriptor) {
    REAL("fsync", sync_of);
    return noted_sync(real, descriptor);
}
