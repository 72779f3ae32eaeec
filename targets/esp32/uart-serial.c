/*
 * Serial (serial-record.h) over a UART of an ESP32, by ESP-IDF's own driver (ESP-IDF 6.0, components/esp_driver_uart): 8 data bits, no parity,
 * 1 stop bit, no flow control. One at a time, since the console needs no second.
 *
 * The driver's write waits where its ring buffer lacks room, so it is asked for the room first. What it answers does not count how a
 * transaction is cut at the end of the ring: MARGIN makes up for that; were it not enough, the write would wait until the UART has sent as
 * much, which is milliseconds. Its interrupt reads the hardware's 128 bytes into the ring; where that is full it stops, the hardware runs over,
 * and the driver tells of an error: that is an overrun. Interrupts wait while the flash is written, so this one comes at THRESHOLD bytes already,
 * not at the driver's 120: 96 bytes, 8 ms at 115200 baud, may then arrive meanwhile. Erasing a sector takes longer.
 */
#include "serial-record.h"
#include "mc.xs.h"			/* for xsID_ values */

#include "driver/uart.h"
#include "driver/uart_select.h"

#define TRANSMIT (2048)
#define ROOM (512)
#define MARGIN (128)
#define THRESHOLD (32)

static struct {
	uart_port_t uart;
	uint32_t transmit;
	uint32_t receive;
} wire;

void xs_fieldfeed_uart_constructor(xsMachine *the);
void xs_fieldfeed_uart_destructor(void *data);
void xs_fieldfeed_uart_close(xsMachine *the);
void xs_fieldfeed_uart_read(xsMachine *the);
void xs_fieldfeed_uart_write(xsMachine *the);
void xs_fieldfeed_uart_get_format(xsMachine *the);
void xs_fieldfeed_uart_set_format(xsMachine *the);
void xs_fieldfeed_uart_get_overruns(xsMachine *the);

static size_t driverAvailable(void)
{
	size_t available = 0;

	return (ESP_OK == uart_get_buffered_data_len(wire.uart, &available)) ? available : 0;
}

static int driverRead(uint8_t *buffer, size_t length)
{
	return uart_read_bytes(wire.uart, buffer, (uint32_t)length, 0);
}

static size_t driverRoom(void)
{
	size_t room = 0;

	if ((ESP_OK != uart_get_tx_buffer_free_size(wire.uart, &room)) || (room <= MARGIN))
		return 0;
	room -= MARGIN;
	return (room > ROOM) ? ROOM : room;
}

static bool driverWrite(const void *data, size_t length)
{
	return (length <= driverRoom()) && (uart_write_bytes(wire.uart, data, length) > 0);
}

static void driverClose(void)
{
	uart_set_select_notif_callback(wire.uart, NULL);
	(void)uart_driver_delete(wire.uart);
	builtinFreePin(wire.transmit);
	builtinFreePin(wire.receive);
}

/*
 * In the driver's interrupt, inside a critical section of the driver's. Of the errors only an overrun of the hardware can come: parity is off,
 * and the driver does not ask for framing errors.
 */
static void uartNotify(uart_port_t uart, uart_select_notif_t what, BaseType_t *woken)
{
	(void)uart, (void)woken;
	if (UART_SELECT_READ_NOTIF == what)
		serialNotify(&port.isReadable);
	else if (UART_SELECT_WRITE_NOTIF == what)
		serialNotify(&port.isWritable);
	else
		port.overruns++;
}

static uint32_t pinOption(xsMachine *the, xsIdentifier id)
{
	uint32_t pin;
	xsSlot slot;

	if (!xsmcHas(xsArg(0), id))
		xsRangeError("transmit and receive required");
	xsmcGet(slot, xsArg(0), id);
	pin = builtinGetPin(the, &slot);
	if (!builtinIsPinFree(pin))
		xsRangeError("pin in use");
	return pin;
}

static xsIntegerValue numberOption(xsMachine *the, xsIdentifier id, xsIntegerValue standard)
{
	xsSlot slot;

	if (!xsmcHas(xsArg(0), id))
		return standard;
	xsmcGet(slot, xsArg(0), id);
	return xsmcToInteger(slot);
}

void xs_fieldfeed_uart_constructor(xsMachine *the)
{
	uart_config_t config = {
		.data_bits = UART_DATA_8_BITS,
		.parity = UART_PARITY_DISABLE,
		.stop_bits = UART_STOP_BITS_1,
		.flow_ctrl = UART_HW_FLOWCTRL_DISABLE,
	};
	SerialRecord serial;
	xsIntegerValue number = numberOption(the, xsID_port, 0);
	uint32_t transmit = pinOption(the, xsID_transmit);
	uint32_t receive = pinOption(the, xsID_receive);

	if ((number < 0) || (number >= UART_NUM_MAX))
		xsRangeError("invalid port");
	config.baud_rate = numberOption(the, xsID_baud, 115200);
	if ((config.baud_rate <= 0) || (config.baud_rate > 20000000))
		xsRangeError("invalid baud");
	if (port.the || uart_is_driver_installed((uart_port_t)number))
		xsRangeError("port in use");
	serial = serialOptions(the, xsID_onReadable, xsID_onWritable);

	if (ESP_OK != uart_driver_install((uart_port_t)number, RECEIVE, TRANSMIT, 0, NULL, 0))
		xsUnknownError("no memory");
	if ((ESP_OK != uart_param_config((uart_port_t)number, &config))
		|| (ESP_OK != uart_set_pin((uart_port_t)number, (int)transmit, (int)receive, UART_PIN_NO_CHANGE, UART_PIN_NO_CHANGE))) {
		(void)uart_driver_delete((uart_port_t)number);
		xsUnknownError("uart failed");
	}
	(void)uart_set_rx_full_threshold((uart_port_t)number, THRESHOLD);
	wire.uart = (uart_port_t)number;
	wire.transmit = transmit;
	wire.receive = receive;
	builtinUsePin(transmit);
	builtinUsePin(receive);
	serialOpen(the, serial);
	uart_set_select_notif_callback(wire.uart, uartNotify);
	serialRemind();
}

void xs_fieldfeed_uart_destructor(void *data)
{
	serialDestructor(data);
}

void xs_fieldfeed_uart_close(xsMachine *the)
{
	serialClose(the);
}

void xs_fieldfeed_uart_read(xsMachine *the)
{
	serialRead(the);
}

void xs_fieldfeed_uart_write(xsMachine *the)
{
	serialWrite(the);
}

void xs_fieldfeed_uart_get_format(xsMachine *the)
{
	serialGetFormat(the);
}

void xs_fieldfeed_uart_set_format(xsMachine *the)
{
	serialSetFormat(the);
}

void xs_fieldfeed_uart_get_overruns(xsMachine *the)
{
	serialGetOverruns(the);
}
