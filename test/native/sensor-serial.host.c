/*
 * Runs targets/esp32/sensor-serial.c on the PC, with the driver stood in for by what is below. Prints nothing and returns 0 when all holds;
 * otherwise names the line that did not.
 */
#include "plain-host.h"

#include "../../targets/esp32/sensor-serial.c"

static struct {
	int installed, install, configure, available, room, pin[2], threshold, quiet;
	uart_config_t config;
	uint8_t written[16];
} driver;

bool uart_is_driver_installed(uart_port_t uart) { return driver.installed && (UART_NUM_1 == uart); }
esp_err_t uart_driver_install(uart_port_t uart, int receive, int transmit, int queue, QueueHandle_t *handle, int flags)
{
	HOLDS((UART_NUM_1 == uart) && (receive > 128) && (0 == transmit) && (0 == queue) && !handle && (0 == flags));
	driver.installed = !driver.install;
	return driver.install;
}
esp_err_t uart_driver_delete(uart_port_t uart) { (void)uart; driver.installed = 0; return ESP_OK; }
esp_err_t uart_param_config(uart_port_t uart, const uart_config_t *config) { (void)uart; driver.config = *config; return driver.configure; }
esp_err_t uart_set_pin(uart_port_t uart, int transmit, int receive, int rts, int cts)
{
	HOLDS((UART_NUM_1 == uart) && (UART_PIN_NO_CHANGE == rts) && (UART_PIN_NO_CHANGE == cts));
	driver.pin[0] = transmit;
	driver.pin[1] = receive;
	return ESP_OK;
}
esp_err_t uart_set_rx_full_threshold(uart_port_t uart, int bytes) { (void)uart; driver.threshold = bytes; return ESP_OK; }
esp_err_t uart_set_rx_timeout(uart_port_t uart, const uint8_t characters) { (void)uart; driver.quiet = characters; return ESP_OK; }
int uart_read_bytes(uart_port_t uart, void *buf, uint32_t length, uint32_t ticks)
{
	int count = ((int)length > driver.available) ? driver.available : (int)length;

	HOLDS(0 == ticks);								/* else it would wait */
	if (UART_NUM_1 != uart)
		return -1;
	memset(buf, 'r', (size_t)count);
	driver.available -= count;
	return count;
}
int uart_tx_chars(uart_port_t uart, const char *buffer, uint32_t length)
{
	int count = ((int)length > driver.room) ? driver.room : (int)length;

	(void)uart;
	memcpy(driver.written, buffer, (size_t)count);
	return count;
}

static void testRefused(xsMachine *the)
{
	THROWS(xs_fieldfeed_sensoruart_constructor(the));
	give(xsID_transmit, 17);
	give(xsID_receive, 40);
	THROWS(xs_fieldfeed_sensoruart_constructor(the));	/* no port */
	give(xsID_port, 1);
	THROWS(xs_fieldfeed_sensoruart_constructor(the));	/* no baud */
	give(xsID_baud, 9600);
	mock.pinsTaken = (uint64_t)1 << 40;
	THROWS(xs_fieldfeed_sensoruart_constructor(the));	/* in use */
	mock.pinsTaken = 0;
	for (int number = 0; number <= 2; number += 2) {
		give(xsID_port, number);
		THROWS(xs_fieldfeed_sensoruart_constructor(the));	/* the console's, and one that an ESP32-C3 has not */
	}
	give(xsID_port, 1);
	give(xsID_receive, 17);
	THROWS(xs_fieldfeed_sensoruart_constructor(the));	/* one pin for both */
	give(xsID_receive, 40);
	give(xsID_baud, 0);
	THROWS(xs_fieldfeed_sensoruart_constructor(the));
	give(xsID_baud, 9600);
	driver.install = -1;
	THROWS(xs_fieldfeed_sensoruart_constructor(the));
	driver.install = 0;
	driver.configure = -1;
	THROWS(xs_fieldfeed_sensoruart_constructor(the));
	driver.configure = 0;
	HOLDS(!driver.installed && !mock.hostData && 0 == mock.remembered && 0 == mock.pinsTaken);
}

static void testOpen(xsMachine *the)
{
	uint8_t bytes[8];

	xs_fieldfeed_sensoruart_constructor(the);
	HOLDS(driver.installed && 1 == mock.remembered && (((uint64_t)1 << 17 | (uint64_t)1 << 40) == mock.pinsTaken));
	HOLDS(17 == driver.pin[0] && 40 == driver.pin[1] && 16 == driver.threshold && 2 == driver.quiet);
	HOLDS(9600 == driver.config.baud_rate && UART_DATA_8_BITS == driver.config.data_bits && UART_STOP_BITS_1 == driver.config.stop_bits);
	pass(bytes, sizeof(bytes));
	xs_fieldfeed_sensoruart_read(the);
	HOLDS(0 == mock.integer);
	driver.available = 11;
	xs_fieldfeed_sensoruart_read(the);
	HOLDS(8 == mock.integer && 3 == driver.available && 'r' == bytes[7]);
	xs_fieldfeed_sensoruart_read(the);
	HOLDS(3 == mock.integer);
	memcpy(bytes, "request!", 8);
	driver.room = 8;
	xs_fieldfeed_sensoruart_write(the);
	HOLDS(0 == memcmp(driver.written, "request!", 8));
	driver.room = 7;
	THROWS(xs_fieldfeed_sensoruart_write(the));
	pass(bytes, 0);
	xs_fieldfeed_sensoruart_write(the);
}

static void testClose(xsMachine *the)
{
	xs_fieldfeed_sensoruart_close(the);
	HOLDS(!driver.installed && !mock.hostData && 0 == mock.remembered && 0 == mock.pinsTaken);
	xs_fieldfeed_sensoruart_close(the);
	THROWS(xs_fieldfeed_sensoruart_read(the));
	xs_fieldfeed_sensoruart_destructor(NULL);
}

int main(void)
{
	xsMachine machine = { 0 };

	testRefused(&machine);
	testOpen(&machine);
	testClose(&machine);
	return failed;
}
