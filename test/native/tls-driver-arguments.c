#include "tls-driver-arguments.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FILE_MAX = 65536 };

static uint8_t ca[FILE_MAX];
static uint8_t session[TLS_SESSION_MAX];
static uint8_t client_certificate[FILE_MAX];
static uint8_t client_key[FILE_MAX];

static size_t read_file(const char *path, void *target, size_t size)
{
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		return 0;
	const size_t length = fread(target, 1, size, file);
	fclose(file);
	return length;
}

static const char *value_of(const char *word, const char *key)
{
	const size_t length = strlen(key);
	return strncmp(word, key, length) == 0 && word[length] == '=' ? word + length + 1 : NULL;
}

/** Reads the client certificate or its key; false when the word is neither. */
static bool take_credential(TlsOptions *tls, const char *word)
{
	const char *value;
	if ((value = value_of(word, "certificate")) != NULL) {
		tls->certificate = client_certificate;
		tls->certificate_length = read_file(value, client_certificate, sizeof client_certificate);
	} else if ((value = value_of(word, "key")) != NULL) {
		tls->key = client_key;
		tls->key_length = read_file(value, client_key, sizeof client_key);
	} else {
		return false;
	}
	return true;
}

static bool take_word(Arguments *arguments, const char *word)
{
	const char *value;
	if ((value = value_of(word, "now")) != NULL)
		arguments->tls.now = atoll(value);
	else if ((value = value_of(word, "timeout")) != NULL)
		arguments->timeout = atoi(value);
	else if ((value = value_of(word, "chunk")) != NULL)
		arguments->chunk = (size_t)atoi(value);
	else if ((value = value_of(word, "session")) != NULL)
		arguments->session_file = value;
	else if ((value = value_of(word, "say")) != NULL)
		arguments->say = value;
	else if ((value = value_of(word, "expect")) != NULL)
		arguments->expect = (size_t)atoi(value);
	else if ((value = value_of(word, "lengths")) != NULL)
		arguments->lengths = (size_t)atoi(value);
	else
		return take_credential(&arguments->tls, word);
	return true;
}

bool take_arguments(Arguments *arguments, int count, char **words)
{
	if (count < 4)
		return false;
	*arguments = (Arguments){.chunk = CHUNK_MAX, .timeout = 5000, .port = atoi(words[1])};
	arguments->tls.host = words[2];
	arguments->tls.now = (int64_t)time(NULL);
	if (strcmp(words[3], "-") != 0) {
		arguments->tls.roots = ca;
		arguments->tls.roots_length = read_file(words[3], ca, sizeof ca);
	}
	for (int i = 4; i < count; i++) {
		if (!take_word(arguments, words[i]))
			return false;
	}
	if (arguments->session_file != NULL) {
		arguments->tls.session = session;
		arguments->tls.session_length = read_file(arguments->session_file, session, sizeof session);
	}
	return arguments->chunk >= 1 && arguments->chunk <= CHUNK_MAX;
}

void forget_key(Arguments *arguments)
{
	memset(client_key, 0, sizeof client_key);
	memset(client_certificate, 0, sizeof client_certificate);
	arguments->tls.key_length = 0;
	arguments->tls.certificate_length = 0;
}
