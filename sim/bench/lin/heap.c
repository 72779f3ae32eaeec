/* What is alive in the XS heap, by the engine's own numbers (heap.js). A timer of the program's loop, not of a script: nothing of it is in the heap. */
#include "xsAll.h"
#include <glib.h>

#define INTERVAL_MS 1000

static gboolean tell(gpointer machine)
{
	txMachine *the = machine;

	fxBeginHost(the);
	fxCollectGarbage(the);
	printf("heap %lu %lu\n", (unsigned long)the->currentHeapCount, (unsigned long)the->currentChunksSize);
	fxEndHost(the);
	fflush(stdout);
	return G_SOURCE_CONTINUE;
}

void xs_fieldfeed_heap(txMachine *the)
{
	tell(the);
	g_timeout_add(INTERVAL_MS, tell, the);
}
