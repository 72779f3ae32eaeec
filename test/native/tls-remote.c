/**
 * The TLS core for a program that cannot link it: whoever starts this calls the core's functions over two pipes, one at a time,
 * and waits for each answer.
 *
 * A call on standard input: a letter, the length of what follows (4 bytes, little endian as all numbers here), and that. The
 * answer on standard output: phase, reason, and whether it is resumed (1) and has a session (2), a byte each; detail, bytes
 * pending, readable and writable (4 bytes each); the length of the result, and the result.
 *
 *   o  tls_open: now (8 bytes), then host, roots, session, certificate and key, each behind its length -> the reason, a byte
 *   r  tls_receive: ciphertext -> how much of it was taken
 *   s  tls_send, p  tls_read, v  tls_save: the size of the target -> bytes
 *   w  tls_write: a packet -> 1 or 0, a byte
 *   x  tls_close
 *
 * It ends with its standard input. Exit code 2: a call that is none.
 */
#include "tls-core.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CALL_MAX = 1 << 20, RESULT_MAX = 1 << 14, STATE_SIZE = 19, BLOBS = 5 };

static uint8_t call[CALL_MAX];
static uint8_t result[RESULT_MAX];

static uint32_t get32(const uint8_t *bytes)
{
	return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

static void put32(uint8_t *bytes, uint32_t value)
{
	for (int i = 0; i < 4; i++)
		bytes[i] = (uint8_t)(value >> 8 * i);
}

/** Takes tls_open's arguments apart; false when they are none. */
static bool take_options(TlsOptions *options, char *host, size_t size, size_t length)
{
	const uint8_t *blob[BLOBS];
	size_t blob_length[BLOBS];
	size_t at = 8;
	for (int i = 0; i < BLOBS; i++) {
		if (at + 4 > length)
			return false;
		blob_length[i] = get32(call + at);
		blob[i] = call + at + 4;
		at += 4 + blob_length[i];
	}
	if (at != length || blob_length[0] >= size)
		return false;
	memcpy(host, blob[0], blob_length[0]);
	host[blob_length[0]] = 0;
	*options = (TlsOptions){
		.host = host,
		.now = (int64_t)((uint64_t)get32(call + 4) << 32 | get32(call)),
		.roots = blob[1],
		.roots_length = blob_length[1],
		.session = blob[2],
		.session_length = blob_length[2],
		.certificate = blob[3],
		.certificate_length = blob_length[3],
		.key = blob[4],
		.key_length = blob_length[4],
	};
	return true;
}

/** Opens the connection; one byte of result. */
static bool open_core(TlsCore **core, size_t length)
{
	char host[TLS_HOST_MAX + 2];
	TlsOptions options;
	if (*core != NULL || !take_options(&options, host, sizeof host, length))
		return false;
	result[0] = (uint8_t)tls_open(core, &options);
	memset(call, 0, length); /* the key */
	return true;
}

/** Size of the target of a call that fills one. */
static size_t wanted(size_t length)
{
	const size_t size = length >= 4 ? get32(call) : 0;
	return size < RESULT_MAX ? size : RESULT_MAX;
}

/** Does one call; the length of its result, or -1. */
static long answer(TlsCore **core, int letter, size_t length)
{
	if (letter == 'o')
		return open_core(core, length) ? 1 : -1;
	if (*core == NULL)
		return -1;
	switch (letter) {
	case 'r':
		put32(result, (uint32_t)tls_receive(*core, call, length));
		return 4;
	case 's':
		return (long)tls_send(*core, result, wanted(length));
	case 'p':
		return (long)tls_read(*core, result, wanted(length));
	case 'v':
		return (long)tls_save(*core, result, wanted(length));
	case 'w':
		result[0] = tls_write(*core, call, length);
		return 1;
	case 'x':
		tls_close(*core);
		return 0;
	default:
		return -1;
	}
}

static void put_state(uint8_t *state, TlsCore *core)
{
	state[0] = (uint8_t)(core != NULL ? tls_phase(core) : TLS_ENDED);
	state[1] = (uint8_t)(core != NULL ? tls_reason(core) : TLS_NONE);
	state[2] = core == NULL ? 0 : (uint8_t)((tls_resumed(core) ? 1 : 0) | (tls_has_session(core) ? 2 : 0));
	put32(state + 3, core != NULL ? (uint32_t)tls_detail(core) : 0);
	put32(state + 7, core != NULL ? (uint32_t)tls_pending(core) : 0);
	put32(state + 11, core != NULL ? (uint32_t)tls_readable(core) : 0);
	put32(state + 15, core != NULL ? (uint32_t)tls_writable(core) : 0);
}

/** One call and its answer; false at the end. Exits when it is no call. */
static bool serve(TlsCore **core)
{
	uint8_t head[5];
	uint8_t state[STATE_SIZE + 4];
	if (fread(head, 1, sizeof head, stdin) != sizeof head)
		return false;
	const size_t length = get32(head + 1);
	if (length > CALL_MAX)
		exit(2);
	if (fread(call, 1, length, stdin) != length)
		return false;
	const long count = answer(core, head[0], length);
	if (count < 0)
		exit(2);
	put_state(state, *core);
	put32(state + STATE_SIZE, (uint32_t)count);
	return fwrite(state, 1, sizeof state, stdout) == sizeof state &&
		fwrite(result, 1, (size_t)count, stdout) == (size_t)count && fflush(stdout) == 0;
}

int main(void)
{
	TlsCore *core = NULL;
	while (serve(&core))
		continue;
	tls_free(core);
	return 0;
}
