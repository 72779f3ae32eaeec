/** What the files of the TLS core share. Nobody else includes this. */
#ifndef FIELDFEED_TLS_INTERNAL_H
#define FIELDFEED_TLS_INTERNAL_H

#include "tls-core.h"
#include "tls-port.h"

/** Bytes of a SHA-256. */
enum { TLS_DIGEST = 32 };

/** Whom the server must prove to be. */
typedef struct {
	char name[TLS_HOST_MAX + 1];
	/** An IPv4 address in four bytes, where `name` is one. */
	uint8_t address[4];
	bool is_address;
} TlsHost;

struct TlsCore {
	mbedtls_ssl_context ssl;
	mbedtls_ssl_config config;
	/** Given back once the server is verified. */
	mbedtls_x509_crt roots;
	/** The client certificate, its chain and its key; given back once the server is verified. */
	mbedtls_x509_crt certificate;
	mbedtls_pk_context key;
	TlsRandom random;

	TlsHost host;
	int64_t now;
	/** When the server's certificate was verified: now, or when the session that is resumed was made. */
	int64_t verified_at;
	/** When the first certificate of the server's chain ends. */
	int64_t not_after;
	/** SHA-256 of the host, of all trusted roots and of the client certificate: what a session is good for. */
	uint8_t scope[TLS_DIGEST];

	TlsPhase phase;
	TlsReason reason;
	int detail;
	/** All that is wrong with the chain (MBEDTLS_X509_BADCERT_*). */
	uint32_t flags;
	/** The server's own certificate went through tls_check_certificate. */
	bool checked;
	/** A session of an earlier connection was offered. */
	bool offered;
	/** TLS 1.3: the server has sent a ticket. */
	bool ticket;
	/** mbedTLS has more to say than `out` can hold. */
	bool choked;

	/** Ciphertext that the caller of tls_receive gave; nothing outside of that call. */
	const uint8_t *in;
	size_t in_left;
	size_t out_length;
	uint8_t out[TLS_OUT_SIZE];
};

/** The callback by which mbedTLS hands over ciphertext for the server. */
int tls_on_send(void *core, const unsigned char *bytes, size_t length);

/** The callback by which mbedTLS asks for ciphertext from the server. */
int tls_on_receive(void *core, unsigned char *target, size_t length);

/** Lets mbedTLS do what it can with the ciphertext at hand. */
void tls_advance(TlsCore *core);

/** Reads `text` as a host name or an IPv4 address; false when it is neither. */
bool tls_parse_host(TlsHost *host, const char *text);

/** The callback of mbedTLS for each certificate of the chain, the root first (depth 0 is the server's). */
int tls_check_certificate(void *core, mbedtls_x509_crt *certificate, int depth, uint32_t *flags);

/** What is worst among the flags of a chain. */
TlsReason tls_reason_of_flags(uint32_t flags);

/** What an error code of mbedTLS means, the certificates' own aside. */
TlsReason tls_reason_of_error(int error);

/** Length of the certificate that was parsed last. */
size_t tls_last_length(const mbedtls_x509_crt *certificate);

/** Reads the client certificate and its key, if there are any, and hands them to mbedTLS. TLS_NONE, or why they cannot be used. */
TlsReason tls_take_client_certificate(TlsCore *core, const TlsOptions *options);

/** Gives both back, the key wiped. */
void tls_drop_client_certificate(TlsCore *core);

/** Whether the alert is about our certificate: it is none, or not one that the server takes (RFC 8446 §6.2, RFC 5246 §7.2.2). */
bool tls_is_certificate_alert(int alert);

/** Offers the session in `bytes`, if it is whole, for this host, these roots and this client certificate, and still good. */
void tls_offer_session(TlsCore *core, const uint8_t *bytes, size_t length);

/** Fills `scope`; false when hashing fails. */
bool tls_make_scope(TlsCore *core);

#endif
