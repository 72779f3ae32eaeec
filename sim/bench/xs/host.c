/*
 * An XS machine for measuring: runs one script, in which `counts` has functions that read the engine's own meters. The engine is the one that
 * npm brings (@agoric/xsnap), linked from the objects that its own build has left, its worker's main left out and this in its place; or that of
 * the Moddable SDK, compiled from its sources as a board's release has it (FIELDFEED_SDK).
 *
 *   counts.meter()        bytecodes run so far
 *   counts.slots()        slots in use, garbage included
 *   counts.chunks()       bytes of chunks in use, garbage included
 *   counts.collect()      collects garbage
 *   counts.collections()  how often garbage was collected; -1 where the engine does not count that
 *   counts.fill(slots, chunks)  leaves so many slots and bytes of chunks free, as a board has behind its code
 *   counts.slotsMade()    slots that there are, free ones included: more only behind a collection that has freed none
 *   counts.chunksMade()   the same of bytes of chunks
 *   counts.line(text)     a line on standard output
 *
 * ArrayBuffer.fromString is there as well, since the SDK has it.
 *
 * The heap is so large that nothing is collected unless `collect` is called, or `fill` has left a board's room. Given a number of slots and one of bytes of chunks
 * behind the script, it begins with those: to collect is quicker then.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine.h"

#include "counts.h"

static xsBooleanValue onMeter(xsMachine *the, xsUnsignedValue index)
{
	(void)the;
	(void)index;
	return 1;
}

static void meter(xsMachine *the)
{
	xsResult = xsNumber(meterOf(the));
}

static void slots(xsMachine *the)
{
	struct Counts counts;
	countsOf(the, &counts);
	xsResult = xsNumber((double)counts.slots);
}

static void chunks(xsMachine *the)
{
	struct Counts counts;
	countsOf(the, &counts);
	xsResult = xsNumber((double)counts.chunks);
}

static void collect(xsMachine *the)
{
	xsCollectGarbage();
}

static void collections(xsMachine *the)
{
	xsResult = xsInteger(collectionsOf(the));
}

static void fill(xsMachine *the)
{
	long more;

	xsVars(1);
	more = roomOf(the) - (long)xsToInteger(xsArg(1));
	if (more > 0) {
		xsVar(0) = xsArrayBuffer(NULL, (xsIntegerValue)more);
		xsSet(xsGlobal, xsID("filler"), xsVar(0));
	}
	fillSlots(the, xsToInteger(xsArg(0)));
}

static void slotsMade(xsMachine *the)
{
	struct Counts size;
	sizeOf(the, &size);
	xsResult = xsNumber((double)size.slots);
}

static void chunksMade(xsMachine *the)
{
	struct Counts size;
	sizeOf(the, &size);
	xsResult = xsNumber((double)size.chunks);
}

static void line(xsMachine *the)
{
	puts(xsToString(xsArg(0)));
}

/* As the SDK's ArrayBuffer.fromString. */
static void fromString(xsMachine *the)
{
	char *text = xsToString(xsArg(0));
	xsResult = xsArrayBuffer(text, (xsIntegerValue)strlen(text));
}

static const struct {
	const char *name;
	xsCallback function;
	xsIntegerValue length;
} functions[] = {
	{ "meter", meter, 0 },
	{ "slots", slots, 0 },
	{ "chunks", chunks, 0 },
	{ "collect", collect, 0 },
	{ "collections", collections, 0 },
	{ "fill", fill, 2 },
	{ "slotsMade", slotsMade, 0 },
	{ "chunksMade", chunksMade, 0 },
	{ "line", line, 1 },
};

static void install(xsMachine *machine)
{
	size_t i;

	xsBeginHost(machine);
	xsVars(2);
	xsVar(0) = xsNewObject();
	for (i = 0; i < sizeof(functions) / sizeof(functions[0]); i++) {
		xsVar(1) = xsNewHostFunction(functions[i].function, functions[i].length);
		xsDefine(xsVar(0), xsID(functions[i].name), xsVar(1), xsDefault);
	}
	xsDefine(xsGlobal, xsID("counts"), xsVar(0), xsDontEnum);
	xsVar(0) = xsGet(xsGlobal, xsID("ArrayBuffer"));
	xsVar(1) = xsNewHostFunction(fromString, 1);
	xsDefine(xsVar(0), xsID("fromString"), xsVar(1), xsDontEnum);
	installMore(the);
	xsEndHost(machine);
}

static char *load(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *source = NULL;
	long size;

	if (!file) return NULL;
	if (fseek(file, 0, SEEK_END) == 0 && (size = ftell(file)) > 0 && fseek(file, 0, SEEK_SET) == 0) {
		source = calloc(1, (size_t)size + 1);
		if (source && fread(source, 1, (size_t)size, file) != (size_t)size) {
			free(source);
			source = NULL;
		}
	}
	fclose(file);
	return source;
}

static int run(xsMachine *machine, char *source)
{
	volatile int code = 0;
	xsBeginMetering(machine, onMeter, 0);
	{
		xsBeginHost(machine);
		xsTry {
			runProgram(the, source);
		}
		xsCatch {
			fprintf(stderr, "%s\n", xsToString(xsException));
			xsException = xsUndefined;
			code = 1;
		}
		xsEndHost(machine);
		xsRunLoop(machine);
	}
	xsEndMetering(machine);
	return code;
}

int main(int argc, char *argv[])
{
	xsCreation creation = {
		64 * 1024 * 1024, 1024, 256 * 1024, 64, 4096, 32000, 8000, 1993, 127, 16 * 1024 * 1024, 1993, 0,
	};
	xsMachine *machine;
	char *source = argc == 2 || argc == 4 ? load(argv[1]) : NULL;
	int code;

	if (!source) {
		fprintf(stderr, "usage: %s SCRIPT [SLOTS CHUNKS]\n", argv[0]);
		return 2;
	}
	if (argc == 4) {
		creation.initialHeapCount = atoi(argv[2]);
		creation.initialChunkSize = atoi(argv[3]);
	}
	xsInitializeSharedCluster();
	machine = xsCreateMachine(&creation, "counts", NULL);
	if (!machine) return 2;
	install(machine);
	code = run(machine, source);
	if (abortOf(machine)) code = 3;
	xsDeleteMachine(machine);
	xsTerminateSharedCluster();
	free(source);
	return code;
}
