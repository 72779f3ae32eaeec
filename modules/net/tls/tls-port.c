#include "tls-port.h"

#if MBEDTLS_VERSION_MAJOR == 4
#include "psa/crypto.h"
#endif

/** ECDHE and AEAD only, in the order we want them; what the library was built without, it passes over. */
static const int suites[] = {
#ifdef MBEDTLS_SSL_PROTO_TLS1_3
	MBEDTLS_TLS1_3_AES_128_GCM_SHA256,
	MBEDTLS_TLS1_3_CHACHA20_POLY1305_SHA256,
	MBEDTLS_TLS1_3_AES_256_GCM_SHA384,
#endif
	MBEDTLS_TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
	MBEDTLS_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
	MBEDTLS_TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
	MBEDTLS_TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
	MBEDTLS_TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
	MBEDTLS_TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
	0,
};

#if MBEDTLS_VERSION_MAJOR == 2

static const mbedtls_ecp_group_id groups[] = {
	MBEDTLS_ECP_DP_SECP256R1,
	MBEDTLS_ECP_DP_CURVE25519,
	MBEDTLS_ECP_DP_SECP384R1,
	MBEDTLS_ECP_DP_NONE,
};

/** Hash functions of the server's signature; SHA-1 is on in the library's own list. */
static const int hashes[] = {MBEDTLS_MD_SHA256, MBEDTLS_MD_SHA384, MBEDTLS_MD_SHA512, MBEDTLS_MD_NONE};

int tls_random_init(TlsRandom *random)
{
	mbedtls_entropy_init(&random->entropy);
	mbedtls_ctr_drbg_init(&random->generator);
	return mbedtls_ctr_drbg_seed(&random->generator, mbedtls_entropy_func, &random->entropy, NULL, 0);
}

void tls_random_free(TlsRandom *random)
{
	mbedtls_ctr_drbg_free(&random->generator);
	mbedtls_entropy_free(&random->entropy);
}

int tls_configure(mbedtls_ssl_config *config, TlsRandom *random)
{
	const int error = mbedtls_ssl_config_defaults(config, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM,
		MBEDTLS_SSL_PRESET_DEFAULT);
	if (error != 0)
		return error;
	mbedtls_ssl_conf_rng(config, mbedtls_ctr_drbg_random, &random->generator);
	mbedtls_ssl_conf_min_version(config, MBEDTLS_SSL_MAJOR_VERSION_3, MBEDTLS_SSL_MINOR_VERSION_3);
	mbedtls_ssl_conf_max_version(config, MBEDTLS_SSL_MAJOR_VERSION_3, MBEDTLS_SSL_MINOR_VERSION_3);
	mbedtls_ssl_conf_ciphersuites(config, suites);
	mbedtls_ssl_conf_curves(config, groups);
	mbedtls_ssl_conf_sig_hashes(config, hashes);
	return 0;
}

int tls_last_alert(const mbedtls_ssl_context *ssl)
{
	return ssl->in_msg[1];
}

bool tls_is_version_error(int error)
{
	return error == MBEDTLS_ERR_SSL_BAD_HS_PROTOCOL_VERSION;
}

bool tls_is_memory_error(int error)
{
	return error == MBEDTLS_ERR_SSL_ALLOC_FAILED || error == MBEDTLS_ERR_X509_ALLOC_FAILED ||
		error == MBEDTLS_ERR_PK_ALLOC_FAILED || error == MBEDTLS_ERR_MPI_ALLOC_FAILED;
}

bool tls_is_certificate_error(int error)
{
	return error == MBEDTLS_ERR_SSL_BAD_HS_CERTIFICATE || error == MBEDTLS_ERR_SSL_PEER_VERIFY_FAILED;
}

bool tls_is_ticket(int error)
{
	(void)error;
	return false;
}

bool tls_is_1_3(const mbedtls_ssl_context *ssl)
{
	(void)ssl;
	return false;
}

#else

static const uint16_t groups[] = {
	MBEDTLS_SSL_IANA_TLS_GROUP_SECP256R1,
	MBEDTLS_SSL_IANA_TLS_GROUP_X25519,
	MBEDTLS_SSL_IANA_TLS_GROUP_SECP384R1,
	MBEDTLS_SSL_IANA_TLS_GROUP_NONE,
};

static const uint16_t signatures[] = {
	MBEDTLS_TLS1_3_SIG_ECDSA_SECP256R1_SHA256,
	MBEDTLS_TLS1_3_SIG_ECDSA_SECP384R1_SHA384,
	MBEDTLS_TLS1_3_SIG_RSA_PSS_RSAE_SHA256,
	MBEDTLS_TLS1_3_SIG_RSA_PSS_RSAE_SHA384,
	MBEDTLS_TLS1_3_SIG_RSA_PSS_RSAE_SHA512,
	MBEDTLS_TLS1_3_SIG_RSA_PKCS1_SHA256,
	MBEDTLS_TLS1_3_SIG_RSA_PKCS1_SHA384,
	MBEDTLS_TLS1_3_SIG_RSA_PKCS1_SHA512,
	MBEDTLS_TLS1_3_SIG_NONE,
};

int tls_random_init(TlsRandom *random)
{
	random->none = 0;
	return psa_crypto_init();
}

void tls_random_free(TlsRandom *random)
{
	(void)random; /* PSA is everybody's; it stays */
}

int tls_configure(mbedtls_ssl_config *config, TlsRandom *random)
{
	(void)random;
	const int error = mbedtls_ssl_config_defaults(config, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM,
		MBEDTLS_SSL_PRESET_DEFAULT);
	if (error != 0)
		return error;
	mbedtls_ssl_conf_min_tls_version(config, MBEDTLS_SSL_VERSION_TLS1_2);
#ifdef MBEDTLS_SSL_PROTO_TLS1_3
	mbedtls_ssl_conf_max_tls_version(config, MBEDTLS_SSL_VERSION_TLS1_3);
	/* No key exchange without (EC)DHE, not even when a session is resumed. */
	mbedtls_ssl_conf_tls13_key_exchange_modes(config, MBEDTLS_SSL_TLS1_3_KEY_EXCHANGE_MODE_EPHEMERAL_ALL);
#else
	mbedtls_ssl_conf_max_tls_version(config, MBEDTLS_SSL_VERSION_TLS1_2);
#endif
	mbedtls_ssl_conf_ciphersuites(config, suites);
	mbedtls_ssl_conf_groups(config, groups);
	mbedtls_ssl_conf_sig_algs(config, signatures);
	return 0;
}

int tls_last_alert(const mbedtls_ssl_context *ssl)
{
	return ssl->in_msg[1];
}

bool tls_is_version_error(int error)
{
	return error == MBEDTLS_ERR_SSL_BAD_PROTOCOL_VERSION;
}

bool tls_is_memory_error(int error)
{
	return error == PSA_ERROR_INSUFFICIENT_MEMORY;
}

bool tls_is_certificate_error(int error)
{
	return error == MBEDTLS_ERR_SSL_BAD_CERTIFICATE;
}

bool tls_is_ticket(int error)
{
#ifdef MBEDTLS_SSL_PROTO_TLS1_3
	return error == MBEDTLS_ERR_SSL_RECEIVED_NEW_SESSION_TICKET;
#else
	(void)error;
	return false;
#endif
}

bool tls_is_1_3(const mbedtls_ssl_context *ssl)
{
	return mbedtls_ssl_get_version_number(ssl) == MBEDTLS_SSL_VERSION_TLS1_3;
}

#endif
