/* What is used of the Moddable SDK 8.2.3: xs/includes/xsmc.h and xs/includes/xs.h. Declarations only. */
#pragma once
#include <stdint.h>
#include <stddef.h>

typedef struct xsMachineRecord xsMachine;
typedef struct { void *data[4]; } xsSlot;
typedef uint32_t xsUnsignedValue;
typedef int32_t xsIntegerValue;
typedef int xsIndex;

struct xsMachineRecord {
	xsSlot result;
	xsSlot self;
	xsSlot arguments[8];
	xsSlot variables[8];
	int count;
};

#define xsResult (the->result)
#define xsThis (the->self)
#define xsArg(index) (the->arguments[index])
#define xsVar(index) (the->variables[index])
#define xsmcArgc (the->count)

extern void stubSetInteger(xsMachine *the, xsSlot *slot, xsIntegerValue value);
extern void stubSetBoolean(xsMachine *the, xsSlot *slot, int value);
extern void stubGetBuffer(xsMachine *the, xsSlot *slot, void **data, xsUnsignedValue *length);

#define xsmcSetInteger(slot, value) stubSetInteger(the, &(slot), (value))
#define xsmcSetBoolean(slot, value) stubSetBoolean(the, &(slot), (value))
#define xsmcGetBufferReadable(slot, data, length) stubGetBuffer(the, &(slot), (data), (length))
#define xsmcGetBufferWritable(slot, data, length) stubGetBuffer(the, &(slot), (data), (length))
