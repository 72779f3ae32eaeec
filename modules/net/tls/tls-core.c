#include "tls-internal.h"

#include <string.h>

int tls_on_send(void *context, const unsigned char *bytes, size_t length)
{
	TlsCore *core = context;
	const size_t room = sizeof core->out - core->out_length;
	const size_t count = length < room ? length : room;
	if (count == 0) {
		core->choked = true;
		return MBEDTLS_ERR_SSL_WANT_WRITE;
	}
	memcpy(core->out + core->out_length, bytes, count);
	core->out_length += count;
	return (int)count;
}

int tls_on_receive(void *context, unsigned char *target, size_t length)
{
	TlsCore *core = context;
	const size_t count = length < core->in_left ? length : core->in_left;
	if (count == 0)
		return MBEDTLS_ERR_SSL_WANT_READ;
	memcpy(target, core->in, count);
	core->in += count;
	core->in_left -= count;
	return (int)count;
}

static void end(TlsCore *core, TlsReason reason, int detail)
{
	if (core->phase == TLS_ENDED)
		return;
	core->phase = TLS_ENDED;
	core->reason = reason;
	core->detail = detail;
}

TlsReason tls_reason_of_error(int error)
{
	if (tls_is_memory_error(error))
		return TLS_MEMORY;
	if (tls_is_version_error(error))
		return TLS_VERSION;
	if (error == MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY || error == MBEDTLS_ERR_SSL_CONN_EOF)
		return TLS_CLOSED;
	/* Errors of X.509 have a high part of 0x2080 to 0x3000 and may have one of ASN.1 added below it. */
	if (tls_is_certificate_error(error) || (error <= -0x2080 && error >= -0x307F))
		return TLS_UNTRUSTED;
	return TLS_FAILED;
}

static void fail(TlsCore *core, int error)
{
	if (error == MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE) {
		const int alert = tls_last_alert(&core->ssl);
		const bool version = alert == MBEDTLS_SSL_ALERT_MSG_PROTOCOL_VERSION;
		end(core, version ? TLS_VERSION : tls_is_certificate_alert(alert) ? TLS_CLIENT_REFUSED : TLS_ALERT, alert);
		return;
	}
	uint32_t flags = core->flags;
	if (tls_is_certificate_error(error) || error == MBEDTLS_ERR_X509_CERT_VERIFY_FAILED) {
		/* What the library found after the chain: a key usage that is not for this handshake. */
		const uint32_t found = mbedtls_ssl_get_verify_result(&core->ssl);
		if (found != UINT32_MAX)
			flags |= found & ~(uint32_t)(MBEDTLS_X509_BADCERT_EXPIRED | MBEDTLS_X509_BADCERT_FUTURE |
				MBEDTLS_X509_BADCERT_CN_MISMATCH | MBEDTLS_X509_BADCERT_SKIP_VERIFY);
	}
	const TlsReason wrong = tls_reason_of_flags(flags);
	if (wrong != TLS_NONE)
		end(core, wrong, (int)flags);
	else
		end(core, tls_reason_of_error(error), error);
}

/** The handshake is done; the library has verified the server. It is open only if we have seen that for ourselves. */
static void finish_handshake(TlsCore *core)
{
	const uint32_t result = mbedtls_ssl_get_verify_result(&core->ssl);
	if ((!core->checked && !core->offered) || core->flags != 0 || result != 0) {
		end(core, core->flags != 0 ? tls_reason_of_flags(core->flags) : TLS_UNTRUSTED, (int)(core->flags | result));
		return;
	}
	if (core->checked)
		core->verified_at = core->now;
	mbedtls_ssl_conf_ca_chain(&core->config, NULL, NULL);
	mbedtls_x509_crt_free(&core->roots);
	tls_drop_client_certificate(core);
	core->phase = TLS_OPEN;
}

/** Gives mbedTLS one turn; whether another makes sense. */
static bool take_turn(TlsCore *core)
{
	unsigned char none;
	const size_t before = core->in_left;
	if (core->phase == TLS_ENDED || tls_readable(core) > 0)
		return false;
	const bool handshake = core->phase == TLS_HANDSHAKE;
	const int result = handshake ? mbedtls_ssl_handshake(&core->ssl) : mbedtls_ssl_read(&core->ssl, &none, 0);
	/* It may want more behind a record that held nothing for us: a warning, a key update. */
	if (result == MBEDTLS_ERR_SSL_WANT_READ || result == MBEDTLS_ERR_SSL_WANT_WRITE)
		return core->in_left > 0 && core->in_left < before;
	if (tls_is_ticket(result))
		core->ticket = true;
	else if (result < 0)
		fail(core, result);
	else if (handshake)
		finish_handshake(core);
	return true;
}

void tls_advance(TlsCore *core)
{
	while (take_turn(core))
		continue;
}

TlsPhase tls_phase(const TlsCore *core)
{
	return core->phase;
}

TlsReason tls_reason(const TlsCore *core)
{
	return core->reason;
}

int tls_detail(const TlsCore *core)
{
	return core->detail;
}

bool tls_resumed(const TlsCore *core)
{
	return core->phase != TLS_HANDSHAKE && core->offered && !core->checked;
}

size_t tls_receive(TlsCore *core, const uint8_t *bytes, size_t length)
{
	core->in = bytes;
	core->in_left = length;
	tls_advance(core);
	const size_t taken = length - core->in_left;
	core->in = NULL;
	core->in_left = 0;
	return core->phase == TLS_ENDED ? length : taken;
}

size_t tls_pending(const TlsCore *core)
{
	return core->out_length;
}

size_t tls_send(TlsCore *core, uint8_t *target, size_t size)
{
	const size_t count = size < core->out_length ? size : core->out_length;
	memcpy(target, core->out, count);
	core->out_length -= count;
	memmove(core->out, core->out + count, core->out_length);
	if (core->choked && count > 0) {
		core->choked = false;
		tls_advance(core);
	}
	return count;
}

size_t tls_readable(const TlsCore *core)
{
	return core->phase == TLS_OPEN ? mbedtls_ssl_get_bytes_avail(&core->ssl) : 0;
}

size_t tls_read(TlsCore *core, uint8_t *target, size_t size)
{
	const size_t waiting = tls_readable(core);
	const size_t count = size < waiting ? size : waiting;
	if (count == 0)
		return 0;
	const int result = mbedtls_ssl_read(&core->ssl, target, count);
	if (result > 0)
		return (size_t)result;
	fail(core, result);
	return 0;
}

size_t tls_writable(const TlsCore *core)
{
	if (core->phase != TLS_OPEN || core->choked || core->out_length + TLS_OVERHEAD >= sizeof core->out)
		return 0;
	return sizeof core->out - core->out_length - TLS_OVERHEAD;
}

bool tls_write(TlsCore *core, const uint8_t *packet, size_t length)
{
	if (length == 0 || length > tls_writable(core))
		return false;
	const int result = mbedtls_ssl_write(&core->ssl, packet, length);
	if (result == (int)length)
		return true;
	fail(core, result < 0 ? result : MBEDTLS_ERR_SSL_INTERNAL_ERROR);
	return false;
}

void tls_close(TlsCore *core)
{
	if (core->phase == TLS_OPEN && tls_writable(core) > 0)
		(void)mbedtls_ssl_close_notify(&core->ssl);
	end(core, TLS_LOCAL, 0);
}
