#ifndef FIELDFEED_FUZZ_COMMON_H
#define FIELDFEED_FUZZ_COMMON_H

#include <stddef.h>
#include <stdint.h>

enum {
	/** 2026-11-23 12:00 UTC: the recorded certificates are valid then. */
	FUZZ_NOW = 1795435200
};

/** Begins the random numbers anew. */
void fuzz_reset(void);

/** libFuzzer's entry. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
