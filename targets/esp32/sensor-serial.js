/**
 * A UART for a sensor (sensors/serial) by ESP-IDF's driver: 8N1, read by polling, several at a time. `port`: 1, or 2 where the chip has three;
 * `receive`, `transmit`: pins; `baud`.
 */
class SensorSerial extends Native("xs_fieldfeed_sensoruart_destructor") {
	constructor(options) {
		super();
		native("xs_fieldfeed_sensoruart_constructor").call(this, options);
	}
	close() {
		native("xs_fieldfeed_sensoruart_close").call(this);
	}
	read(target) {
		return native("xs_fieldfeed_sensoruart_read").call(this, target);
	}
	write(bytes) {
		native("xs_fieldfeed_sensoruart_write").call(this, bytes);
	}
}

export default SensorSerial;
