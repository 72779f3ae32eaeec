/** PBKDF2-HMAC-SHA256 and random bytes, on mbedTLS 2.28 (Debian) or 4 (ESP-IDF 6, PSA). No state, no XS in it. */
#ifndef FIELDFEED_PASSWORD_CORE_H
#define FIELDFEED_PASSWORD_CORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Bytes of a hash: one block of the function. */
#define PASSWORD_HASH 32
/** Most bytes of a password, and of a salt. */
#define PASSWORD_MAX 64
/** Most iterations: more would keep the board from everything else for too long. A test of published vectors needs more. */
#ifndef PASSWORD_ITERATIONS_MAX
#define PASSWORD_ITERATIONS_MAX 20000
#endif

/**
 * Fills hash[PASSWORD_HASH] with PBKDF2-HMAC-SHA256 (RFC 8018 section 5.2). Lengths are 1 to PASSWORD_MAX bytes, iterations 1 to
 * PASSWORD_ITERATIONS_MAX. False for other ones, and when mbedTLS could not (memory): then hash is all zero.
 */
bool password_stretch(const uint8_t *password, size_t password_length, const uint8_t *salt, size_t salt_length,
	uint32_t iterations, uint8_t *hash);

/** Fills target with random bytes fit for secrets. False when there are none: then it is all zero. */
bool password_random(uint8_t *target, size_t length);

#endif
