/*
 * Runs targets/esp32/uart-serial.c on the PC, with the driver stood in for by what is below. Prints nothing and returns 0 when all holds;
 * otherwise names the line that did not.
 */
#include "serial-host.h"

#include "../../targets/esp32/uart-serial.c"

static uart_select_notif_callback_t notify;
static uart_config_t configured;
static int configure, pin[2], threshold;

bool uart_is_driver_installed(uart_port_t uart) { return driver.installed && (UART_NUM_0 == uart); }
esp_err_t uart_driver_install(uart_port_t uart, int receive, int transmit, int queue, QueueHandle_t *handle, int flags)
{
	driver.installed = !driver.install && (UART_NUM_0 == uart) && (8192 == receive) && (transmit > ROOM + MARGIN)
		&& (0 == queue) && !handle && (0 == flags);
	return driver.install;
}
esp_err_t uart_driver_delete(uart_port_t uart) { (void)uart; driver.installed = 0; return ESP_OK; }
esp_err_t uart_param_config(uart_port_t uart, const uart_config_t *config) { (void)uart; configured = *config; return configure; }
esp_err_t uart_set_pin(uart_port_t uart, int transmit, int receive, int rts, int cts)
{
	HOLDS((UART_NUM_0 == uart) && (UART_PIN_NO_CHANGE == rts) && (UART_PIN_NO_CHANGE == cts));
	pin[0] = transmit;
	pin[1] = receive;
	return ESP_OK;
}
esp_err_t uart_set_rx_full_threshold(uart_port_t uart, int bytes) { (void)uart; threshold = bytes; return ESP_OK; }
void uart_set_select_notif_callback(uart_port_t uart, uart_select_notif_callback_t callback) { (void)uart; notify = callback; }
esp_err_t uart_get_buffered_data_len(uart_port_t uart, size_t *size) { (void)uart; *size = (size_t)driver.available; return ESP_OK; }
esp_err_t uart_get_tx_buffer_free_size(uart_port_t uart, size_t *size) { (void)uart; *size = (size_t)driver.room; return ESP_OK; }
int uart_read_bytes(uart_port_t uart, void *buf, uint32_t length, uint32_t ticks)
{
	int count = ((int)length > driver.available) ? driver.available : (int)length;

	(void)uart, (void)ticks;
	memset(buf, 'r', (size_t)count);
	driver.available -= count;
	return count;
}
int uart_write_bytes(uart_port_t uart, const void *src, size_t size)
{
	(void)uart;
	HOLDS((int)size + MARGIN <= driver.room);			/* else it would wait */
	memcpy(driver.written, src, size < sizeof(driver.written) ? size : sizeof(driver.written));
	return (int)size;
}

static void arrive(void) { notify(UART_NUM_0, UART_SELECT_READ_NOTIF, NULL); }
static void leave(void) { notify(UART_NUM_0, UART_SELECT_WRITE_NOTIF, NULL); }

static void give(xsIdentifier id, int value)
{
	mock.given[id] = 1;
	mock.value[id] = value;
}

static void testRefused(xsMachine *the)
{
	THROWS(xs_fieldfeed_uart_constructor(the));		/* no pins */
	give(xsID_transmit, 1);
	THROWS(xs_fieldfeed_uart_constructor(the));
	give(xsID_receive, 3);
	mock.pinsTaken = 1 << 3;
	THROWS(xs_fieldfeed_uart_constructor(the));		/* in use */
	mock.pinsTaken = 0;
	for (int number = -1; number <= UART_NUM_MAX; number += UART_NUM_MAX + 1) {
		give(xsID_port, number);
		THROWS(xs_fieldfeed_uart_constructor(the));
	}
	give(xsID_port, 0);
	give(xsID_baud, 0);
	THROWS(xs_fieldfeed_uart_constructor(the));
	give(xsID_baud, 115200);
	mock.format = kIOFormatInvalid;
	THROWS(xs_fieldfeed_uart_constructor(the));
	mock.format = 0;
	driver.install = -1;
	THROWS(xs_fieldfeed_uart_constructor(the));
	driver.install = 0;
	configure = -1;
	THROWS(xs_fieldfeed_uart_constructor(the));
	configure = 0;
	driver.installed = 1;							/* the debugger has it */
	THROWS(xs_fieldfeed_uart_constructor(the));
	driver.installed = 0;
	HOLDS(!port.the && 0 == mock.remembered && 0 == mock.pinsTaken && !notify);
}

static void testOpen(xsMachine *the)
{
	driver.room = 2012;
	xs_fieldfeed_uart_constructor(the);
	HOLDS(driver.installed && 1 == mock.remembered && notify && 0 == mock.calls);	/* no callback inside the constructor */
	HOLDS(((1 << 1) | (1 << 3)) == mock.pinsTaken && 1 == pin[0] && 3 == pin[1] && 32 == threshold);
	HOLDS(115200 == configured.baud_rate && UART_DATA_8_BITS == configured.data_bits && UART_STOP_BITS_1 == configured.stop_bits);
	THROWS(xs_fieldfeed_uart_constructor(the));
	pass(the);
	HOLDS(1 == mock.calls && &writable == mock.called && ROOM == mock.count);
}

/* Only what surely fits is offered; nothing is, where nothing does, and the next interrupt offers it. */
static void testRoom(xsMachine *the)
{
	int calls = mock.calls;

	driver.room = MARGIN + 9;
	leave();
	pass(the);
	HOLDS(calls + 1 == mock.calls && 9 == mock.count);
	driver.room = MARGIN;
	leave();
	pass(the);
	HOLDS(calls + 1 == mock.calls);
	driver.room = 2012;
	leave();
	pass(the);
	HOLDS(calls + 2 == mock.calls && ROOM == mock.count);
}

static void testOverruns(xsMachine *the)
{
	int posts = mock.posts;

	xs_fieldfeed_uart_get_overruns(the);
	HOLDS(0 == mock.integer);
	notify(UART_NUM_0, UART_SELECT_ERROR_NOTIF, NULL);
	notify(UART_NUM_0, UART_SELECT_ERROR_NOTIF, NULL);
	xs_fieldfeed_uart_get_overruns(the);
	HOLDS(2 == mock.integer && posts == mock.posts);
}

int main(void)
{
	static xsMachine machine;

	testRefused(&machine);
	testOpen(&machine);
	testMessages(&machine, arrive, leave, ROOM);
	testRead(&machine, xs_fieldfeed_uart_read);
	testFormat(&machine, xs_fieldfeed_uart_set_format, xs_fieldfeed_uart_get_format, xs_fieldfeed_uart_read, xs_fieldfeed_uart_write);
	testWrite(&machine, xs_fieldfeed_uart_write, 6 + MARGIN);
	testRoom(&machine);
	testOverruns(&machine);
	testClose(&machine, xs_fieldfeed_uart_constructor, xs_fieldfeed_uart_close, xs_fieldfeed_uart_write, leave);
	HOLDS(!notify && 0 == mock.pinsTaken);
	xs_fieldfeed_uart_destructor(NULL);
	return failed;
}
