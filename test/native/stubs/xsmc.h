/* What targets/esp32/netif.c uses of the Moddable SDK 8.2.3 (xs/includes/xs.h, xsmc.h), for a check of its syntax without the SDK. */
#pragma once
#include <stdint.h>

typedef struct xsMachineRecord xsMachine;
typedef struct { void *data[4]; } xsSlot;
typedef int32_t xsIntegerValue;
struct xsMachineRecord { xsSlot stack[8]; };

xsIntegerValue fxToInteger(xsMachine *the, xsSlot *slot);
char *fxToString(xsMachine *the, xsSlot *slot);
void fxInteger(xsMachine *the, xsSlot *slot, xsIntegerValue value);
void fxString(xsMachine *the, xsSlot *slot, const char *value);
void fxThrowMessage(xsMachine *the, char *path, int32_t line, int32_t error, const char *format, ...) __attribute__((noreturn, format(printf, 5, 6)));

#define xsArg(_INDEX) (the->stack[_INDEX])
#define xsResult (the->stack[7])
#define xsmcToInteger(_SLOT) fxToInteger(the, &_SLOT)
#define xsmcToString(_SLOT) fxToString(the, &_SLOT)
#define xsmcSetInteger(_SLOT, _VALUE) fxInteger(the, &_SLOT, _VALUE)
#define xsmcSetString(_SLOT, _VALUE) fxString(the, &_SLOT, _VALUE)
#define xsUnknownError(...) fxThrowMessage(the, 0, 0, 0, __VA_ARGS__)
#define xsRangeError(...) fxThrowMessage(the, 0, 0, 1, __VA_ARGS__)
