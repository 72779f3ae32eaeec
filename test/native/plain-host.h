/* XS, stood in for on the PC, for what runs one-wire.c and sensor-serial.c there: one object at a time, no callbacks. */
#pragma once
#include <setjmp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "xsPlatform.h"
#include "xsmc.h"
#include "mc.xs.h"
#include "builtinCommon.h"

static struct {
	int remembered, thrown, integer;
	void *hostData;
	void *buffer;
	xsUnsignedValue length;
	int given[16], value[16];
	uint64_t pinsTaken;
	int catching;
	jmp_buf catcher;
} mock;

int _xsHas(xsMachine *the, xsSlot *self, xsIdentifier id) { (void)the, (void)self; return mock.given[id]; }
void _xsGet(xsMachine *the, xsSlot *slot, xsSlot *self, xsIdentifier id) { (void)the, (void)self; slot->data[0] = &mock.value[id]; }
uint32_t builtinGetUnsignedInteger(xsMachine *the, xsSlot *slot) { (void)the; return (uint32_t)*(int *)slot->data[0]; }
xsIntegerValue fxToInteger(xsMachine *the, xsSlot *slot) { (void)the; return *(int *)slot->data[0]; }
uint8_t builtinArePinsFree(uint32_t bank, uint32_t pin) { return 0 == (mock.pinsTaken & ((uint64_t)pin << (32 * bank))); }
uint8_t builtinUsePins(uint32_t bank, uint32_t pin) { mock.pinsTaken |= (uint64_t)pin << (32 * bank); return 1; }
void builtinFreePins(uint32_t bank, uint32_t pin) { mock.pinsTaken &= ~((uint64_t)pin << (32 * bank)); }
void fxInteger(xsMachine *the, xsSlot *slot, xsIntegerValue value) { (void)the, (void)slot; mock.integer = value; }
void fxBoolean(xsMachine *the, xsSlot *slot, int value) { (void)the, (void)slot; mock.integer = value; }
void _xsmcGetBuffer(xsMachine *the, xsSlot *slot, void **data, xsUnsignedValue *length, int write)
{
	(void)the, (void)slot, (void)write;
	*data = mock.buffer;
	*length = mock.length;
}
void *fxGetHostData(xsMachine *the, xsSlot *slot) { (void)the, (void)slot; return mock.hostData; }
void fxSetHostData(xsMachine *the, xsSlot *slot, void *data) { (void)the, (void)slot; mock.hostData = data; }
void *fxGetHostDataValidate(xsMachine *the, xsSlot *slot, void *hooks)
{
	(void)slot, (void)hooks;
	if (!mock.hostData)
		xsUnknownError("closed");
	return mock.hostData;
}
void fxSetHostDestructor(xsMachine *the, xsSlot *slot, xsDestructor destructor) { (void)the, (void)slot, (void)destructor; }
void fxSetHostHooks(xsMachine *the, xsSlot *slot, const xsHostHooks *hooks) { (void)the, (void)slot, (void)hooks; }
void fxRemember(xsMachine *the, xsSlot *slot) { (void)the, (void)slot; mock.remembered++; }
void fxForget(xsMachine *the, xsSlot *slot) { (void)the, (void)slot; mock.remembered--; }
void fxThrowMessage(xsMachine *the, char *path, int line, int error, const char *text, ...)
{
	(void)the, (void)path, (void)line, (void)error;
	if (!mock.catching) {
		printf("threw, and nobody expected it: %s\n", text);
		exit(1);
	}
	mock.thrown++;
	longjmp(mock.catcher, 1);
}

static int failed;
#define HOLDS(what) do { if (!(what)) { failed = 1; printf("%s, line %d: %s\n", __FILE__, __LINE__, #what); } } while (0)
#define THROWS(call) do { int before = mock.thrown; mock.catching = 1; if (0 == setjmp(mock.catcher)) { call; } \
	mock.catching = 0; HOLDS(before + 1 == mock.thrown); } while (0)

static void give(xsIdentifier id, int value)
{
	mock.given[id] = 1;
	mock.value[id] = value;
}

static void pass(void *buffer, size_t length)
{
	mock.buffer = buffer;
	mock.length = (xsUnsignedValue)length;
}
