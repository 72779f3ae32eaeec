/* What is alive in the XS heap, by the engine's own numbers (heap.js). Nothing is allocated to tell it. */
#include "xsAll.h"

void xs_fieldfeed_heap_tell(txMachine *the)
{
	fxCollectGarbage(the);
	printf("heap %lu %lu\n", (unsigned long)the->currentHeapCount, (unsigned long)the->currentChunksSize);
	fflush(stdout);
}
