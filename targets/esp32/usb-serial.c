/*
 * ECMA-419 Serial over the USB-Serial-JTAG of ESP32-C3, C6 and S3 (ESP-IDF 6.0, components/esp_driver_usb_serial_jtag), in the shape of the
 * SDK's modules/io/serial/esp32/serial.c. The driver exists once, so its state here is one static record; the driver's own two ring
 * buffers are the only memory taken, when the port opens.
 *
 * The driver tells of room and of bytes from its interrupt; a message to the XS thread then calls onWritable or onReadable. It does not
 * say how much room there is and takes a write whole or not at all, so onWritable always offers ROOM: where that does not fit yet, write
 * throws, as Serial does when it is full, and the next onWritable comes when the PC has taken more.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "xsPlatform.h"
#include "xsmc.h"
#include "mc.xs.h"			/* for xsID_ values */
#include "builtinCommon.h"

#include "esp_driver_usb_serial_jtag/include/driver/usb_serial_jtag.h"

/*
 * From driver/usb_serial_jtag_select.h, which cannot be included: it asks for "driver/usb_serial_jtag.h", and that folder is not on the
 * SDK's include path.
 */
typedef enum { USJ_SELECT_READ_NOTIF, USJ_SELECT_WRITE_NOTIF, USJ_SELECT_ERROR_NOTIF } usj_select_notif_t;
typedef void (*usj_select_notif_callback_t)(usj_select_notif_t usb_serial_jtag_select_notif, int *task_woken);
extern void usb_serial_jtag_set_select_notif_callback(usj_select_notif_callback_t usb_serial_jtag_select_notif_callback);
extern size_t usb_serial_jtag_get_read_bytes_available(void);

#define RECEIVE (512)
#define TRANSMIT (1024)
#define ROOM (256)

typedef struct {
	xsMachine *the;				/* NULL while the port is closed */
	xsSlot obj;
	xsSlot *onReadable;
	xsSlot *onWritable;
	uint8_t format;
	volatile uint8_t isReadable;	/* a message is on its way */
	volatile uint8_t isWritable;
} UsbSerialRecord;

static UsbSerialRecord port;

void xs_fieldfeed_usb_constructor(xsMachine *the);
void xs_fieldfeed_usb_destructor(void *data);
void xs_fieldfeed_usb_close(xsMachine *the);
void xs_fieldfeed_usb_read(xsMachine *the);
void xs_fieldfeed_usb_write(xsMachine *the);
void xs_fieldfeed_usb_get_format(xsMachine *the);
void xs_fieldfeed_usb_set_format(xsMachine *the);

static void usbMark(xsMachine *the, void *it, xsMarkRoot markRoot)
{
	UsbSerialRecord *serial = it;

	if (serial->onReadable)
		(*markRoot)(the, serial->onReadable);
	if (serial->onWritable)
		(*markRoot)(the, serial->onWritable);
}

static const xsHostHooks usbHooks = {
	xs_fieldfeed_usb_destructor,
	usbMark,
	NULL
};

static void usbCall(xsMachine *the, xsSlot *callback, int count)
{
	xsBeginHost(the);
		xsmcSetInteger(xsResult, count);
		xsCallFunction1(xsReference(callback), port.obj, xsResult);
	xsEndHost(the);
}

/* In the XS thread. The port may have been closed since, also by the first of the two callbacks. */
static void usbDeliver(void *theIn, void *refcon, uint8_t *message, uint16_t messageLength)
{
	xsMachine *the = theIn;

	(void)refcon, (void)message, (void)messageLength;
	if (port.the && port.isReadable) {
		size_t available = usb_serial_jtag_get_read_bytes_available();

		port.isReadable = 0;
		if (available && port.onReadable)
			usbCall(the, port.onReadable, (int)available);
	}
	if (port.the && port.isWritable) {
		port.isWritable = 0;
		if (port.onWritable)
			usbCall(the, port.onWritable, ROOM);
	}
}

/* In the driver's interrupt. A message that finds the queue full is tried again by the next interrupt. */
static void usbNotify(usj_select_notif_t what, int *woken)
{
	volatile uint8_t *flag = (USJ_SELECT_READ_NOTIF == what) ? &port.isReadable : &port.isWritable;

	(void)woken;
	if (!port.the || *flag || (USJ_SELECT_ERROR_NOTIF == what))
		return;
	*flag = 1;
	if (modMessagePostToMachineFromISR(port.the, usbDeliver, NULL))
		*flag = 0;
}

static uint8_t usbFormat(xsMachine *the, uint8_t format)
{
	if ((kIOFormatNumber != format) && (kIOFormatBuffer != format))
		xsRangeError("invalid format");
	return format;
}

