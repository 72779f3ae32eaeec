/*
 * What usb-serial.c and uart-serial.c share: ECMA-419 Serial over a driver of ESP-IDF that keeps what arrives in a ring buffer of its own,
 * filled by its interrupt, in the shape of the SDK's modules/io/serial/esp32/serial.c. Each port exists once, so its state is one static
 * record; the driver's two ring buffers are the only memory taken, when the port opens.
 *
 * The SDK's Serial reads the UART's own 128 bytes when XS gets round to it: whatever keeps XS busy for 11 ms at 115200 baud (a garbage
 * collection, a TLS handshake) loses what is typed. Here 8 KB wait for it, 700 ms at that speed. How one is told without a thread that
 * waits: both drivers have one callback, made for select() (uart_vfs.c, usb_serial_jtag_vfs.c), which they call from their interrupt for bytes
 * that arrived, room that came free, and errors. From there a message goes to the XS thread, one of each kind at a time, which calls
 * onReadable or onWritable. That thread's queue is short and may be full; then FreeRTOS's timer task is given the message, which may wait
 * for a place. The XS thread itself must never: nobody else makes room.
 */
#pragma once
#include <stdbool.h>

#include "freertos/FreeRTOS.h"
#include "freertos/timers.h"
#include "xsPlatform.h"
#include "xsmc.h"
#include "builtinCommon.h"

#define RECEIVE (8192)
typedef struct {
	xsMachine *the;				/* NULL while the port is closed */
	xsSlot obj;
	xsSlot *onReadable;
	xsSlot *onWritable;
	uint8_t format;
	volatile uint8_t isReadable;	/* a message is on its way */
	volatile uint8_t isWritable;
	volatile uint32_t overruns;	/* times that bytes arrived and there was no room for them */
} SerialRecord;

static SerialRecord port;
/* The driver's part, in the file that includes this one. */
static size_t driverAvailable(void);
static int driverRead(uint8_t *buffer, size_t length);	/* at most `length` that are there; how many it were */
static size_t driverRoom(void);							/* what a write may have now */
static bool driverWrite(const void *data, size_t length);	/* all of it or nothing */
static void driverClose(void);

static void serialDestructor(void *data)
{
	if (!data || !port.the)
		return;
	driverClose();
	port.the = NULL;
	port.onReadable = NULL;
	port.onWritable = NULL;
}

static void serialMark(xsMachine *the, void *it, xsMarkRoot markRoot)
{
	SerialRecord *serial = it;

	if (serial->onReadable)
		(*markRoot)(the, serial->onReadable);
	if (serial->onWritable)
		(*markRoot)(the, serial->onWritable);
}

static const xsHostHooks serialHooks = {
	serialDestructor,
	serialMark,
	NULL
};

static void serialCall(xsMachine *the, xsSlot *callback, size_t count)
{
	xsBeginHost(the);
		xsmcSetInteger(xsResult, (xsIntegerValue)count);
		xsCallFunction1(xsReference(callback), port.obj, xsResult);
	xsEndHost(the);
}

/* In the XS thread. The port may have been closed since, also by the first of the two callbacks. What comes from now on is told anew. */
static void serialDeliver(void *theIn, void *refcon, uint8_t *message, uint16_t messageLength)
{
	xsMachine *the = theIn;
	size_t count;

	(void)refcon, (void)message, (void)messageLength;
	if (port.the && port.isReadable) {
		port.isReadable = 0;
		count = driverAvailable();
		if (count && port.onReadable)
			serialCall(the, port.onReadable, count);
	}
	if (port.the && port.isWritable) {
		port.isWritable = 0;
		count = driverRoom();
		if (count && port.onWritable)
			serialCall(the, port.onWritable, count);
	}
}

/* In the timer task. In a debug build the SDK waits for 20 ms only. */
static void serialPost(void *unused, uint32_t unusedToo)
{
	(void)unused, (void)unusedToo;
	while (port.the && modMessagePostToMachine(port.the, NULL, 0, serialDeliver, NULL))
		continue;
}

/* In the driver's interrupt. Where the timer task's queue is full as well, the next interrupt tries again. */
static void serialNotify(volatile uint8_t *flag)
{
	BaseType_t woken = 0;

	if (!port.the || *flag)
		return;
	*flag = 1;
	if (modMessagePostToMachineFromISR(port.the, serialDeliver, NULL)
		&& (pdPASS != xTimerPendFunctionCallFromISR(serialPost, NULL, 0, &woken)))
		*flag = 0;
}

/* In the XS thread. */
static void serialTell(volatile uint8_t *flag)
{
	*flag = 1;
	if (pdPASS != xTimerPendFunctionCall(serialPost, NULL, 0, 0))
		*flag = 0;
}

