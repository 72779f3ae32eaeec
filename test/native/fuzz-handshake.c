/**
 * What a server says. An input is: chunk (1 byte; 0 is all at once), length of the root (2, the most significant first), the
 * root in DER, and then all that the server sends. fuzz-record.c makes such an input from a real server.
 */
#include "fuzz-common.h"
#include "tls-core.h"

#include <stdlib.h>

enum { HEAD = 3 };

static void drain(TlsCore *core)
{
	uint8_t out[333];
	while (tls_send(core, out, sizeof out) > 0)
		continue;
}

/** What a transport does behind each step. Checks what the core promises. */
static void follow(TlsCore *core)
{
	static const uint8_t packet[] = {0x10, 0x02, 0x00, 0x00};
	uint8_t plain[64];
	uint8_t saved[TLS_SESSION_MAX];
	drain(core);
	if (tls_phase(core) != TLS_OPEN) {
		if (tls_writable(core) != 0 || tls_readable(core) != 0 || tls_write(core, packet, sizeof packet))
			abort();
		if ((tls_phase(core) == TLS_ENDED) != (tls_reason(core) != TLS_NONE))
			abort();
		return;
	}
	(void)tls_write(core, packet, sizeof packet);
	(void)tls_save(core, saved, sizeof saved);
	while (tls_read(core, plain, sizeof plain) > 0)
		continue;
	drain(core);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < HEAD)
		return 0;
	const size_t roots = (size_t)data[1] << 8 | data[2];
	if (roots == 0 || size - HEAD < roots)
		return 0;
	fuzz_reset();
	const TlsOptions options = {.host = "localhost", .roots = data + HEAD, .roots_length = roots, .now = FUZZ_NOW};
	TlsCore *core;
	if (tls_open(&core, &options) != TLS_NONE)
		return 0;
	size_t at = HEAD + roots;
	drain(core);
	while (at < size && tls_phase(core) != TLS_ENDED) {
		const size_t chunk = data[0] == 0 || data[0] > size - at ? size - at : data[0];
		const size_t taken = tls_receive(core, data + at, chunk);
		at += taken;
		follow(core);
		if (taken == 0 && tls_phase(core) == TLS_HANDSHAKE)
			abort();
	}
	if (size % 2 == 0)
		tls_close(core);
	drain(core);
	tls_free(core);
	return 0;
}
