/**
 * Makes the TLS core the same in each run: random numbers and the time are fixed, so that what a server once said to this client
 * (test/native/corpus) is valid again. Stands in front of the functions of mbedTLS 2.28 and of the C library.
 */
#include "fuzz-common.h"
#include "tls-port.h"

#include <time.h>

/** State of a generator after Marsaglia (xorshift64). */
static uint64_t state;

void fuzz_reset(void)
{
	state = 0x9E3779B97F4A7C15u;
}

time_t time(time_t *target)
{
	if (target != NULL)
		*target = FUZZ_NOW;
	return FUZZ_NOW;
}

int mbedtls_ctr_drbg_seed(mbedtls_ctr_drbg_context *context, int (*entropy)(void *, unsigned char *, size_t), void *source,
	const unsigned char *custom, size_t length)
{
	(void)context;
	(void)entropy;
	(void)source;
	(void)custom;
	(void)length;
	return 0;
}

int mbedtls_ctr_drbg_random(void *context, unsigned char *target, size_t length)
{
	(void)context;
	for (size_t i = 0; i < length; i++) {
		state ^= state << 13;
		state ^= state >> 7;
		state ^= state << 17;
		target[i] = (unsigned char)(state >> 32);
	}
	return 0;
}
