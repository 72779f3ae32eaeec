/**
 * Where mbedTLS 2.28 (Debian) and 4 (ESP-IDF 6) differ, and nothing else. What TLS is allowed to do stands here too, since each
 * names it in another way.
 */
#ifndef FIELDFEED_TLS_PORT_H
#define FIELDFEED_TLS_PORT_H

/*
 * ESP-IDF gives its configuration of mbedTLS to CMake alone (components/mbedtls/CMakeLists.txt). The SDK compiles these files by a
 * makefile of its own, and they must see the very same structures.
 */
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

/* The number of a received alert and the end of a ticket have no function in version 4. */
#ifndef MBEDTLS_ALLOW_PRIVATE_ACCESS
#define MBEDTLS_ALLOW_PRIVATE_ACCESS
#endif

#include "mbedtls/version.h"

#if MBEDTLS_VERSION_MAJOR == 2
#include "mbedtls/ctr_drbg.h"
#include "mbedtls/entropy.h"
#elif MBEDTLS_VERSION_MAJOR != 4
#error "this mbedTLS is not known: 2.28 and 4 are"
#endif

#include "mbedtls/md.h"
#include "mbedtls/oid.h"
#include "mbedtls/platform.h"
#include "mbedtls/platform_util.h"
#include "mbedtls/ssl.h"
#include "mbedtls/x509_crt.h"

#include <stdbool.h>

/** Where random numbers come from: version 4 has its own, for all (PSA). */
typedef struct {
#if MBEDTLS_VERSION_MAJOR == 2
	mbedtls_entropy_context entropy;
	mbedtls_ctr_drbg_context generator;
#else
	char none;
#endif
} TlsRandom;

/** Prepares random numbers; 0 or mbedTLS's error code. Whatever it returns, tls_random_free is to follow. */
int tls_random_init(TlsRandom *random);
void tls_random_free(TlsRandom *random);

/** Sets what all our connections have in common: random numbers, versions, cipher suites, groups, signatures; 0 or an error code. */
int tls_configure(mbedtls_ssl_config *config, TlsRandom *random);

/** The alert that the server sent last (RFC 8446 §6). */
int tls_last_alert(const mbedtls_ssl_context *ssl);

/** Whether the error says that the server's TLS is older than we allow. */
bool tls_is_version_error(int error);

/** Whether the error says that memory ran out. */
bool tls_is_memory_error(int error);

/** Whether the error says that the server's certificate message is malformed, or there is none. */
bool tls_is_certificate_error(int error);

/** Whether it is no error, but a ticket that came in TLS 1.3. */
bool tls_is_ticket(int error);

/** Whether the handshake ended in TLS 1.3, where tickets come after it. */
bool tls_is_1_3(const mbedtls_ssl_context *ssl);

#endif
