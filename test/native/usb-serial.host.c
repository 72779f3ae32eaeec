/*
 * Runs targets/esp32/usb-serial.c on the PC, with the driver stood in for by what is below. Prints nothing and returns 0 when all holds;
 * otherwise names the line that did not.
 */
#include "serial-host.h"

#include "../../targets/esp32/usb-serial.c"

static usj_select_notif_callback_t notify;

esp_err_t usb_serial_jtag_driver_install(usb_serial_jtag_driver_config_t *config)
{
	driver.installed = !driver.install && (8192 == config->rx_buffer_size) && (config->tx_buffer_size >= ROOM);
	return driver.install;
}
esp_err_t usb_serial_jtag_driver_uninstall(void) { driver.installed = 0; return ESP_OK; }
bool usb_serial_jtag_is_driver_installed(void) { return driver.installed; }
void usb_serial_jtag_set_select_notif_callback(usj_select_notif_callback_t callback) { notify = callback; }
size_t usb_serial_jtag_get_read_bytes_available(void) { return (size_t)driver.available; }
int usb_serial_jtag_read_bytes(void *buf, uint32_t length, uint32_t ticks)
{
	int count = ((int)length > 4) ? 4 : (int)length;	/* the end of the ring buffer */

	(void)ticks;
	if (count > driver.available)
		count = driver.available;
	memset(buf, 'r', (size_t)count);
	driver.available -= count;
	return count;
}
int usb_serial_jtag_write_bytes(const void *src, size_t size, uint32_t ticks)
{
	(void)ticks;
	if ((int)size > driver.room)
		return 0;
	memcpy(driver.written, src, size < sizeof(driver.written) ? size : sizeof(driver.written));
	return (int)size;
}

static void arrive(void) { notify(USJ_SELECT_READ_NOTIF, NULL); }
static void leave(void) { notify(USJ_SELECT_WRITE_NOTIF, NULL); }

static void testOpen(xsMachine *the)
{
	driver.install = -1;
	THROWS(xs_fieldfeed_usb_constructor(the));
	HOLDS(!port.the && 0 == mock.remembered);
	driver.install = 0;
	mock.format = kIOFormatInvalid;
	THROWS(xs_fieldfeed_usb_constructor(the));
	HOLDS(!driver.installed);
	mock.format = 0;
	xs_fieldfeed_usb_constructor(the);
	HOLDS(driver.installed && 1 == mock.remembered && notify && 0 == mock.calls);	/* no callback inside the constructor */
	THROWS(xs_fieldfeed_usb_constructor(the));
	pass(the);
	HOLDS(1 == mock.calls && &writable == mock.called && ROOM == mock.count);
}

static void testOverruns(xsMachine *the)
{
	int posts = mock.posts;

	driver.available = RECEIVE - PACKET;
	arrive();
	xs_fieldfeed_usb_get_overruns(the);
	HOLDS(0 == mock.integer && posts + 1 == mock.posts);
	driver.available = RECEIVE - PACKET + 1;
	arrive();
	notify(USJ_SELECT_ERROR_NOTIF, NULL);
	xs_fieldfeed_usb_get_overruns(the);
	HOLDS(1 == mock.integer);
	driver.available = 0;
	pass(the);
}

int main(void)
{
	static xsMachine machine;

	testOpen(&machine);
	testMessages(&machine, arrive, leave, ROOM);
	testRead(&machine, xs_fieldfeed_usb_read);
	testFormat(&machine, xs_fieldfeed_usb_set_format, xs_fieldfeed_usb_get_format, xs_fieldfeed_usb_read, xs_fieldfeed_usb_write);
	testWrite(&machine, xs_fieldfeed_usb_write, 6);
	testOverruns(&machine);
	testClose(&machine, xs_fieldfeed_usb_constructor, xs_fieldfeed_usb_close, xs_fieldfeed_usb_write, leave);
	xs_fieldfeed_usb_destructor(NULL);
	return failed;
}
