/** Everything that differs from board to board on the PC's side. The board's side is in manifest.json's platforms. */
export const TARGETS = Object.freeze({
	lin: { platform: "lin", chip: undefined, console: "standard output of the SDK's simulator" },
	esp32: { platform: "esp32/nodemcu", chip: "esp32", console: "UART0" },
	esp32s3: { platform: "esp32/esp32s3", chip: "esp32s3", console: "UART0" },
	esp32c3: { platform: "esp32/esp32c3", chip: "esp32c3", console: "UART0" },
	esp32c6: { platform: "esp32/esp32c6", chip: "esp32c6", console: "UART0" },
});

/** The names of all targets, for a usage line. */
export const NAMES = Object.keys(TARGETS).join("|");
/** The names of those that can be flashed. */
export const BOARDS = Object.keys(TARGETS)
	.filter((name) => TARGETS[name].chip !== undefined)
	.join("|");
