/** What a board does for its own survival: see health/system, whose interface System this is. */
export default Object.freeze({
	resetReason() {
		return native("xs_fieldfeed_resetReason").call(this);
	},
	readRetained(target) {
		native("xs_fieldfeed_readRetained").call(this, target);
	},
	writeRetained(source) {
		native("xs_fieldfeed_writeRetained").call(this, source);
	},
	watch() {
		return native("xs_fieldfeed_watch").call(this);
	},
	feed() {
		native("xs_fieldfeed_feed").call(this);
	},
	restart() {
		native("xs_fieldfeed_restart").call(this);
	},
	markValid() {
		native("xs_fieldfeed_markValid").call(this);
	},
	freePort(transmit, receive) {
		native("xs_fieldfeed_freePort").call(this, transmit, receive);
	},
	storageFault() {
		return native("xs_fieldfeed_storageFault").call(this);
	},
	eraseStorage() {
		return native("xs_fieldfeed_eraseStorage").call(this);
	},
	freeMemory() {
		return native("xs_fieldfeed_freeMemory").call(this);
	},
});
