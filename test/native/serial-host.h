/*
 * XS, the SDK's messages and FreeRTOS's timer task, stood in for on the PC, for what runs usb-serial.c and uart-serial.c there, and the
 * tests that both share. The driver's stand-ins are in the file that includes this one; they use driver.available and driver.room.
 */
#pragma once
#include <setjmp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "freertos/timers.h"
#include "xsPlatform.h"
#include "xsmc.h"
#include "mc.xs.h"
#include "builtinCommon.h"

static struct {
	int remembered, posts, full, timersFull, pends, calls, count, thrown, integer, format;
	xsSlot *called;
	modMessageDeliver deliver;
	PendedFunction_t pended;
	void *hostData;
	xsDestructor destructor;
	void *buffer;
	xsUnsignedValue length;
	xsType type;
	int given[8], value[8], pinsTaken;
	int catching;
	jmp_buf catcher;
} mock;

/* The far end of the wire. */
static struct {
	int installed, install, available, room;
	uint8_t written[16];
} driver;

static xsSlot readable, writable;
static uint8_t made[16];

int modMessagePostToMachineFromISR(xsMachine *the, modMessageDeliver deliver, void *refcon)
{
	(void)the, (void)refcon;
	if (mock.full)
		return -1;
	mock.posts++;
	mock.deliver = deliver;
	return 0;
}
int modMessagePostToMachine(xsMachine *the, uint8_t *message, uint16_t length, modMessageDeliver deliver, void *refcon)
{
	(void)message, (void)length;
	if (mock.full) {
		mock.full--;	/* the XS thread has taken one */
		return -2;
	}
	return modMessagePostToMachineFromISR(the, deliver, refcon);
}
BaseType_t xTimerPendFunctionCall(PendedFunction_t function, void *first, uint32_t second, TickType_t ticks)
{
	(void)first, (void)second, (void)ticks;
	if (mock.timersFull)
		return 0;
	mock.pends++;
	mock.pended = function;
	return pdPASS;
}
BaseType_t xTimerPendFunctionCallFromISR(PendedFunction_t function, void *first, uint32_t second, BaseType_t *woken)
{
	(void)woken;
	return xTimerPendFunctionCall(function, first, second, 0);
}
xsSlot *builtinGetCallback(xsMachine *the, xsIdentifier id) { (void)the; return (xsID_onReadable == id) ? &readable : &writable; }
void builtinInitializeTarget(xsMachine *the) { (void)the; }
uint8_t builtinInitializeFormat(xsMachine *the, uint8_t format) { (void)the; return mock.format ? (uint8_t)mock.format : format; }
void builtinGetFormat(xsMachine *the, uint8_t format) { (void)the; mock.integer = format; }
uint8_t builtinSetFormat(xsMachine *the) { (void)the; return (uint8_t)mock.format; }
int _xsHas(xsMachine *the, xsSlot *self, xsIdentifier id) { (void)the, (void)self; return mock.given[id]; }
void _xsGet(xsMachine *the, xsSlot *slot, xsSlot *self, xsIdentifier id) { (void)the, (void)self; slot->data[0] = &mock.value[id]; }
uint32_t builtinGetUnsignedInteger(xsMachine *the, xsSlot *slot) { (void)the; return (uint32_t)*(int *)slot->data[0]; }
uint8_t builtinArePinsFree(uint32_t bank, uint32_t pin) { (void)bank; return 0 == (mock.pinsTaken & (int)pin); }
uint8_t builtinUsePins(uint32_t bank, uint32_t pin) { (void)bank; mock.pinsTaken |= (int)pin; return 1; }
void builtinFreePins(uint32_t bank, uint32_t pin) { (void)bank; mock.pinsTaken &= ~(int)pin; }
void fxInteger(xsMachine *the, xsSlot *slot, xsIntegerValue value) { (void)the, (void)slot; mock.integer = value; }
xsIntegerValue fxToInteger(xsMachine *the, xsSlot *slot)
{
	return (slot == &the->arguments[0]) ? (xsIntegerValue)mock.length : *(int *)slot->data[0];
}
xsType fxTypeOf(xsMachine *the, xsSlot *slot) { (void)the, (void)slot; return mock.type; }
void *fxArrayBuffer(xsMachine *the, xsSlot *slot, void *data, xsIntegerValue size, xsIntegerValue most)
{
	(void)the, (void)slot, (void)data, (void)most;
	mock.integer = size;
	return made;
}
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
void fxSetHostDestructor(xsMachine *the, xsSlot *slot, xsDestructor destructor) { (void)the, (void)slot; mock.destructor = destructor; }
void fxSetHostHooks(xsMachine *the, xsSlot *slot, const xsHostHooks *hooks) { (void)the, (void)slot; mock.destructor = hooks->destructor; }
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
xsSlot stubReference(xsMachine *the, xsSlot *slot) { (void)the; mock.called = slot; return *slot; }
void stubCall(xsMachine *the, xsSlot function, xsSlot self, xsSlot count)
{
	(void)the, (void)function, (void)self, (void)count;
	mock.calls++;
	mock.count = mock.integer;
}

