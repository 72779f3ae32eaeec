/*
 * What XS has allocated, as its own numbers have it: fields of the machine that its public header does not show. Kept apart from host.c since
 * the engine's public and internal headers cannot be included together.
 */
#include "xsAll.h"
#include "xsScript.h"

#include "counts.h"

#ifndef FIELDFEED_SDK
extern void fxRemapIDs(txMachine *the, txByte *codeBuffer, txSize codeSize, txID *theIDs);
#endif

void countsOf(void *machine, struct Counts *counts)
{
	txMachine *the = machine;
	counts->slots = (unsigned long)the->currentHeapCount;
	counts->chunks = (unsigned long)the->currentChunksSize;
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

void sizeOf(void *machine, struct Counts *size)
{
	txMachine *the = machine;
	size->slots = (unsigned long)the->maximumHeapCount;
	size->chunks = (unsigned long)the->maximumChunksSize;
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

/* Puts the machine's numbers of the names in, so that the script is complete, and is not given up behind its run. */
static void mapNames(txMachine *the, txScript *script)
{
#ifdef FIELDFEED_SDK
	fxRemapScript(the, script);
	mxPop();
#else
	txByte *name = script->symbolsBuffer;
	txID *ids;
	txID count, i;

	mxDecodeID(name, count);
	ids = malloc(count * sizeof(txID));
	if (!ids) abort();
	ids[0] = XS_NO_ID;
	for (i = 1; i < count; i++) {
		ids[i] = fxNewNameC(the, (txString)name);
		name += c_strlen((char *)name) + 1;
	}
	fxRemapIDs(the, script->codeBuffer, script->codeSize, ids);
	free(ids);
#endif
	script->symbolsBuffer = C_NULL;
}

/*
 * Functions and strings stay where they are in the code, as they do in a board's flash: elsewhere the engine copies a string's bytes each time it meets the
 * literal, and a function's code for each function that is made of it.
 */
static void leaveInPlace(txScript *script)
{
	txByte *code = script->codeBuffer;
	txByte *limit = code + script->codeSize;

	while (code < limit) {
		txS1 size = gxCodeSizes[(txU1)*code];
		switch ((txU1)*code) {
		case XS_CODE_CODE_1: *code = (txByte)XS_CODE_CODE_ARCHIVE_1; break;
		case XS_CODE_CODE_2: *code = (txByte)XS_CODE_CODE_ARCHIVE_2; break;
		case XS_CODE_CODE_4: *code = (txByte)XS_CODE_CODE_ARCHIVE_4; break;
		case XS_CODE_STRING_1: *code = (txByte)XS_CODE_STRING_ARCHIVE_1; break;
		case XS_CODE_STRING_2: *code = (txByte)XS_CODE_STRING_ARCHIVE_2; break;
		case XS_CODE_STRING_4: *code = (txByte)XS_CODE_STRING_ARCHIVE_4; break;
		default: break;
		}
		if (size > 0) code += size;
		else if (size == 0) code += 1 + sizeof(txID);
		else if (size == -1) code += 2 + (txU1)code[1];
		else if (size == -2) {
			txU2 length;
			c_memcpy(&length, code + 1, sizeof(length));
			code += 3 + length;
		}
		else {
			txS4 length;
			c_memcpy(&length, code + 1, sizeof(length));
			code += 5 + length;
		}
	}
}

void runProgram(void *machine, char *source)
{
	txMachine *the = machine;
	txSlot *realm = mxProgram.value.reference->next->value.module.realm;
	txStringStream stream;
	txScript *script;

	mxPushStringC(source);
	stream.slot = the->stack;
	stream.offset = 0;
	stream.size = (txSize)c_strlen(source);
	script = parse(the, &stream);
	if (script) {
		mapNames(the, script);
		leaveInPlace(script);
	}
	fxRunScript(the, script, mxRealmGlobal(realm), C_NULL, mxRealmClosures(realm)->value.reference, C_NULL,
		mxProgram.value.reference);
	mxPop();
	mxPop();
}
