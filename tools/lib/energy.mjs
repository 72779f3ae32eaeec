/**
 * The energy model (docs/performance.md): what a board draws on the average, from three things: how long its radio listens, how often it wakes,
 * and what it publishes. It is a model: nothing of it has been measured on a board of this project.
 *
 * Average currents with Wi-Fi connected, at DTIM 3, in mA, and of deep sleep: ESP-IDF Programming Guide, "Introduction to Low Power Mode in Wi-Fi
 * Scenarios" (docs/en/api-guides/sleep-current/<chip>_summary.inc). It has no figures for the ESP32-C6; that chip's deep sleep is from its
 * datasheet, "Current consumption in low-power modes". `receive`: the radio on and receiving, from each chip's datasheet, "Current consumption
 * characteristics" (the higher one of its rows for receiving).
 */
export const BOARDS = {
	esp32: { modemSleep: 28.81, lightSleep: 2.33, deepSleep: 0.005, receive: 100 },
	esp32s3: { modemSleep: 38.7, lightSleep: 1.33, deepSleep: 0.0068, receive: 91 },
	esp32c3: { modemSleep: 20.82, lightSleep: 0.62, deepSleep: 0.0048, receive: 87 },
	esp32c6: { modemSleep: undefined, lightSleep: undefined, deepSleep: 0.007, receive: 82 },
};

const DAY_S = 86_400;
/** The cell whose life is told, in mAh. */
export const CELL_MAH = 2_500;
/** A PINGREQ goes half a minute before the keep alive ends, or when a quarter of it is left (mqtt/keep-alive). */
const MARGIN_S = 30;
/** The watchdog is fed so often, in seconds (health/health), and each such wake-up keeps the CPU on for so long: an assumption. */
const FEED_S = 10;
const WAKE_MS = 3;
/**
 * The charge of one wake from deep sleep up to the proof of one message, in mC, modelled on an ESP32: association, address, TLS, one message.
 * Resumed TLS and a fixed address; and the worst, a full handshake with DHE, which this firmware does not offer.
 */
export const WAKE_RESUMED_MC = 131;
export const WAKE_FULL_MC = 1_475;

/**
 * What a day costs. `interval`: seconds from one message to the next; `keepAlive` in seconds; `roundTrip`: milliseconds from a packet to its
 * answer, for which the radio listens. For each way to wait: the mean current in mA, mAh a day, days of the cell, and whether the firmware can
 * do it today; undefined where the chip's maker gives no figure.
 */
export function energyOf({ board, interval, keepAlive, roundTrip }) {
	const chip = BOARDS[board];
	// One listening a message: its PINGREQ leaves right behind it. Between two messages the keep alive asks for more.
	const pings = Math.ceil(interval / (keepAlive - Math.min(MARGIN_S, keepAlive / 4))) - 1;
	const listenings = (DAY_S / interval) * (1 + pings);
	const listeningS = (listenings * roundTrip) / 1_000;
	const awakeS = ((DAY_S / FEED_S) * WAKE_MS) / 1_000;
	const connected = (base, wake) => {
		if (base === undefined) return undefined;
		return base + (listeningS * Math.max(0, chip.receive - base) + awakeS * Math.max(0, wake - base)) / DAY_S;
	};
	const asleep = (charge) => chip.deepSleep + charge / interval;
	return [
		{ name: "modem sleep", has: true, ...lifeOf(connected(chip.modemSleep, 0)) },
		{ name: "automatic light sleep", has: false, ...lifeOf(connected(chip.lightSleep, chip.modemSleep ?? 0)) },
		{ name: "deep sleep, TLS resumed", has: false, ...lifeOf(asleep(WAKE_RESUMED_MC)) },
		{ name: "deep sleep, full DHE handshake", has: false, ...lifeOf(asleep(WAKE_FULL_MC)) },
	];
}

function lifeOf(current) {
	if (current === undefined) return { current, daily: undefined, days: undefined };
	return { current, daily: current * 24, days: CELL_MAH / (current * 24) };
}
