/*
 * What XS has allocated, as its own numbers have it: fields of the machine that its public header does not show. Kept apart from host.c since
 * the engine's public and internal headers cannot be included together.
 */
#include "xsAll.h"

#include "counts.h"

void countsOf(void *machine, struct Counts *counts)
{
	txMachine *the = machine;
	counts->slots = (unsigned long)the->currentHeapCount;
	counts->chunks = (unsigned long)the->currentChunksSize;
}
