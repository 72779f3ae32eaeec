/**
 * Everything that differs from board to board on the PC's side: mcconfig's platform, the chip, and what main.ts finds in "mc/config". The
 * board's side is in manifest.json's platforms. `-usb`: boards whose only port is the chip's own USB-Serial-JTAG.
 */
export const TARGETS = Object.freeze({
	lin: { platform: "lin", chip: undefined, config: {} },
	esp32: { platform: "esp32/nodemcu", chip: "esp32", config: {} },
	esp32s3: { platform: "esp32/esp32s3", chip: "esp32s3", config: {} },
	esp32c3: { platform: "esp32/esp32c3", chip: "esp32c3", config: {} },
	esp32c6: { platform: "esp32/esp32c6", chip: "esp32c6", config: {} },
	"esp32s3-usb": { platform: "esp32/esp32s3", chip: "esp32s3", config: { console: "usb" } },
	"esp32c3-usb": { platform: "esp32/esp32c3", chip: "esp32c3", config: { console: "usb" } },
	"esp32c6-usb": { platform: "esp32/esp32c6", chip: "esp32c6", config: { console: "usb" } },
});

/** The names of all targets, for a usage line. */
export const NAMES = Object.keys(TARGETS).join("|");
/** The names of those that can be flashed. */
export const BOARDS = Object.keys(TARGETS)
	.filter((name) => TARGETS[name].chip !== undefined)
	.join("|");
