/*
 * What XS has allocated, as its own numbers have it: fields of the machine that its public header does not show. Kept apart from host.c since
 * the engine's public and internal headers cannot be included together.
 */
#include "xsAll.h"
#include "xsScript.h"

#include "counts.h"

void countsOf(void *machine, struct Counts *counts)
{
	txMachine *the = machine;
	counts->slots = (unsigned long)the->currentHeapCount;
	counts->chunks = (unsigned long)the->currentChunksSize;
	counts->slotsMost = (unsigned long)the->maximumHeapCount;
	counts->chunksMost = (unsigned long)the->maximumChunksSize;
}

/* XS of the SDK counts in units of 1/65536 of a bytecode; without mxMetering, not at all. */
double meterOf(void *machine)
{
#ifdef mxMetering
	txMachine *the = machine;
#ifdef FIELDFEED_SDK
	return (double)(the->meterIndex >> 16);
#else
	return (double)the->meterIndex;
#endif
#else
	(void)machine;
	return 0;
#endif
}

int collectionsOf(void *machine)
{
#ifdef mxInstrument
	return ((txMachine *)machine)->garbageCollectionCount;
#else
	(void)machine;
	return -1;
#endif
}

long roomOf(void *machine)
{
	txMachine *the = machine;
	fxCollectGarbage(the);
	return (long)the->maximumChunksSize - (long)the->currentChunksSize;
}

/* What is taken hangs on the program's own instance, where nothing looks at it and the collector finds it. */
void fillSlots(void *machine, int left)
{
	txMachine *the = machine;
	txSlot *property = mxGlobal.value.reference;
	while (property->next) property = property->next;
	while (the->maximumHeapCount - the->currentHeapCount > left) {
		property->next = fxNewSlot(the);
		property = property->next;
		property->flag = XS_INTERNAL_FLAG | XS_DONT_ENUM_FLAG;
	}
}

/* As the engine's own fxParseScript, which asks for the marks of lines whenever the engine is built with a debugger in it. */
static txScript *parse(txMachine *the, void *stream)
{
	txParser parser;
	txParserJump jump;
	txScript *volatile script = C_NULL;

	fxInitializeParser(&parser, the, the->parserBufferSize, the->parserTableModulo);
	parser.firstJump = &jump;
	if (c_setjmp(jump.jmp_buf) == 0) {
		fxParserTree(&parser, stream, fxStringGetter, mxProgramFlag, C_NULL);
		fxParserHoist(&parser);
		fxParserBind(&parser);
		script = fxParserCode(&parser);
	}
	fxTerminateParser(&parser);
	return script;
}

void runProgram(void *machine, char *source)
{
	txMachine *the = machine;
	txSlot *realm = mxProgram.value.reference->next->value.module.realm;
	txStringStream stream;

	mxPushStringC(source);
	stream.slot = the->stack;
	stream.offset = 0;
	stream.size = (txSize)c_strlen(source);
	fxRunScript(the, parse(the, &stream), mxRealmGlobal(realm), C_NULL, mxRealmClosures(realm)->value.reference, C_NULL,
		mxProgram.value.reference);
	mxPop();
	mxPop();
}