void xs_fieldfeed_usb_constructor(xsMachine *the)
{
	usb_serial_jtag_driver_config_t config = { .tx_buffer_size = TRANSMIT, .rx_buffer_size = RECEIVE };
	xsSlot *onReadable, *onWritable;
	uint8_t format;

	if (port.the || usb_serial_jtag_is_driver_installed())
		xsRangeError("port in use");

	onReadable = builtinGetCallback(the, xsID_onReadable);
	onWritable = builtinGetCallback(the, xsID_onWritable);
	builtinInitializeTarget(the);
	format = usbFormat(the, builtinInitializeFormat(the, kIOFormatBuffer));

	if (ESP_OK != usb_serial_jtag_driver_install(&config))
		xsUnknownError("no memory");

	port.obj = xsThis;
	port.onReadable = onReadable;
	port.onWritable = onWritable;
	port.format = format;
	port.isReadable = 0;
	port.isWritable = 1;
	port.the = the;
	xsmcSetHostData(xsThis, &port);
	xsSetHostHooks(xsThis, (xsHostHooks *)&usbHooks);
	xsRemember(port.obj);

	/* There is room from the start: nothing was written. */
	if (modMessagePostToMachine(the, NULL, 0, usbDeliver, NULL))
		port.isWritable = 0;
	usb_serial_jtag_set_select_notif_callback(usbNotify);
}

void xs_fieldfeed_usb_destructor(void *data)
{
	if (!data || !port.the)
		return;

	usb_serial_jtag_set_select_notif_callback(NULL);
	(void)usb_serial_jtag_driver_uninstall();
	port.the = NULL;
	port.onReadable = NULL;
	port.onWritable = NULL;
}

void xs_fieldfeed_usb_close(xsMachine *the)
{
	void *data = xsmcGetHostData(xsThis);

	if (data && xsmcGetHostDataValidate(xsThis, (void *)&usbHooks)) {
		xsForget(port.obj);
		xs_fieldfeed_usb_destructor(data);
		xsmcSetHostData(xsThis, NULL);
		xsmcSetHostDestructor(xsThis, NULL);
	}
}

void xs_fieldfeed_usb_get_format(xsMachine *the)
{
	(void)xsmcGetHostDataValidate(xsThis, (void *)&usbHooks);
	builtinGetFormat(the, port.format);
}

void xs_fieldfeed_usb_set_format(xsMachine *the)
{
	(void)xsmcGetHostDataValidate(xsThis, (void *)&usbHooks);
	port.format = usbFormat(the, builtinSetFormat(the));
}

/* Takes `length` bytes that are there. The ring buffer wraps, and one call of the driver gives only what lies before its end. */
static int usbTake(uint8_t *buffer, int length)
{
	int at = 0;

	while (at < length) {
		int count = usb_serial_jtag_read_bytes(buffer + at, (uint32_t)(length - at), 0);
		if (count <= 0)
			break;
		at += count;
	}
	return at;
}

/* What was left is told again, as a UART's interrupt would: the driver tells only of what arrives. */
static void usbRemind(xsMachine *the)
{
	if (!port.onReadable || port.isReadable || !usb_serial_jtag_get_read_bytes_available())
		return;
	port.isReadable = 1;
	if (modMessagePostToMachine(the, NULL, 0, usbDeliver, NULL))
		port.isReadable = 0;
}

/* read(): all there is, or undefined; read(count) and read(buffer): at most so much, the latter returns how much it was. */
void xs_fieldfeed_usb_read(xsMachine *the)
{
	int requested, available;
	void *buffer;
	xsUnsignedValue length;

	(void)xsmcGetHostDataValidate(xsThis, (void *)&usbHooks);
	available = (int)usb_serial_jtag_get_read_bytes_available();
	if (0 == available)
		return;

	if (kIOFormatNumber == port.format) {
		uint8_t byte;

		if (usbTake(&byte, 1))
			xsmcSetInteger(xsResult, byte);
		usbRemind(the);
		return;
	}

	if (xsReferenceType == xsmcTypeOf(xsArg(0))) {
		xsmcGetBufferWritable(xsArg(0), &buffer, &length);
		requested = ((int)length < available) ? (int)length : available;
		xsmcSetInteger(xsResult, usbTake(buffer, requested));
		usbRemind(the);
		return;
	}

	requested = (xsUndefinedType == xsmcTypeOf(xsArg(0))) ? available : xsmcToInteger(xsArg(0));
	if (requested <= 0)
		xsUnknownError("invalid");
	if (requested > available)
		requested = available;
	buffer = xsmcSetArrayBuffer(xsResult, NULL, requested);
	(void)usbTake(buffer, requested);
	usbRemind(the);
}

void xs_fieldfeed_usb_write(xsMachine *the)
{
	void *buffer;
	xsUnsignedValue length = 1;
	uint8_t byte;

	(void)xsmcGetHostDataValidate(xsThis, (void *)&usbHooks);
	if (kIOFormatNumber == port.format) {
		byte = (uint8_t)xsmcToInteger(xsArg(0));
		buffer = &byte;
	}
	else
		xsmcGetBufferReadable(xsArg(0), &buffer, &length);

	if (length && (usb_serial_jtag_write_bytes(buffer, length, 0) <= 0))
		xsUnknownError("output full");
}
