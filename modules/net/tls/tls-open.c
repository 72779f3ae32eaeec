#include "tls-internal.h"
#include "tls-roots.h"

#include <string.h>

/** Certificates by RSA of 2048 bits or more, or ECDSA on the NIST curves, over SHA-256 or longer. */
static const mbedtls_x509_crt_profile profile = {
	MBEDTLS_X509_ID_FLAG(MBEDTLS_MD_SHA256) | MBEDTLS_X509_ID_FLAG(MBEDTLS_MD_SHA384) |
		MBEDTLS_X509_ID_FLAG(MBEDTLS_MD_SHA512),
	0xFFFFFFF,
	MBEDTLS_X509_ID_FLAG(MBEDTLS_ECP_DP_SECP256R1) | MBEDTLS_X509_ID_FLAG(MBEDTLS_ECP_DP_SECP384R1) |
		MBEDTLS_X509_ID_FLAG(MBEDTLS_ECP_DP_SECP521R1),
	2048,
};

size_t tls_last_length(const mbedtls_x509_crt *certificate)
{
	while (certificate->next != NULL)
		certificate = certificate->next;
	return certificate->raw.len;
}

static int parse_roots(TlsCore *core, const TlsOptions *options)
{
	if (options->roots_length == 0)
		return tls_builtin_roots(&core->roots);
	for (size_t at = 0; at < options->roots_length; at += tls_last_length(&core->roots)) {
		const int error = mbedtls_x509_crt_parse_der(&core->roots, options->roots + at, options->roots_length - at);
		if (error != 0)
			return error;
	}
	return 0;
}

/** Sets up everything but what the client shows of itself, as far as it goes; 0 or an error code. */
static int configure(TlsCore *core, const TlsOptions *options)
{
	int error = tls_random_init(&core->random);
	if (error == 0)
		error = tls_configure(&core->config, &core->random);
	if (error == 0)
		error = parse_roots(core, options);
	if (error != 0)
		return error;
	mbedtls_ssl_conf_authmode(&core->config, MBEDTLS_SSL_VERIFY_REQUIRED);
	mbedtls_ssl_conf_cert_profile(&core->config, &profile);
	mbedtls_ssl_conf_ca_chain(&core->config, &core->roots, NULL);
	mbedtls_ssl_conf_verify(&core->config, tls_check_certificate, core);
#ifdef MBEDTLS_SSL_RENEGOTIATION
	mbedtls_ssl_conf_renegotiation(&core->config, MBEDTLS_SSL_RENEGOTIATION_DISABLED);
#endif
	return 0;
}

/** Prepares the first flight; 0 or an error code. */
static int prepare(TlsCore *core, const TlsOptions *options)
{
	int error = mbedtls_ssl_setup(&core->ssl, &core->config);
	/* An address is no server name (RFC 6066 §3). The name is checked by tls_check_certificate. */
	if (error == 0)
		error = mbedtls_ssl_set_hostname(&core->ssl, core->host.is_address ? NULL : core->host.name);
	if (error != 0)
		return error;
	mbedtls_ssl_set_bio(&core->ssl, core, tls_on_send, tls_on_receive, NULL);
	if (!tls_make_scope(core))
		return MBEDTLS_ERR_SSL_INTERNAL_ERROR;
	tls_offer_session(core, options->session, options->session_length);
	return 0;
}

static TlsReason set_up(TlsCore *core, const TlsOptions *options)
{
	int error = configure(core, options);
	if (error != 0)
		return tls_reason_of_error(error);
	const TlsReason wrong = tls_take_client_certificate(core, options);
	if (wrong != TLS_NONE)
		return wrong;
	error = prepare(core, options);
	return error == 0 ? TLS_NONE : tls_reason_of_error(error);
}

TlsReason tls_open(TlsCore **result, const TlsOptions *options)
{
	*result = NULL;
	TlsCore *core = mbedtls_calloc(1, sizeof *core);
	if (core == NULL)
		return TLS_MEMORY;
	mbedtls_ssl_init(&core->ssl);
	mbedtls_ssl_config_init(&core->config);
	mbedtls_x509_crt_init(&core->roots);
	mbedtls_x509_crt_init(&core->certificate);
	mbedtls_pk_init(&core->key);
	core->now = options->now;
	core->not_after = INT64_MAX;
	if (!tls_parse_host(&core->host, options->host)) {
		mbedtls_free(core);
		return TLS_INTERNAL;
	}
	const TlsReason wrong = set_up(core, options);
	if (wrong != TLS_NONE) {
		tls_free(core);
		return wrong;
	}
	tls_advance(core);
	*result = core;
	return TLS_NONE;
}

void tls_free(TlsCore *core)
{
	if (core == NULL)
		return;
	mbedtls_ssl_free(&core->ssl);
	mbedtls_ssl_config_free(&core->config);
	mbedtls_x509_crt_free(&core->roots);
	tls_drop_client_certificate(core);
	tls_random_free(&core->random);
	mbedtls_platform_zeroize(core, sizeof *core);
	mbedtls_free(core);
}
