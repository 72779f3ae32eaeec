#include "tls-internal.h"

#include <string.h>

/**
 * A saved session: mark (4 bytes), version of mbedTLS (4), verified at (8), not after (8), scope (32), what mbedTLS saves,
 * SHA-256 of all that (32). Numbers have their most significant byte first. The digest is there for flash and RTC memory that
 * has lost bits; who can write there needs no forged session.
 */
enum { VERSION_AT = 4, VERIFIED_AT = 8, NOT_AFTER_AT = 16, SCOPE_AT = 24, BODY_AT = SCOPE_AT + TLS_DIGEST };

static const uint8_t mark[4] = {'F', 'F', 'T', '1'};

/** However long the server would take a session: a certificate that was taken back is noticed after a day. */
static const int64_t lifetime = 86400;

static bool digest(uint8_t *target, const uint8_t *bytes, size_t length)
{
	return mbedtls_md(mbedtls_md_info_from_type(MBEDTLS_MD_SHA256), bytes, length, target) == 0;
}

static void put_number(uint8_t *target, uint64_t value, int size)
{
	for (int i = size - 1; i >= 0; i--, value >>= 8)
		target[i] = (uint8_t)value;
}

static uint64_t get_number(const uint8_t *bytes, int size)
{
	uint64_t value = 0;
	for (int i = 0; i < size; i++)
		value = value << 8 | bytes[i];
	return value;
}

/** What stands between the roots and the client certificate: no certificate begins so. */
static const unsigned char client_mark[] = "client";

static bool hash_certificates(mbedtls_md_context_t *md, const mbedtls_x509_crt *certificate)
{
	for (; certificate != NULL && certificate->raw.p != NULL; certificate = certificate->next) {
		if (mbedtls_md_update(md, certificate->raw.p, certificate->raw.len) != 0)
			return false;
	}
	return true;
}

static bool hash_scope(TlsCore *core, mbedtls_md_context_t *md)
{
	if (mbedtls_md_setup(md, mbedtls_md_info_from_type(MBEDTLS_MD_SHA256), 0) != 0 || mbedtls_md_starts(md) != 0)
		return false;
	/* The NUL at its end parts the host from the roots. */
	if (mbedtls_md_update(md, (const unsigned char *)core->host.name, strlen(core->host.name) + 1) != 0)
		return false;
	if (!hash_certificates(md, &core->roots))
		return false;
	/* A server that has seen one client must not take another for it. The key goes with the certificate: they were compared. */
	if (core->certificate.raw.p != NULL &&
		(mbedtls_md_update(md, client_mark, sizeof client_mark) != 0 || !hash_certificates(md, &core->certificate)))
		return false;
	return mbedtls_md_finish(md, core->scope) == 0;
}

bool tls_make_scope(TlsCore *core)
{
	mbedtls_md_context_t md;
	mbedtls_md_init(&md);
	const bool done = hash_scope(core, &md);
	mbedtls_md_free(&md);
	return done;
}

/** Whether `bytes` is a session of ours: whole, of this library, for this host, these roots and this client certificate, still good. */
static bool is_good(const TlsCore *core, const uint8_t *bytes, size_t length)
{
	uint8_t sum[TLS_DIGEST];
	if (length <= BODY_AT + TLS_DIGEST || length > TLS_SESSION_MAX || memcmp(bytes, mark, sizeof mark) != 0)
		return false;
	if (!digest(sum, bytes, length - TLS_DIGEST) || memcmp(sum, bytes + length - TLS_DIGEST, TLS_DIGEST) != 0)
		return false;
	if (get_number(bytes + VERSION_AT, 4) != MBEDTLS_VERSION_NUMBER || memcmp(bytes + SCOPE_AT, core->scope, TLS_DIGEST) != 0)
		return false;
	const int64_t verified_at = (int64_t)get_number(bytes + VERIFIED_AT, 8);
	const int64_t not_after = (int64_t)get_number(bytes + NOT_AFTER_AT, 8);
	return verified_at >= 0 && core->now >= verified_at && core->now - verified_at <= lifetime && core->now <= not_after;
}

void tls_offer_session(TlsCore *core, const uint8_t *bytes, size_t length)
{
	if (bytes == NULL || !is_good(core, bytes, length))
		return;
	mbedtls_ssl_session session;
	mbedtls_ssl_session_init(&session);
	if (mbedtls_ssl_session_load(&session, bytes + BODY_AT, length - BODY_AT - TLS_DIGEST) == 0 &&
		mbedtls_ssl_set_session(&core->ssl, &session) == 0) {
		core->offered = true;
		core->verified_at = (int64_t)get_number(bytes + VERIFIED_AT, 8);
		core->not_after = (int64_t)get_number(bytes + NOT_AFTER_AT, 8);
	}
	mbedtls_ssl_session_free(&session);
}

/** Writes what mbedTLS knows of the session; 0 when there is none or no room. */
static size_t save_body(const TlsCore *core, uint8_t *target, size_t size)
{
	size_t length = 0;
	mbedtls_ssl_session session;
	mbedtls_ssl_session_init(&session);
	if (mbedtls_ssl_get_session(&core->ssl, &session) != 0 ||
		mbedtls_ssl_session_save(&session, target, size, &length) != 0)
		length = 0;
	mbedtls_ssl_session_free(&session);
	return length;
}

bool tls_has_session(const TlsCore *core)
{
	return core->phase == TLS_OPEN && (!tls_is_1_3(&core->ssl) || core->ticket);
}

size_t tls_save(TlsCore *core, uint8_t *target, size_t size)
{
	if (!tls_has_session(core))
		return 0;
	if (size > TLS_SESSION_MAX)
		size = TLS_SESSION_MAX;
	if (size <= BODY_AT + TLS_DIGEST)
		return 0;
	const size_t body = save_body(core, target + BODY_AT, size - BODY_AT - TLS_DIGEST);
	if (body == 0)
		return 0;
	core->ticket = false;
	memcpy(target, mark, sizeof mark);
	put_number(target + VERSION_AT, MBEDTLS_VERSION_NUMBER, 4);
	put_number(target + VERIFIED_AT, (uint64_t)core->verified_at, 8);
	put_number(target + NOT_AFTER_AT, (uint64_t)core->not_after, 8);
	memcpy(target + SCOPE_AT, core->scope, TLS_DIGEST);
	return digest(target + BODY_AT + body, target, BODY_AT + body) ? BODY_AT + body + TLS_DIGEST : 0;
}
