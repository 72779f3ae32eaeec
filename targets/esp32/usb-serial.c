/*
 * Serial (serial-record.h) over the USB-Serial-JTAG of ESP32-C3, C6 and S3 (ESP-IDF 6.0, components/esp_driver_usb_serial_jtag).
 *
 * The driver does not say how much room there is and takes a write whole or not at all, so onWritable always offers ROOM: where that does
 * not fit yet, write throws, as Serial does when it is full, and the next onWritable comes when the PC has taken more. What arrives and
 * finds its ring buffer full it drops without a word.
 */
#include "serial-record.h"
#include "mc.xs.h"			/* for xsID_ values */

#include "esp_driver_usb_serial_jtag/include/driver/usb_serial_jtag.h"

/*
 * From driver/usb_serial_jtag_select.h, which cannot be included: it asks for "driver/usb_serial_jtag.h", and that folder is not on the
 * SDK's include path.
 */
typedef enum { USJ_SELECT_READ_NOTIF, USJ_SELECT_WRITE_NOTIF, USJ_SELECT_ERROR_NOTIF } usj_select_notif_t;
typedef void (*usj_select_notif_callback_t)(usj_select_notif_t usb_serial_jtag_select_notif, int *task_woken);
extern void usb_serial_jtag_set_select_notif_callback(usj_select_notif_callback_t usb_serial_jtag_select_notif_callback);
extern size_t usb_serial_jtag_get_read_bytes_available(void);

#define TRANSMIT (1024)
#define ROOM (256)
#define PACKET (64)			/* what one interrupt brings at most */

void xs_fieldfeed_usb_constructor(xsMachine *the);
void xs_fieldfeed_usb_destructor(void *data);
void xs_fieldfeed_usb_close(xsMachine *the);
void xs_fieldfeed_usb_read(xsMachine *the);
void xs_fieldfeed_usb_write(xsMachine *the);
void xs_fieldfeed_usb_get_format(xsMachine *the);
void xs_fieldfeed_usb_set_format(xsMachine *the);
void xs_fieldfeed_usb_get_overruns(xsMachine *the);

static size_t driverAvailable(void)
{
	return usb_serial_jtag_get_read_bytes_available();
}

static int driverRead(uint8_t *buffer, size_t length)
{
	return usb_serial_jtag_read_bytes(buffer, (uint32_t)length, 0);
}

static size_t driverRoom(void)
{
	return ROOM;
}

static bool driverWrite(const void *data, size_t length)
{
	return usb_serial_jtag_write_bytes(data, length, 0) > 0;
}

static void driverClose(void)
{
	usb_serial_jtag_set_select_notif_callback(NULL);
	(void)usb_serial_jtag_driver_uninstall();
}

/* In the driver's interrupt. Behind a packet with less than a packet's room left, that one or the next may be lost. */
static void usbNotify(usj_select_notif_t what, int *woken)
{
	(void)woken;
	if (USJ_SELECT_WRITE_NOTIF == what)
		serialNotify(&port.isWritable);
	else if (USJ_SELECT_READ_NOTIF == what) {
		if (driverAvailable() > RECEIVE - PACKET)
			port.overruns++;
		serialNotify(&port.isReadable);
	}
}

void xs_fieldfeed_usb_constructor(xsMachine *the)
{
	usb_serial_jtag_driver_config_t config = { .tx_buffer_size = TRANSMIT, .rx_buffer_size = RECEIVE };
	SerialRecord serial;

	if (port.the || usb_serial_jtag_is_driver_installed())
		xsRangeError("port in use");
	serial = serialOptions(the, xsID_onReadable, xsID_onWritable);
	if (ESP_OK != usb_serial_jtag_driver_install(&config))
		xsUnknownError("no memory");
	serialOpen(the, serial);
	usb_serial_jtag_set_select_notif_callback(usbNotify);
	serialRemind();
}

void xs_fieldfeed_usb_destructor(void *data)
{
	serialDestructor(data);
}

void xs_fieldfeed_usb_close(xsMachine *the)
{
	serialClose(the);
}

void xs_fieldfeed_usb_read(xsMachine *the)
{
	serialRead(the);
}

void xs_fieldfeed_usb_write(xsMachine *the)
{
	serialWrite(the);
}

void xs_fieldfeed_usb_get_format(xsMachine *the)
{
	serialGetFormat(the);
}

void xs_fieldfeed_usb_set_format(xsMachine *the)
{
	serialSetFormat(the);
}

void xs_fieldfeed_usb_get_overruns(xsMachine *the)
{
	serialGetOverruns(the);
}
