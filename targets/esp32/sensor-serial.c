/*
 * sensors/serial over a UART of an ESP32, by ESP-IDF's own driver (ESP-IDF 6.0, components/esp_driver_uart).
 *
 * The SDK's Serial (8.2.3, modules/io/serial/esp32/serial.c) is not used. It asks the preprocessor whether UART_NUM_MAX is more than 2, which
 * ESP-IDF has made an enumerator: always no, so port 2 sets up UART 2 and then reads and writes the registers of UART 1. Without callbacks
 * its read looks at a callback behind the end of the record that it has allocated. And of what nobody reads the hardware keeps 128 bytes,
 * and is out of step when they run over; the driver notices and starts afresh.
 *
 * The driver's interrupt puts what has come into its ring when THRESHOLD bytes are there, or nothing comes for QUIET characters; until then
 * the sensor's last byte is not to be seen here. What is written goes straight into the hardware, so that nothing waits: an idle UART takes 128
 * bytes.
 */
#include <stdlib.h>

#include "xsPlatform.h"
#include "xsmc.h"
#include "mc.xs.h"			/* for xsID_ values */
#include "builtinCommon.h"

#include "driver/uart.h"

#define RING (256)			/* the driver wants more than the hardware's 128 */
#define THRESHOLD (16)
#define QUIET (2)

typedef struct {
	xsSlot obj;
	uart_port_t uart;
	uint32_t transmit;
	uint32_t receive;
} SensorUartRecord, *SensorUart;

void xs_fieldfeed_sensoruart_constructor(xsMachine *the);
void xs_fieldfeed_sensoruart_destructor(void *data);
void xs_fieldfeed_sensoruart_close(xsMachine *the);
void xs_fieldfeed_sensoruart_read(xsMachine *the);
void xs_fieldfeed_sensoruart_write(xsMachine *the);

static const xsHostHooks sensorUartHooks = {
	xs_fieldfeed_sensoruart_destructor,
	NULL,
	NULL
};

static xsIntegerValue requiredNumber(xsMachine *the, xsIdentifier id)
{
	xsSlot slot;

	if (!xsmcHas(xsArg(0), id))
		xsRangeError("port, baud, transmit and receive required");
	xsmcGet(slot, xsArg(0), id);
	return xsmcToInteger(slot);
}

static uint32_t freePin(xsMachine *the, xsIdentifier id)
{
	uint32_t pin = (uint32_t)requiredNumber(the, id);

	if (!builtinIsPinFree(pin))
		xsRangeError("pin in use");
	return pin;
}

/* An LP UART counts as a port of ESP-IDF's, but not as one of ours: its pins are fixed. */
void xs_fieldfeed_sensoruart_constructor(xsMachine *the)
{
	uart_config_t config = {
		.data_bits = UART_DATA_8_BITS,
		.parity = UART_PARITY_DISABLE,
		.stop_bits = UART_STOP_BITS_1,
		.flow_ctrl = UART_HW_FLOWCTRL_DISABLE,
	};
	SensorUart serial;
	xsIntegerValue number = requiredNumber(the, xsID_port);
	uint32_t transmit = freePin(the, xsID_transmit);
	uint32_t receive = freePin(the, xsID_receive);

	if ((number < 1) || (number >= SOC_UART_HP_NUM))
		xsRangeError("this chip has no such UART for sensors");
	if (transmit == receive)
		xsRangeError("one pin for both");
	config.baud_rate = requiredNumber(the, xsID_baud);
	if ((config.baud_rate <= 0) || (config.baud_rate > 5000000))
		xsRangeError("invalid baud");
	if (uart_is_driver_installed((uart_port_t)number))
		xsRangeError("port in use");
	serial = calloc(1, sizeof(SensorUartRecord));
	if (!serial)
		xsUnknownError("no memory");
	if (ESP_OK != uart_driver_install((uart_port_t)number, RING, 0, 0, NULL, 0)) {
		free(serial);
		xsUnknownError("no memory");
	}
	if ((ESP_OK != uart_param_config((uart_port_t)number, &config))
		|| (ESP_OK != uart_set_pin((uart_port_t)number, (int)transmit, (int)receive, UART_PIN_NO_CHANGE, UART_PIN_NO_CHANGE))) {
		(void)uart_driver_delete((uart_port_t)number);
		free(serial);
		xsUnknownError("pins not fit for a UART");
	}
	(void)uart_set_rx_full_threshold((uart_port_t)number, THRESHOLD);
	(void)uart_set_rx_timeout((uart_port_t)number, QUIET);
	serial->obj = xsThis;
	serial->uart = (uart_port_t)number;
	serial->transmit = transmit;
	serial->receive = receive;
	builtinUsePin(transmit);
	builtinUsePin(receive);
	xsmcSetHostData(xsThis, serial);
	xsSetHostHooks(xsThis, (xsHostHooks *)&sensorUartHooks);
	xsRemember(serial->obj);
}

void xs_fieldfeed_sensoruart_destructor(void *data)
{
	SensorUart serial = data;

	if (!serial)
		return;
	(void)uart_driver_delete(serial->uart);
	builtinFreePin(serial->transmit);
	builtinFreePin(serial->receive);
	free(serial);
}

void xs_fieldfeed_sensoruart_close(xsMachine *the)
{
	SensorUart serial = xsmcGetHostData(xsThis);

	if (serial && xsmcGetHostDataValidate(xsThis, (void *)&sensorUartHooks)) {
		xsForget(serial->obj);
		xs_fieldfeed_sensoruart_destructor(serial);
		xsmcSetHostData(xsThis, NULL);
		xsmcSetHostDestructor(xsThis, NULL);
	}
}

/* The ring wraps, and one call of the driver may give only what lies before its end: whoever reads until there is nothing gets all. */
void xs_fieldfeed_sensoruart_read(xsMachine *the)
{
	SensorUart serial = xsmcGetHostDataValidate(xsThis, (void *)&sensorUartHooks);
	void *buffer;
	xsUnsignedValue length;
	int count;

	xsmcGetBufferWritable(xsArg(0), &buffer, &length);
	count = uart_read_bytes(serial->uart, buffer, length, 0);
	xsmcSetInteger(xsResult, (count > 0) ? count : 0);
}

void xs_fieldfeed_sensoruart_write(xsMachine *the)
{
	SensorUart serial = xsmcGetHostDataValidate(xsThis, (void *)&sensorUartHooks);
	void *bytes;
	xsUnsignedValue length;

	xsmcGetBufferReadable(xsArg(0), &bytes, &length);
	if (length && ((int)length != uart_tx_chars(serial->uart, bytes, length)))
		xsUnknownError("output full");
}
