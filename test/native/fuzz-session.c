/**
 * A saved session. An input that begins with an even byte is given as it is; otherwise what follows is put into a whole session, with
 * the right scope, dates and digest, so that mbedTLS's own reader sees it.
 */
#include "fuzz-common.h"
#include "tls-internal.h"

#include <string.h>

enum { BODY_AT = 24 + TLS_DIGEST };

static void put(uint8_t *target, uint64_t value, int size)
{
	for (int i = size - 1; i >= 0; i--, value >>= 8)
		target[i] = (uint8_t)value;
}

/** A session around `body`; returns its length. */
static size_t wrap(uint8_t *target, const uint8_t *scope, const uint8_t *body, size_t length)
{
	memcpy(target, "FFT1", 4);
	put(target + 4, MBEDTLS_VERSION_NUMBER, 4);
	put(target + 8, FUZZ_NOW - 60, 8);
	put(target + 16, FUZZ_NOW + 60, 8);
	memcpy(target + 24, scope, TLS_DIGEST);
	memcpy(target + BODY_AT, body, length);
	const mbedtls_md_info_t *sha = mbedtls_md_info_from_type(MBEDTLS_MD_SHA256);
	(void)mbedtls_md(sha, target, BODY_AT + length, target + BODY_AT + length);
	return BODY_AT + length + TLS_DIGEST;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t session[TLS_SESSION_MAX];
	uint8_t out[512];
	TlsOptions options = {.host = "localhost", .now = FUZZ_NOW};
	TlsCore *core;
	if (size == 0 || size > sizeof session - BODY_AT - TLS_DIGEST)
		return 0;
	fuzz_reset();
	if (data[0] % 2 == 0) {
		options.session = data + 1;
		options.session_length = size - 1;
	} else {
		static uint8_t scope[TLS_DIGEST];
		static bool known;
		if (!known && tls_open(&core, &options) == TLS_NONE) {
			memcpy(scope, core->scope, TLS_DIGEST);
			tls_free(core);
			known = true;
		}
		options.session = session;
		options.session_length = wrap(session, scope, data + 1, size - 1);
	}
	if (tls_open(&core, &options) != TLS_NONE)
		return 0;
	while (tls_send(core, out, sizeof out) > 0)
		continue;
	tls_free(core);
	return 0;
}
