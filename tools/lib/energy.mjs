/**
 * The energy model (docs/performance.md): what a board draws on the average, from three things: how long its radio listens, how often it wakes,
 * and what it publishes. It is a model: nothing of it has been measured on a board of this project.
 *
 * Currents in mA, of the chip alone, at 3.3 V and 25 °C. The datasheets' tables were read in copies of their text, not in the PDFs.
 *
 * `modemSleep`, `lightSleep`: average with Wi-Fi connected, at DTIM 3, without DFS. ESP-IDF Programming Guide, "Introduction to Low Power Mode in
 * Wi-Fi Scenarios", the table of "Choosing Low Power Mode in Wi-Fi Scenarios", columns "Modem-sleep" and "Auto Light-sleep" (in its sources
 * docs/en/api-guides/sleep-current/<chip>_summary.inc; of the ESP32-C6 also esp32c6_modem_sleep.inc, "160 MHz, OFF, 3", and esp32c6_light_sleep.inc,
 * "160 MHz, 3"; its earlier versions have nothing for that chip).
 *
 * `deepSleep`: with the RTC timer and the memory that keeps a TLS session. `receive`: the radio on and receiving, CPU idle; the highest of the
 * rows. Both from the chip's series datasheet, the tables that are named.
 */
export const BOARDS = {
	/** v5.2: table 4-2, "RTC timer + RTC memory" (5 µA, which ESP-IDF has, are "RTC timer only"); table 5-4, "Receive 802.11b/g/n", 95 to 100. */
	esp32: { modemSleep: 28.81, lightSleep: 2.33, deepSleep: 0.01, receive: 100 },
	/** v2.2: table 5-10, "RTC memory is powered up. RTC peripherals are powered down." v2.1: table 5-7, "802.11n, HT40". */
	esp32s3: { modemSleep: 38.7, lightSleep: 1.33, deepSleep: 0.007, receive: 91 },
	/** v2.2: table 5-9, "RTC timer + RTC memory"; table 5-7, "802.11n, HT40". */
	esp32c3: { modemSleep: 20.82, lightSleep: 0.62, deepSleep: 0.005, receive: 87 },
	/** v1.4: table 5-11, "RTC timer and LP memory are powered on"; table 5-7, "802.11n, HT40". */
	esp32c6: { modemSleep: 27.08, lightSleep: 0.368, deepSleep: 0.007, receive: 82 },
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
 * do it today.
 */
export function energyOf({ board, interval, keepAlive, roundTrip }) {
	const chip = BOARDS[board];
	// One listening a message: its PINGREQ leaves right behind it. Between two messages the keep alive asks for more.
	const pings = Math.ceil(interval / (keepAlive - Math.min(MARGIN_S, keepAlive / 4))) - 1;
	const listenings = (DAY_S / interval) * (1 + pings);
	const listeningS = (listenings * roundTrip) / 1_000;
	const awakeS = ((DAY_S / FEED_S) * WAKE_MS) / 1_000;
	const connected = (base, wake) =>
		base + (listeningS * Math.max(0, chip.receive - base) + awakeS * Math.max(0, wake - base)) / DAY_S;
	const asleep = (charge) => chip.deepSleep + charge / interval;
	return [
		{ name: "modem sleep", has: true, ...lifeOf(connected(chip.modemSleep, 0)) },
		{ name: "automatic light sleep", has: false, ...lifeOf(connected(chip.lightSleep, chip.modemSleep)) },
		{ name: "deep sleep, TLS resumed", has: false, ...lifeOf(asleep(WAKE_RESUMED_MC)) },
		{ name: "deep sleep, full DHE handshake", has: false, ...lifeOf(asleep(WAKE_FULL_MC)) },
	];
}

function lifeOf(current) {
	return { current, daily: current * 24, days: CELL_MAH / (current * 24) };
}
