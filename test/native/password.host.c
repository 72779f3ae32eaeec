/*
 * Runs modules/settings/password/password-core.c against published vectors. Prints nothing and returns 0 when all holds; otherwise names
 * the line that did not.
 */
#include "password-core.h"

#include <stdio.h>
#include <string.h>

static int failed;
#define HOLDS(what) do { if (!(what)) { failed = 1; printf("line %d: %s\n", __LINE__, #what); } } while (0)

static bool stretch(const char *password, const char *salt, uint32_t iterations, uint8_t *hash)
{
	return password_stretch((const uint8_t *)password, strlen(password), (const uint8_t *)salt, strlen(salt), iterations, hash);
}

/** RFC 7914 section 11 has both at 64 bytes: the first block, which is what we take, does not depend on how many follow. */
static void vectors(void)
{
	static const uint8_t once[PASSWORD_HASH] = {
		0x55, 0xac, 0x04, 0x6e, 0x56, 0xe3, 0x08, 0x9f, 0xec, 0x16, 0x91, 0xc2, 0x25, 0x44, 0xb6, 0x05,
		0xf9, 0x41, 0x85, 0x21, 0x6d, 0xde, 0x04, 0x65, 0xe6, 0x8b, 0x9d, 0x57, 0xc2, 0x0d, 0xac, 0xbc,
	};
	static const uint8_t often[PASSWORD_HASH] = {
		0x4d, 0xdc, 0xd8, 0xf6, 0x0b, 0x98, 0xbe, 0x21, 0x83, 0x0c, 0xee, 0x5e, 0xf2, 0x27, 0x01, 0xf9,
		0x64, 0x1a, 0x44, 0x18, 0xd0, 0x4c, 0x04, 0x14, 0xae, 0xff, 0x08, 0x87, 0x6b, 0x34, 0xab, 0x56,
	};
	uint8_t hash[PASSWORD_HASH];
	HOLDS(stretch("passwd", "salt", 1, hash));
	HOLDS(memcmp(hash, once, sizeof hash) == 0);
	HOLDS(stretch("Password", "NaCl", 80000, hash));
	HOLDS(memcmp(hash, often, sizeof hash) == 0);
}

/** At the longest password the HMAC's key is one whole block; behind it there is nothing to read. */
static void bounds(void)
{
	static const uint8_t zero[PASSWORD_HASH];
	uint8_t password[PASSWORD_MAX], salt[PASSWORD_MAX], hash[PASSWORD_HASH], other[PASSWORD_HASH];
	memset(password, 'p', sizeof password);
	memset(salt, 's', sizeof salt);
	HOLDS(password_stretch(password, sizeof password, salt, sizeof salt, 2, hash));
	HOLDS(password_stretch(password, sizeof password - 1, salt, sizeof salt, 2, other));
	HOLDS(memcmp(hash, other, sizeof hash) != 0);

	const struct {
		size_t password, salt;
		uint32_t iterations;
	} refused[] = {
		{0, 16, 1}, {PASSWORD_MAX + 1, 16, 1}, {8, 0, 1}, {8, PASSWORD_MAX + 1, 1}, {8, 16, 0}, {8, 16, PASSWORD_ITERATIONS_MAX + 1},
	};
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
		memset(hash, 0xff, sizeof hash);
		HOLDS(!password_stretch(password, refused[i].password, salt, refused[i].salt, refused[i].iterations, hash));
		HOLDS(memcmp(hash, zero, sizeof hash) == 0);
	}
}

static void randomness(void)
{
	uint8_t first[32] = {0}, second[32] = {0};
	HOLDS(password_random(first, sizeof first));
	HOLDS(password_random(second, sizeof second));
	HOLDS(memcmp(first, second, sizeof first) != 0);
	HOLDS(password_random(first, 0));
}

int main(void)
{
	vectors();
	bounds();
	randomness();
	return failed;
}
