/**
 * ECMA-419 Serial over a UART, by ESP-IDF's driver and its ring buffers; one at a time. `transmit`, `receive`: pins; `port`: 0 when not given;
 * `baud`: 115200 when not given; 8N1. `format`: "buffer" or "number"; onReadable(count), onWritable(count) as the SDK's Serial calls them.
 */
class UartSerial extends Native("xs_fieldfeed_uart_destructor") {
	constructor(options) {
		super();
		native("xs_fieldfeed_uart_constructor").call(this, options);
	}
	close() {
		native("xs_fieldfeed_uart_close").call(this);
	}
	read(what) {
		return native("xs_fieldfeed_uart_read").call(this, what);
	}
	write(data) {
		native("xs_fieldfeed_uart_write").call(this, data);
	}
	get format() {
		return native("xs_fieldfeed_uart_get_format").call(this);
	}
	set format(value) {
		native("xs_fieldfeed_uart_set_format").call(this, value);
	}
	/** Times that bytes were lost because 8 KB and the hardware's 128 bytes were full. */
	get overruns() {
		return native("xs_fieldfeed_uart_get_overruns").call(this);
	}
}

export default UartSerial;
