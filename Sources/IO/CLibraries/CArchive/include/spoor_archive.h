#pragma once
#include <stddef.h>
#include <sys/types.h>

// libarchive, loaded when the first archive is read: most runs read none, and its libraries would double the time to start.

/// Gives the next bytes, valid until the next call: how many, 0 at the end, -1 when they cannot be had.
typedef ssize_t (*spoor_archive_source)(void *context, const void **bytes);

/// An archive that is being read.
typedef struct spoor_archive spoor_archive;

/// Loads the library; NULL if it is there, else why it is not.
const char *spoor_archive_load(void);

/// Begins to read; NULL without memory. spoor_archive_load has to have returned NULL.
spoor_archive *spoor_archive_open(void *context, spoor_archive_source source);

/// Goes to the next member: 1 if there is one, 0 at the end, -1 when the archive is damaged.
int spoor_archive_next(spoor_archive *archive);

/// The path of the current member as stored, or NULL.
const char *spoor_archive_path(spoor_archive *archive);

/// Whether the current member is a file with contents.
int spoor_archive_is_file(spoor_archive *archive);

/// Whether the current member can only be read with a password.
int spoor_archive_is_encrypted(spoor_archive *archive);

/// Reads from the current member: how many bytes, 0 at its end, -1 when it is damaged.
ssize_t spoor_archive_read(spoor_archive *archive, void *bytes, size_t count);

/// What was the matter last; never NULL.
const char *spoor_archive_error(spoor_archive *archive);

void spoor_archive_close(spoor_archive *archive);
