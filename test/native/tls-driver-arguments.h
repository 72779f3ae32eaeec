/** What tls-driver was asked to do. */
#ifndef FIELDFEED_TLS_DRIVER_ARGUMENTS_H
#define FIELDFEED_TLS_DRIVER_ARGUMENTS_H

#include "tls-core.h"

/** Most that is read from the socket at once. */
enum { CHUNK_MAX = 16384 };

typedef struct {
	TlsOptions tls;
	const char *session_file;
	const char *say;
	size_t chunk;
	size_t expect;
	size_t lengths;
	int timeout;
	int port;
} Arguments;

/** Reads the words of the command line, and the files that they name; false when they are wrong. */
bool take_arguments(Arguments *arguments, int count, char **words);

/** Wipes the key that was read: the core must have no use for it once it is open. */
void forget_key(Arguments *arguments);

#endif
