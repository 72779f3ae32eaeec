/** The roots that are trusted where mqtt.ca names no others. */
#ifndef FIELDFEED_TLS_ROOTS_H
#define FIELDFEED_TLS_ROOTS_H

#include "tls-port.h"

/** Appends them to `roots`, without copying their bytes; 0 or mbedTLS's error code. */
int tls_builtin_roots(mbedtls_x509_crt *roots);

#endif
