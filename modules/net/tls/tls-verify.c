#include "tls-internal.h"

#include <string.h>

/** Names in a SubjectAltName (RFC 5280 §4.2.1.6), as mbedTLS keeps their tags. */
enum { DNS_NAME = MBEDTLS_ASN1_CONTEXT_SPECIFIC | 2, IP_ADDRESS = MBEDTLS_ASN1_CONTEXT_SPECIFIC | 7 };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_host_char(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

/** Reads four decimal numbers of 0 to 255 with dots between, and nothing else. */
static bool parse_address(uint8_t *address, const char *text)
{
	for (int i = 0; i < 4; i++) {
		unsigned value = 0;
		int digits = 0;
		while (is_digit(*text) && digits < 4) {
			value = value * 10 + (unsigned)(*text++ - '0');
			digits++;
		}
		if (digits == 0 || digits > 3 || value > 255 || *text != (i < 3 ? '.' : '\0'))
			return false;
		address[i] = (uint8_t)value;
		text++;
	}
	return true;
}

bool tls_parse_host(TlsHost *host, const char *text)
{
	const size_t length = strlen(text);
	if (length == 0 || length > TLS_HOST_MAX)
		return false;
	bool label = false;
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '.' ? !label : !is_host_char(text[i]))
			return false;
		label = text[i] != '.';
	}
	if (!label)
		return false;
	memcpy(host->name, text, length + 1);
	host->is_address = parse_address(host->address, text);
	return true;
}

static unsigned char lower(unsigned char c)
{
	return c >= 'A' && c <= 'Z' ? (unsigned char)(c + ('a' - 'A')) : c;
}

/** Compares ASCII without regard to case. A NUL within `bytes` is a difference. */
static bool same_text(const unsigned char *bytes, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (lower(bytes[i]) != lower((unsigned char)text[i]))
			return false;
	}
	return true;
}

/** Whether the name in a certificate is for `host`; its first label may be `*`, for exactly one label (RFC 6125 §6.4.3). */
static bool matches_name(const unsigned char *name, size_t length, const char *host)
{
	if (length > 2 && name[0] == '*' && name[1] == '.') {
		const char *dot = strchr(host, '.');
		if (dot == NULL || dot == host || memchr(name + 2, '.', length - 2) == NULL)
			return false;
		host = dot;
		name++;
		length--;
	}
	return length == strlen(host) && same_text(name, host, length);
}

/** Whether the certificate is for `host`. Only its SubjectAltName counts: no common name stands in for it (RFC 6125 §6.4.4). */
static bool is_for(const mbedtls_x509_crt *certificate, const TlsHost *host)
{
	for (const mbedtls_x509_sequence *name = &certificate->subject_alt_names; name != NULL; name = name->next) {
		const mbedtls_x509_buf *value = &name->buf;
		if (value->p == NULL)
			continue;
		if (host->is_address) {
			if (value->tag == IP_ADDRESS && value->len == sizeof host->address &&
				memcmp(value->p, host->address, sizeof host->address) == 0)
				return true;
		} else if (value->tag == DNS_NAME && matches_name(value->p, value->len, host->name)) {
			return true;
		}
	}
	return false;
}

/** Seconds since 1970 of a date in UTC; days are counted from a March, so that the leap day comes last. */
static int64_t seconds_of(const mbedtls_x509_time *time)
{
	const int64_t year = (int64_t)time->year - (time->mon <= 2 ? 1 : 0);
	const int64_t month = (time->mon + 9) % 12;
	const int64_t days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + time->day - 1 - 719468;
	return ((days * 24 + time->hour) * 60 + time->min) * 60 + time->sec;
}

int tls_check_certificate(void *context, mbedtls_x509_crt *certificate, int depth, uint32_t *flags)
{
	TlsCore *core = context;
	/* The library dates by a clock of its own, if it was built to (ESP-IDF's is not), and takes common names for host names. */
	*flags &= ~(uint32_t)(MBEDTLS_X509_BADCERT_EXPIRED | MBEDTLS_X509_BADCERT_FUTURE | MBEDTLS_X509_BADCERT_CN_MISMATCH);
	const int64_t not_after = seconds_of(&certificate->valid_to);
	if (core->now > not_after)
		*flags |= MBEDTLS_X509_BADCERT_EXPIRED;
	if (core->now < seconds_of(&certificate->valid_from))
		*flags |= MBEDTLS_X509_BADCERT_FUTURE;
	if (not_after < core->not_after)
		core->not_after = not_after;
	if (depth == 0) {
		if (!is_for(certificate, &core->host))
			*flags |= MBEDTLS_X509_BADCERT_CN_MISMATCH;
		if (mbedtls_x509_crt_check_extended_key_usage(certificate, MBEDTLS_OID_SERVER_AUTH,
				MBEDTLS_OID_SIZE(MBEDTLS_OID_SERVER_AUTH)) != 0)
			*flags |= MBEDTLS_X509_BADCERT_EXT_KEY_USAGE;
		core->checked = true;
	}
	core->flags |= *flags;
	return 0;
}

TlsReason tls_reason_of_flags(uint32_t flags)
{
	const uint32_t lesser = MBEDTLS_X509_BADCERT_EXPIRED | MBEDTLS_X509_BADCERT_FUTURE | MBEDTLS_X509_BADCERT_CN_MISMATCH;
	if ((flags & ~lesser) != 0)
		return TLS_UNTRUSTED;
	if ((flags & MBEDTLS_X509_BADCERT_FUTURE) != 0)
		return TLS_NOT_YET_VALID;
	if ((flags & MBEDTLS_X509_BADCERT_EXPIRED) != 0)
		return TLS_EXPIRED;
	return (flags & MBEDTLS_X509_BADCERT_CN_MISMATCH) != 0 ? TLS_WRONG_HOST : TLS_NONE;
}
