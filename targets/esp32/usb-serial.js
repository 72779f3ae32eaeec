/**
 * ECMA-419 Serial over USB-Serial-JTAG, of which a chip has one: no pins, no port, no baud. `format`: "buffer" or "number";
 * onReadable(count), onWritable(count) as the SDK's Serial calls them.
 */
class UsbSerial extends Native("xs_fieldfeed_usb_destructor") {
	constructor(options) {
		super();
		native("xs_fieldfeed_usb_constructor").call(this, options);
	}
	close() {
		native("xs_fieldfeed_usb_close").call(this);
	}
	read(what) {
		return native("xs_fieldfeed_usb_read").call(this, what);
	}
	write(data) {
		native("xs_fieldfeed_usb_write").call(this, data);
	}
	get format() {
		return native("xs_fieldfeed_usb_get_format").call(this);
	}
	set format(value) {
		native("xs_fieldfeed_usb_set_format").call(this, value);
	}
	/** Times that bytes arrived and there may have been no room for them. */
	get overruns() {
		return native("xs_fieldfeed_usb_get_overruns").call(this);
	}
}

export default UsbSerial;
