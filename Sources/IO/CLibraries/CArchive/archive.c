#include "spoor_archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <dlfcn.h>
#include <locale.h>
#include <pthread.h>
#include <stdlib.h>

struct spoor_archive {
    struct archive *archive;
    struct archive_entry *entry;
    void *context;
    spoor_archive_source source;
    // Of the current member, owned by its entry.
    const char *path;
};

// The functions of the library, by their own names and types.
#define FUNCTIONS(each) \
    each(archive_read_new) \
    each(archive_read_support_filter_all) \
    each(archive_read_support_format_tar) \
    each(archive_read_support_format_zip) \
    each(archive_read_support_format_raw) \
    each(archive_read_open) \
    each(archive_read_next_header) \
    each(archive_read_data) \
    each(archive_read_free) \
    each(archive_error_string) \
    each(archive_entry_pathname_utf8) \
    each(archive_entry_pathname) \
    each(archive_entry_filetype) \
    each(archive_entry_is_encrypted)

#define DECLARE(name) static __typeof__(&name) lib_##name;
FUNCTIONS(DECLARE)

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const char *failure;
// Names of members are read as UTF-8, whatever the user's locale is.
static locale_t utf8;

static void load(void) {
    utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    void *library = dlopen("libarchive.so.13", RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        failure = dlerror();
        if (!failure) failure = "libarchive.so.13 cannot be loaded";
        return;
    }
#define RESOLVE(name) \
    lib_##name = (__typeof__(lib_##name))dlsym(library, #name); \
    if (!lib_##name) failure = "libarchive.so.13 has no " #name;
    FUNCTIONS(RESOLVE)
}

const char *spoor_archive_load(void) {
    pthread_once(&once, load);
    return failure;
}

static la_ssize_t pull(struct archive *archive, void *context, const void **bytes) {
    (void)archive;
    spoor_archive *self = context;
    return self->source(self->context, bytes);
}

spoor_archive *spoor_archive_open(void *context, spoor_archive_source source) {
    spoor_archive *self = calloc(1, sizeof *self);
    if (!self) return NULL;
    self->context = context;
    self->source = source;
    self->archive = lib_archive_read_new();
    if (!self->archive) {
        free(self);
        return NULL;
    }
    lib_archive_read_support_filter_all(self->archive);
    lib_archive_read_support_format_tar(self->archive);
    lib_archive_read_support_format_zip(self->archive);
    lib_archive_read_support_format_raw(self->archive);
    // A failure shows at the first member, too.
    lib_archive_read_open(self->archive, self, NULL, pull, NULL);
    return self;
}

int spoor_archive_next(spoor_archive *self) {
    locale_t users = utf8 ? uselocale(utf8) : (locale_t)0;
    int result = lib_archive_read_next_header(self->archive, &self->entry);
    self->path = NULL;
    if (result == ARCHIVE_OK || result == ARCHIVE_WARN) {
        self->path = lib_archive_entry_pathname_utf8(self->entry);
        if (!self->path) self->path = lib_archive_entry_pathname(self->entry);
    }
    if (users) uselocale(users);
    if (result == ARCHIVE_EOF) return 0;
    // A warning, for instance of an odd name, leaves the member readable.
    return result == ARCHIVE_OK || result == ARCHIVE_WARN ? 1 : -1;
}

const char *spoor_archive_path(spoor_archive *self) { return self->path; }

int spoor_archive_is_file(spoor_archive *self) {
    return lib_archive_entry_filetype(self->entry) == AE_IFREG;
}

int spoor_archive_is_encrypted(spoor_archive *self) {
    return lib_archive_entry_is_encrypted(self->entry) != 0;
}

ssize_t spoor_archive_read(spoor_archive *self, void *bytes, size_t count) {
    la_ssize_t result = lib_archive_read_data(self->archive, bytes, count);
    return result < 0 ? -1 : result;
}

const char *spoor_archive_error(spoor_archive *self) {
    const char *text = lib_archive_error_string(self->archive);
    return text ? text : "the archive is damaged";
}

void spoor_archive_close(spoor_archive *self) {
    lib_archive_read_free(self->archive);
    free(self);
}
