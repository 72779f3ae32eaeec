#include "password-core.h"

#include <string.h>

/* As in net/tls/tls-port.h: the SDK's makefile does not know ESP-IDF's configuration of mbedTLS. */
#ifdef ESP_PLATFORM
#ifndef MBEDTLS_MAJOR_VERSION
#define MBEDTLS_MAJOR_VERSION 4
#endif
#ifndef MBEDTLS_CONFIG_FILE
#define MBEDTLS_CONFIG_FILE "mbedtls/esp_config.h"
#endif
#ifndef TF_PSA_CRYPTO_USER_CONFIG_FILE
#define TF_PSA_CRYPTO_USER_CONFIG_FILE "mbedtls/esp_config.h"
#endif
#endif

#include "mbedtls/version.h"

#if MBEDTLS_VERSION_MAJOR == 2

#include "mbedtls/ctr_drbg.h"
#include "mbedtls/entropy.h"
#include "mbedtls/md.h"
#include "mbedtls/pkcs5.h"

static bool derive(const uint8_t *password, size_t password_length, const uint8_t *salt, size_t salt_length,
	uint32_t iterations, uint8_t *hash)
{
	mbedtls_md_context_t hmac;
	mbedtls_md_init(&hmac);
	int error = mbedtls_md_setup(&hmac, mbedtls_md_info_from_type(MBEDTLS_MD_SHA256), 1);
	if (error == 0)
		error = mbedtls_pkcs5_pbkdf2_hmac(&hmac, password, password_length, salt, salt_length, iterations,
			PASSWORD_HASH, hash);
	mbedtls_md_free(&hmac);
	return error == 0;
}

bool password_random(uint8_t *target, size_t length)
{
	mbedtls_entropy_context entropy;
	mbedtls_ctr_drbg_context generator;
	mbedtls_entropy_init(&entropy);
	mbedtls_ctr_drbg_init(&generator);
	int error = mbedtls_ctr_drbg_seed(&generator, mbedtls_entropy_func, &entropy, NULL, 0);
	if (error == 0)
		error = mbedtls_ctr_drbg_random(&generator, target, length);
	mbedtls_ctr_drbg_free(&generator);
	mbedtls_entropy_free(&entropy);
	if (error != 0)
		memset(target, 0, length);
	return error == 0;
}

#elif MBEDTLS_VERSION_MAJOR == 4

#include "psa/crypto.h"

/* On by default in TF-PSA-Crypto 1.0 (psa/crypto_config.h), and ESP-IDF 6.0's esp_config.h leaves them on. */
#if !defined(PSA_WANT_ALG_PBKDF2_HMAC) || !defined(PSA_WANT_ALG_HMAC) || !defined(PSA_WANT_ALG_SHA_256)
#error "this mbedTLS is built without PBKDF2-HMAC-SHA256"
#endif

/* The password goes in as bytes: a key would have to be made and destroyed for it. Order: PSA Crypto API 1.1, PSA_ALG_PBKDF2_HMAC. */
static bool derive(const uint8_t *password, size_t password_length, const uint8_t *salt, size_t salt_length,
	uint32_t iterations, uint8_t *hash)
{
	if (psa_crypto_init() != PSA_SUCCESS)
		return false;
	psa_key_derivation_operation_t operation = PSA_KEY_DERIVATION_OPERATION_INIT;
	psa_status_t status = psa_key_derivation_setup(&operation, PSA_ALG_PBKDF2_HMAC(PSA_ALG_SHA_256));
	if (status == PSA_SUCCESS)
		status = psa_key_derivation_input_integer(&operation, PSA_KEY_DERIVATION_INPUT_COST, iterations);
	if (status == PSA_SUCCESS)
		status = psa_key_derivation_input_bytes(&operation, PSA_KEY_DERIVATION_INPUT_SALT, salt, salt_length);
	if (status == PSA_SUCCESS)
		status = psa_key_derivation_input_bytes(&operation, PSA_KEY_DERIVATION_INPUT_PASSWORD, password, password_length);
	if (status == PSA_SUCCESS)
		status = psa_key_derivation_output_bytes(&operation, hash, PASSWORD_HASH);
	(void)psa_key_derivation_abort(&operation); /* what was derived is derived */
	return status == PSA_SUCCESS;
}

bool password_random(uint8_t *target, size_t length)
{
	const bool made = psa_crypto_init() == PSA_SUCCESS && psa_generate_random(target, length) == PSA_SUCCESS;
	if (!made)
		memset(target, 0, length);
	return made;
}

#else
#error "this mbedTLS is not known: 2.28 and 4 are"
#endif

bool password_stretch(const uint8_t *password, size_t password_length, const uint8_t *salt, size_t salt_length,
	uint32_t iterations, uint8_t *hash)
{
	const bool fits = password_length >= 1 && password_length <= PASSWORD_MAX && salt_length >= 1 &&
		salt_length <= PASSWORD_MAX && iterations >= 1 && iterations <= PASSWORD_ITERATIONS_MAX;
	const bool made = fits && derive(password, password_length, salt, salt_length, iterations, hash);
	if (!made)
		memset(hash, 0, PASSWORD_HASH);
	return made;
}