/* What was left is told again, as a UART's interrupt would: a driver tells only of what arrives. */
static void serialRemind(void)
{
	if (port.onReadable && !port.isReadable && driverAvailable())
		serialTell(&port.isReadable);
}

static uint8_t serialFormat(xsMachine *the, uint8_t format)
{
	if ((kIOFormatNumber != format) && (kIOFormatBuffer != format))
		xsRangeError("invalid format");
	return format;
}

/* What every Serial's options have. Nothing is taken yet: it may throw. The SDK finds names in .c files only, hence the arguments. */
static SerialRecord serialOptions(xsMachine *the, xsIdentifier onReadable, xsIdentifier onWritable)
{
	SerialRecord serial = { 0 };

	serial.onReadable = builtinGetCallback(the, onReadable);
	serial.onWritable = builtinGetCallback(the, onWritable);
	builtinInitializeTarget(the);
	serial.format = serialFormat(the, builtinInitializeFormat(the, kIOFormatBuffer));
	return serial;
}

/* The driver runs. There is room from the start, since nothing was written. */
static void serialOpen(xsMachine *the, SerialRecord serial)
{
	serial.obj = xsThis;
	serial.the = the;
	port = serial;
	xsmcSetHostData(xsThis, &port);
	xsSetHostHooks(xsThis, (xsHostHooks *)&serialHooks);
	xsRemember(port.obj);
	serialTell(&port.isWritable);
}

static void serialClose(xsMachine *the)
{
	void *data = xsmcGetHostData(xsThis);

	if (data && xsmcGetHostDataValidate(xsThis, (void *)&serialHooks)) {
		xsForget(port.obj);
		serialDestructor(data);
		xsmcSetHostData(xsThis, NULL);
		xsmcSetHostDestructor(xsThis, NULL);
	}
}

static void serialGetFormat(xsMachine *the)
{
	builtinGetFormat(the, ((SerialRecord *)xsmcGetHostDataValidate(xsThis, (void *)&serialHooks))->format);
}

static void serialSetFormat(xsMachine *the)
{
	(void)xsmcGetHostDataValidate(xsThis, (void *)&serialHooks);
	port.format = serialFormat(the, builtinSetFormat(the));
}

static void serialGetOverruns(xsMachine *the)
{
	SerialRecord *serial = xsmcGetHostDataValidate(xsThis, (void *)&serialHooks);

	xsmcSetInteger(xsResult, (xsIntegerValue)serial->overruns);
}

/* Takes `length` bytes that are there. The ring buffer wraps, and one call of a driver may give only what lies before its end. */
static size_t serialTake(uint8_t *buffer, size_t length)
{
	size_t at = 0;

	while (at < length) {
		int count = driverRead(buffer + at, length - at);
		if (count <= 0)
			break;
		at += (size_t)count;
	}
	return at;
}

/* read(): all there is, or undefined; read(count) and read(buffer): at most so much, the latter returns how much it was. */
static void serialRead(xsMachine *the)
{
	size_t available;
	xsIntegerValue requested;
	void *buffer;
	xsUnsignedValue length;

	(void)xsmcGetHostDataValidate(xsThis, (void *)&serialHooks);
	available = driverAvailable();
	if (0 == available)
		return;

	if (kIOFormatNumber == port.format) {
		uint8_t byte;

		if (serialTake(&byte, 1))
			xsmcSetInteger(xsResult, byte);
	}
	else if (xsReferenceType == xsmcTypeOf(xsArg(0))) {
		xsmcGetBufferWritable(xsArg(0), &buffer, &length);
		available = serialTake(buffer, (length < available) ? length : available);
		xsmcSetInteger(xsResult, (xsIntegerValue)available);
	}
	else {
		requested = (xsUndefinedType == xsmcTypeOf(xsArg(0))) ? (xsIntegerValue)available : xsmcToInteger(xsArg(0));
		if (requested <= 0)
			xsUnknownError("invalid");
		if ((size_t)requested > available)
			requested = (xsIntegerValue)available;
		buffer = xsmcSetArrayBuffer(xsResult, NULL, requested);
		(void)serialTake(buffer, (size_t)requested);
	}
	serialRemind();
}

static void serialWrite(xsMachine *the)
{
	void *buffer;
	xsUnsignedValue length = 1;
	uint8_t byte;

	(void)xsmcGetHostDataValidate(xsThis, (void *)&serialHooks);
	if (kIOFormatNumber == port.format) {
		byte = (uint8_t)xsmcToInteger(xsArg(0));
		buffer = &byte;
	}
	else
		xsmcGetBufferReadable(xsArg(0), &buffer, &length);

	if (length && !driverWrite(buffer, length))
		xsUnknownError("output full");
}
