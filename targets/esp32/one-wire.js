const ROM_LENGTH = 8;

/**
 * 1-Wire master (sensors/one-wire) by Espressif's onewire_bus on two RMT channels: an ESP32 has them for four buses, an ESP32-S3 for four, an
 * ESP32-C3 and an ESP32-C6 for two.
 */
class OneWire extends Native("xs_fieldfeed_onewire_destructor") {
	constructor(options) {
		super();
		native("xs_fieldfeed_onewire_constructor").call(this, options);
	}
	close() {
		native("xs_fieldfeed_onewire_close").call(this);
	}
	reset() {
		return native("xs_fieldfeed_onewire_reset").call(this);
	}
	write(bytes) {
		native("xs_fieldfeed_onewire_write").call(this, bytes);
	}
	read(target) {
		native("xs_fieldfeed_onewire_read").call(this, target);
	}
	/** Fills `found` with ROM codes, as many as fit; returns how many. */
	find(found) {
		return native("xs_fieldfeed_onewire_search").call(this, found);
	}
	search() {
		const found = new Uint8Array(16 * ROM_LENGTH);
		const count = this.find(found);
		const roms = [];
		for (let i = 0; i < count; i++) roms.push(found.slice(i * ROM_LENGTH, (i + 1) * ROM_LENGTH));
		return roms;
	}
}

export default OneWire;
