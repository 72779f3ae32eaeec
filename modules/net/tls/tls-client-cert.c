#include "tls-internal.h"

/** An alert that mbedTLS 2.28, which has no TLS 1.3, does not name (RFC 8446 §6.2). */
enum { CERTIFICATE_REQUIRED = 116 };

/** Reads certificates in DER, one behind the other, the client's own first; 0 or an error code. */
static int parse_chain(mbedtls_x509_crt *chain, const uint8_t *bytes, size_t length)
{
	int error = length > 0 ? 0 : MBEDTLS_ERR_X509_INVALID_FORMAT;
	for (size_t at = 0; at < length && error == 0; at += tls_last_length(chain))
		error = mbedtls_x509_crt_parse_der(chain, bytes + at, length - at);
	return error;
}

static TlsReason reason_of(int error, TlsReason otherwise)
{
	return tls_is_memory_error(error) ? TLS_MEMORY : otherwise;
}

TlsReason tls_take_client_certificate(TlsCore *core, const TlsOptions *options)
{
	if (options->certificate_length == 0 && options->key_length == 0)
		return TLS_NONE;
	int error = parse_chain(&core->certificate, options->certificate, options->certificate_length);
	if (error != 0)
		return reason_of(error, TLS_BAD_CERTIFICATE);
	if (options->key_length == 0)
		return TLS_BAD_KEY;
	error = mbedtls_pk_parse_key(&core->key, options->key, options->key_length, NULL, 0);
	if (error != 0)
		return reason_of(error, TLS_BAD_KEY);
	error = mbedtls_pk_check_pair(&core->certificate.pk, &core->key);
	if (error != 0)
		return reason_of(error, TLS_KEY_MISMATCH);
	error = mbedtls_ssl_conf_own_cert(&core->config, &core->certificate, &core->key);
	return error == 0 ? TLS_NONE : TLS_MEMORY;
}

void tls_drop_client_certificate(TlsCore *core)
{
	/* mbedTLS's configuration still points at both; it looks there in a handshake alone, and would find them empty. */
	mbedtls_pk_free(&core->key);
	mbedtls_x509_crt_free(&core->certificate);
}

bool tls_is_certificate_alert(int alert)
{
	switch (alert) {
	case MBEDTLS_SSL_ALERT_MSG_BAD_CERT:
	case MBEDTLS_SSL_ALERT_MSG_UNSUPPORTED_CERT:
	case MBEDTLS_SSL_ALERT_MSG_CERT_REVOKED:
	case MBEDTLS_SSL_ALERT_MSG_CERT_EXPIRED:
	case MBEDTLS_SSL_ALERT_MSG_CERT_UNKNOWN:
	case MBEDTLS_SSL_ALERT_MSG_UNKNOWN_CA:
	case MBEDTLS_SSL_ALERT_MSG_ACCESS_DENIED:
	case CERTIFICATE_REQUIRED:
		return true;
	default:
		return false;
	}
}
