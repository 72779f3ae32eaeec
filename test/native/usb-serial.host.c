/*
 * Runs targets/esp32/usb-serial.c on the PC, with the driver and XS stood in for by what is below. Prints nothing and returns 0 when all
 * holds; otherwise names the line that did not.
 */
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include "../../targets/esp32/usb-serial.c"

static struct {
	int installed, install, remembered, posts, full, calls, count, thrown, integer, available, room, format;
	xsSlot *called;
	modMessageDeliver deliver;
	usj_select_notif_callback_t notify;
	void *hostData;
	uint8_t bytes[16];
	void *buffer;
	xsUnsignedValue length;
	xsType type;
	jmp_buf catcher;
} mock;
static xsSlot readable, writable;
static uint8_t made[16];

esp_err_t usb_serial_jtag_driver_install(usb_serial_jtag_driver_config_t *config)
{
	mock.installed = !mock.install && config->rx_buffer_size > 64 && config->tx_buffer_size >= ROOM;
	return mock.install;
}
esp_err_t usb_serial_jtag_driver_uninstall(void) { mock.installed = 0; return ESP_OK; }
bool usb_serial_jtag_is_driver_installed(void) { return mock.installed; }
void usb_serial_jtag_set_select_notif_callback(usj_select_notif_callback_t callback) { mock.notify = callback; }
size_t usb_serial_jtag_get_read_bytes_available(void) { return (size_t)mock.available; }
int usb_serial_jtag_read_bytes(void *buf, uint32_t length, uint32_t ticks)
{
	int count = ((int)length > 4) ? 4 : (int)length;	/* the end of the ring buffer */

	(void)ticks;
	if (count > mock.available)
		count = mock.available;
	memset(buf, 'r', (size_t)count);
	mock.available -= count;
	return count;
}
int usb_serial_jtag_write_bytes(const void *src, size_t size, uint32_t ticks)
{
	(void)ticks;
	if ((int)size > mock.room)
		return 0;
	memcpy(mock.bytes, src, size < sizeof(mock.bytes) ? size : sizeof(mock.bytes));
	mock.room -= (int)size;
	return (int)size;
}
int modMessagePostToMachine(xsMachine *the, uint8_t *message, uint16_t length, modMessageDeliver deliver, void *refcon)
{
	(void)message, (void)length;
	return modMessagePostToMachineFromISR(the, deliver, refcon);
}
int modMessagePostToMachineFromISR(xsMachine *the, modMessageDeliver deliver, void *refcon)
{
	(void)the, (void)refcon;
	if (mock.full)
		return -1;
	mock.posts++;
	mock.deliver = deliver;
	return 0;
}
xsSlot *builtinGetCallback(xsMachine *the, xsIdentifier id) { (void)the; return (xsID_onReadable == id) ? &readable : &writable; }
void builtinInitializeTarget(xsMachine *the) { (void)the; }
uint8_t builtinInitializeFormat(xsMachine *the, uint8_t format) { (void)the; return mock.format ? (uint8_t)mock.format : format; }
void builtinGetFormat(xsMachine *the, uint8_t format) { (void)the; mock.integer = format; }
uint8_t builtinSetFormat(xsMachine *the) { (void)the; return (uint8_t)mock.format; }
void fxInteger(xsMachine *the, xsSlot *slot, xsIntegerValue value) { (void)the, (void)slot; mock.integer = value; }
xsIntegerValue fxToInteger(xsMachine *the, xsSlot *slot) { (void)the, (void)slot; return (xsIntegerValue)mock.length; }
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
void fxSetHostDestructor(xsMachine *the, xsSlot *slot, xsDestructor destructor) { (void)the, (void)slot, (void)destructor; }
void fxSetHostHooks(xsMachine *the, xsSlot *slot, const xsHostHooks *hooks) { (void)the, (void)slot, (void)hooks; }
void fxRemember(xsMachine *the, xsSlot *slot) { (void)the, (void)slot; mock.remembered++; }
void fxForget(xsMachine *the, xsSlot *slot) { (void)the, (void)slot; mock.remembered--; }
void fxThrowMessage(xsMachine *the, char *path, int line, int error, const char *text, ...)
{
	(void)the, (void)path, (void)line, (void)error, (void)text;
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
#define HOLDS(what) do { if (!(what)) { failed = 1; printf("line %d: %s\n", __LINE__, #what); } } while (0)
#define THROWS(call) do { int before = mock.thrown; if (0 == setjmp(mock.catcher)) { call; } HOLDS(before + 1 == mock.thrown); } while (0)

static void testOpen(xsMachine *the)
{
	mock.install = -1;
	THROWS(xs_fieldfeed_usb_constructor(the));
	HOLDS(!port.the && 0 == mock.remembered);
	mock.install = 0;
	mock.format = kIOFormatInvalid;
	THROWS(xs_fieldfeed_usb_constructor(the));
	HOLDS(!mock.installed);
	mock.format = 0;
	xs_fieldfeed_usb_constructor(the);
	HOLDS(mock.installed && 1 == mock.remembered && mock.notify && 0 == mock.calls);	/* no callback inside the constructor */
	THROWS(xs_fieldfeed_usb_constructor(the));
	mock.deliver(the, NULL, NULL, 0);
	HOLDS(1 == mock.calls && &writable == mock.called && ROOM == mock.count);
}

static void testNotify(xsMachine *the)
{
	int posts = mock.posts, calls = mock.calls;

	mock.available = 7;
	mock.notify(USJ_SELECT_READ_NOTIF, NULL);
	mock.notify(USJ_SELECT_READ_NOTIF, NULL);
	mock.notify(USJ_SELECT_ERROR_NOTIF, NULL);
	HOLDS(posts + 1 == mock.posts);			/* one message at a time */
	mock.deliver(the, NULL, NULL, 0);
	HOLDS(calls + 1 == mock.calls && &readable == mock.called && 7 == mock.count);
	mock.full = 1;
	mock.notify(USJ_SELECT_WRITE_NOTIF, NULL);
	mock.full = 0;
	mock.notify(USJ_SELECT_WRITE_NOTIF, NULL);	/* the queue was full: the next interrupt tries again */
	mock.deliver(the, NULL, NULL, 0);
	HOLDS(calls + 2 == mock.calls && &writable == mock.called);
}

static void testReadWrite(xsMachine *the)
{
	uint8_t bytes[6];
	int calls = mock.calls, posts = mock.posts;

	mock.type = xsUndefinedType;
	mock.available = 7;
	xs_fieldfeed_usb_read(the);
	HOLDS(7 == mock.integer && 0 == mock.available && 'r' == made[6]);	/* across the end of the ring buffer */
	mock.integer = -7;
	xs_fieldfeed_usb_read(the);
	HOLDS(-7 == mock.integer);				/* nothing there: undefined */
	mock.type = xsReferenceType;
	mock.available = 7;
	mock.buffer = bytes;
	mock.length = sizeof(bytes);
	xs_fieldfeed_usb_read(the);
	HOLDS(6 == mock.integer && 1 == mock.available && posts + 1 == mock.posts);
	mock.deliver(the, NULL, NULL, 0);
	HOLDS(calls + 1 == mock.calls && &readable == mock.called && 1 == mock.count);	/* what was left is told again */
	mock.available = 0;
	memcpy(bytes, "hello\n", 6);
	mock.room = 6;
	xs_fieldfeed_usb_write(the);
	HOLDS(0 == memcmp(mock.bytes, "hello\n", 6));
	THROWS(xs_fieldfeed_usb_write(the));		/* full */
}

static void testClose(xsMachine *the)
{
	int calls = mock.calls;

	mock.notify(USJ_SELECT_WRITE_NOTIF, NULL);
	xs_fieldfeed_usb_close(the);
	xs_fieldfeed_usb_close(the);
	HOLDS(!mock.installed && !mock.notify && 0 == mock.remembered && !port.the);
	mock.deliver(the, NULL, NULL, 0);			/* was on its way */
	HOLDS(calls == mock.calls);
	THROWS(xs_fieldfeed_usb_write(the));
	xs_fieldfeed_usb_constructor(the);			/* it can be opened again */
	HOLDS(mock.installed);
	xs_fieldfeed_usb_destructor(mock.hostData);	/* as the garbage collector does */
	HOLDS(!mock.installed && !port.the);
}

int main(void)
{
	static xsMachine machine;

	testOpen(&machine);
	testNotify(&machine);
	testReadWrite(&machine);
	testClose(&machine);
	return failed;
}
