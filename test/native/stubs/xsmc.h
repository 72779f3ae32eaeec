/* What is used of the Moddable SDK 8.2.3: xs/includes/xsmc.h and xs/includes/xs.h. Declarations only. */
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef struct xsMachineRecord xsMachine;
typedef struct {
	void *data[4];
} xsSlot;
typedef uint32_t xsUnsignedValue;
typedef int32_t xsIntegerValue;
typedef int xsIdentifier;
typedef int8_t xsType;
enum { xsUndefinedType, xsReferenceType = 10 };

struct xsMachineRecord {
	xsSlot result;
	xsSlot self;
	xsSlot arguments[8];
};

typedef void (*xsMarkRoot)(xsMachine *, xsSlot *);
typedef void (*xsDestructor)(void *);
typedef void (*xsMarker)(xsMachine *, void *, xsMarkRoot);
typedef void (*xsSweeper)(xsMachine *, void *, xsMarkRoot);
typedef struct {
	xsDestructor destructor;
	xsMarker marker;
	xsSweeper sweeper;
} xsHostHooks;

#define xsResult (the->result)
#define xsThis (the->self)
#define xsArg(index) (the->arguments[index])

extern void fxInteger(xsMachine *, xsSlot *, xsIntegerValue);
extern void fxUnsigned(xsMachine *, xsSlot *, xsUnsignedValue);
extern void fxBoolean(xsMachine *, xsSlot *, int);
extern xsIntegerValue fxToInteger(xsMachine *, xsSlot *);
extern xsType fxTypeOf(xsMachine *, xsSlot *);
extern void *fxArrayBuffer(xsMachine *, xsSlot *, void *, xsIntegerValue, xsIntegerValue);
extern void _xsmcGetBuffer(xsMachine *, xsSlot *, void **, xsUnsignedValue *, int);
extern void *fxGetHostData(xsMachine *, xsSlot *);
extern void fxSetHostData(xsMachine *, xsSlot *, void *);
extern void *fxGetHostDataValidate(xsMachine *, xsSlot *, void *);
extern void fxSetHostDestructor(xsMachine *, xsSlot *, xsDestructor);
extern void fxSetHostHooks(xsMachine *, xsSlot *, const xsHostHooks *);
extern void fxRemember(xsMachine *, xsSlot *);
extern void fxForget(xsMachine *, xsSlot *);
extern void fxThrowMessage(xsMachine *, char *, int, int, const char *, ...) __attribute__((__noreturn__));
extern xsSlot stubReference(xsMachine *, xsSlot *);
extern void stubCall(xsMachine *, xsSlot, xsSlot, xsSlot);

extern int _xsTest(xsMachine *, xsSlot *);
extern int _xsHas(xsMachine *, xsSlot *, xsIdentifier);
extern void _xsGet(xsMachine *, xsSlot *, xsSlot *, xsIdentifier);
#define xsmcHas(self, id) _xsHas(the, &self, id)
#define xsmcGet(slot, self, id) _xsGet(the, &slot, &self, id)
#define xsmcSetInteger(slot, value) fxInteger(the, &slot, value)
#define xsmcSetUnsigned(slot, value) fxUnsigned(the, &slot, value)
#define xsmcTest(slot) _xsTest(the, &slot)
#define xsmcSetBoolean(slot, value) fxBoolean(the, &slot, value)
#define xsmcToInteger(slot) fxToInteger(the, &slot)
#define xsmcTypeOf(slot) fxTypeOf(the, &slot)
#define xsmcSetArrayBuffer(slot, buffer, size) fxArrayBuffer(the, &slot, buffer, size, -1)
#define xsmcGetBufferReadable(slot, data, count) _xsmcGetBuffer(the, &slot, data, count, 0)
#define xsmcGetBufferWritable(slot, data, count) _xsmcGetBuffer(the, &slot, data, count, 1)
#define xsmcGetHostData(slot) fxGetHostData(the, &slot)
#define xsmcSetHostData(slot, data) fxSetHostData(the, &slot, data)
#define xsmcGetHostDataValidate(slot, validator) fxGetHostDataValidate(the, &slot, validator)
#define xsmcSetHostDestructor(slot, destructor) fxSetHostDestructor(the, &slot, destructor)
#define xsSetHostHooks(slot, hooks) fxSetHostHooks(the, &slot, hooks)
#define xsRemember(slot) fxRemember(the, &slot)
#define xsForget(slot) fxForget(the, &slot)
#define xsReference(slot) stubReference(the, slot)
#define xsCallFunction1(function, self, slot) stubCall(the, function, self, slot)
#define xsBeginHost(machine) do { xsMachine *host = (machine); (void)host
#define xsEndHost(machine) } while (0)
#define xsUnknownError(...) fxThrowMessage(the, NULL, 0, 1, __VA_ARGS__)
#define xsRangeError(...) fxThrowMessage(the, NULL, 0, 3, __VA_ARGS__)

extern char *fxToString(xsMachine *, xsSlot *);
extern void fxString(xsMachine *, xsSlot *, const char *);
#define xsmcToString(slot) fxToString(the, &slot)
#define xsmcSetString(slot, value) fxString(the, &slot, value)