static int failed;
#define HOLDS(what) do { if (!(what)) { failed = 1; printf("%s, line %d: %s\n", __FILE__, __LINE__, #what); } } while (0)
#define THROWS(call) do { int before = mock.thrown; mock.catching = 1; if (0 == setjmp(mock.catcher)) { call; } \
	mock.catching = 0; HOLDS(before + 1 == mock.thrown); } while (0)

/* The timer task's turn, and what the XS thread then does with the message. */
static void pass(xsMachine *the)
{
	PendedFunction_t pended = mock.pended;

	mock.pended = NULL;
	if (pended)
		pended(NULL, 0);
	if (mock.deliver)
		mock.deliver(the, NULL, NULL, 0);
}

typedef void (*Native)(xsMachine *the);

/* `arrive` and `leave` are the driver's interrupts. */
static void testMessages(xsMachine *the, void (*arrive)(void), void (*leave)(void), int room)
{
	int posts = mock.posts, calls = mock.calls, pends = mock.pends;

	driver.available = 7;
	arrive();
	arrive();
	HOLDS(posts + 1 == mock.posts);					/* one message at a time */
	pass(the);
	HOLDS(calls + 1 == mock.calls && &readable == mock.called && 7 == mock.count);
	mock.full = 3;
	leave();
	HOLDS(pends + 1 == mock.pends && posts + 1 == mock.posts);
	pass(the);									/* the timer task has waited for a place */
	HOLDS(posts + 2 == mock.posts && calls + 2 == mock.calls && &writable == mock.called && room == mock.count);
	mock.full = mock.timersFull = 1;
	arrive();
	mock.full = mock.timersFull = 0;
	arrive();									/* nobody had a place: the next interrupt tries again */
	pass(the);
	HOLDS(posts + 3 == mock.posts && calls + 3 == mock.calls && &readable == mock.called);
}

static void testRead(xsMachine *the, Native read)
{
	uint8_t bytes[6];
	int calls = mock.calls;

	mock.type = xsUndefinedType;
	driver.available = 7;
	read(the);
	HOLDS(7 == mock.integer && 0 == driver.available && 'r' == made[6]);	/* across the end of the ring buffer */
	mock.integer = -7;
	read(the);
	HOLDS(-7 == mock.integer && NULL == mock.pended);	/* nothing there: undefined */
	mock.type = xsReferenceType;
	driver.available = 7;
	mock.buffer = bytes;
	mock.length = sizeof(bytes);
	read(the);
	HOLDS(6 == mock.integer && 1 == driver.available && mock.pended);
	pass(the);
	HOLDS(calls + 1 == mock.calls && &readable == mock.called && 1 == mock.count);	/* what was left is told again */
	mock.type = 3;
	driver.available = 9;
	mock.length = 4;
	read(the);
	HOLDS(4 == mock.integer && 5 == driver.available);
	mock.length = 0;
	THROWS(read(the));
	driver.available = 0;
	pass(the);
	HOLDS(calls + 1 == mock.calls);					/* read meanwhile: not told */
}

static void testFormat(xsMachine *the, Native set, Native get, Native read, Native write)
{
	mock.format = 7;
	THROWS(set(the));
	mock.format = kIOFormatNumber;
	set(the);
	get(the);
	HOLDS(kIOFormatNumber == mock.integer);
	driver.available = 2;
	read(the);
	HOLDS('r' == mock.integer && 1 == driver.available);
	driver.available = 0;
	pass(the);
	driver.room = 1000;
	mock.length = 'w';
	write(the);
	HOLDS('w' == driver.written[0]);
	mock.format = kIOFormatBuffer;
	set(the);
	mock.format = 0;
}

static void testWrite(xsMachine *the, Native write, int room)
{
	mock.buffer = (void *)"hello\n";
	mock.length = 6;
	driver.room = room;
	write(the);
	HOLDS(0 == memcmp(driver.written, "hello\n", 6));
	driver.room = room - 1;
	THROWS(write(the));							/* full */
}

static void testClose(xsMachine *the, Native construct, Native close, Native write, void (*leave)(void))
{
	int calls = mock.calls;

	leave();
	close(the);
	close(the);
	HOLDS(!driver.installed && 0 == mock.remembered && NULL == mock.destructor);
	pass(the);									/* was on its way */
	HOLDS(calls == mock.calls);
	THROWS(write(the));
	driver.room = 1000;
	construct(the);								/* it can be opened again */
	pass(the);
	HOLDS(driver.installed && calls + 1 == mock.calls);
	mock.destructor(mock.hostData);				/* as the garbage collector does */
	HOLDS(!driver.installed);
}
