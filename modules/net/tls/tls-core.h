/**
 * TLS for one network connection, as a client: ciphertext bytes in and out, plaintext bytes out and in. It has no socket, no
 * clock and no XS, so that the very same code runs on a board, in the SDK's Linux build, and under a fuzzer.
 *
 * It does TLS 1.2, and 1.3 where the library has it (RFC 5246, RFC 8446), by mbedTLS 2.28 or 4. A server must show a whole
 * chain to a trusted root, within its dates, for the host asked for: there is no way to turn that off, and before it no
 * plaintext is taken.
 *
 * Memory comes from mbedTLS's allocator: the state when it is opened, and what mbedTLS takes for the handshake, which it gives
 * back at its end. A failure is a number, never an abort. One thread at a time.
 */
#ifndef FIELDFEED_TLS_CORE_H
#define FIELDFEED_TLS_CORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Why it is over. The numbers are those of Failure in core/result.ts; a test compares them. */
typedef enum {
	TLS_NONE = 0,
	TLS_LOCAL = 1,
	TLS_CLOSED = 2,
	TLS_FAILED = 10,
	TLS_UNTRUSTED = 11,
	TLS_EXPIRED = 12,
	TLS_NOT_YET_VALID = 13,
	TLS_WRONG_HOST = 14,
	TLS_INTERNAL = 15,
	TLS_ALERT = 16,
	TLS_VERSION = 17,
	TLS_MEMORY = 18,
	/** Ours: the client certificate, or its key, that the connection was to be opened with. */
	TLS_BAD_CERTIFICATE = 30,
	TLS_BAD_KEY = 31,
	TLS_KEY_MISMATCH = 32,
	/** The server wants a client certificate, or another one: an alert about it. */
	TLS_CLIENT_REFUSED = 33
} TlsReason;

/** Where the connection is. It only goes forward. */
typedef enum {
	/** The server is not verified yet; nothing can be written. */
	TLS_HANDSHAKE = 0,
	/** The server is who it must be. */
	TLS_OPEN = 1,
	/** Over; tls_reason says why. What tls_send still has (an alert) may go out. */
	TLS_ENDED = 2
} TlsPhase;

enum {
	/** Longest packet that tls_write takes, in bytes: one record, which leaves in one piece. */
	TLS_PACKET_MAX = 1984,
	/**
	 * What a record adds to it at most: in TLS 1.3 a header of 5 bytes, a tag of 16, and padding, which mbedTLS can be configured to
	 * round up to 32 (RFC 8446 §5.2, §5.4); in 1.2 a header of 5, a nonce of 8 and a tag of 16 (RFC 5288 §3).
	 */
	TLS_OVERHEAD = 56,
	/** Ciphertext that may wait for tls_send. The longest thing a client says in a handshake is a ClientHello with a ticket. */
	TLS_OUT_SIZE = TLS_PACKET_MAX + TLS_OVERHEAD,
	/** Longest host name (RFC 1035 §2.3.4). */
	TLS_HOST_MAX = 253,
	/** Longest saved session. */
	TLS_SESSION_MAX = 4096
};

/** A connection; see tls_open. */
typedef struct TlsCore TlsCore;

/** What a connection is opened with. Nothing of it is needed after tls_open. */
typedef struct {
	/** Whom the server must prove to be: a host name in ASCII, or an IPv4 address. */
	const char *host;
	/** Trusted roots: certificates in DER, one behind the other. None (length 0): the built-in ones (tls-roots.h). */
	const uint8_t *roots;
	size_t roots_length;
	/** Seconds since 1970, UTC, by which certificates are dated. A board that does not know the time trusts nobody. */
	int64_t now;
	/** What tls_save gave for the same host, roots and client certificate, or nothing (length 0). Anything else in it is ignored. */
	const uint8_t *session;
	size_t session_length;
	/** The client certificate for a server that asks for one: in DER, the client's own first, then its authorities. None: length 0. */
	const uint8_t *certificate;
	size_t certificate_length;
	/** Its private key in DER (PKCS #8, PKCS #1 or SEC 1), not encrypted; with a certificate, and never without. */
	const uint8_t *key;
	size_t key_length;
} TlsOptions;

/**
 * Makes a connection whose first flight waits in tls_send. Returns TLS_NONE; or why it cannot be, and `*core` is NULL:
 * TLS_INTERNAL for a host that is none, TLS_UNTRUSTED for roots that are no certificates, TLS_BAD_CERTIFICATE and TLS_BAD_KEY for a
 * client certificate and a key that mbedTLS cannot use or where one is missing, TLS_KEY_MISMATCH where they do not belong together,
 * TLS_MEMORY.
 */
TlsReason tls_open(TlsCore **core, const TlsOptions *options);

/** Gives all memory back, keys wiped. NULL is fine. */
void tls_free(TlsCore *core);

TlsPhase tls_phase(const TlsCore *core);

/** Why it ended; TLS_NONE before that. */
TlsReason tls_reason(const TlsCore *core);

/**
 * A number for a log, which says more than the reason: for TLS_ALERT and TLS_CLIENT_REFUSED the alert (RFC 8446 §6), for what is
 * wrong with a server's certificate mbedTLS's flags (MBEDTLS_X509_BADCERT_*), otherwise mbedTLS's error code.
 */
int tls_detail(const TlsCore *core);

/**
 * Takes ciphertext from the server. Returns how much it took: all of it, unless plaintext waits for tls_read or ciphertext for
 * tls_send; then the rest is to be given again. When it is over, it takes everything and looks at nothing.
 */
size_t tls_receive(TlsCore *core, const uint8_t *bytes, size_t length);

/** Bytes of ciphertext that wait for tls_send. */
size_t tls_pending(const TlsCore *core);

/** Moves ciphertext for the server into `target`; returns how much. */
size_t tls_send(TlsCore *core, uint8_t *target, size_t size);

/** Bytes of plaintext that wait for tls_read. */
size_t tls_readable(const TlsCore *core);

/** Moves plaintext from the server into `target`; returns how much. */
size_t tls_read(TlsCore *core, uint8_t *target, size_t size);

/** Longest packet that tls_write takes now; 0 unless the server is verified. */
size_t tls_writable(const TlsCore *core);

/** Takes all of a packet as one record, or nothing and returns false. */
bool tls_write(TlsCore *core, const uint8_t *packet, size_t length);

/** Says goodbye (close_notify, RFC 8446 §6.1) where the connection is open, and ends it. */
void tls_close(TlsCore *core);

/** Whether the server was verified in an earlier connection, and this one resumed its session. */
bool tls_resumed(const TlsCore *core);

/** Whether there is a session for tls_save: with TLS 1.3 once a ticket has come. */
bool tls_has_session(const TlsCore *core);

/**
 * Writes the session, with which a later connection to the same host with the same roots and client certificate is cheaper: at most
 * TLS_SESSION_MAX bytes, which are a secret. It ends a day after the server was verified, and with the first certificate of its chain.
 * Returns the length, 0 when there is none (not yet, in TLS 1.3) or it does not fit. May be called again later.
 */
size_t tls_save(TlsCore *core, uint8_t *target, size_t size);

#endif
