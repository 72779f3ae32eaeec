/*
 * Defects of the SDK's drivers that docs/sensors-sdk.md tells of, as they show on models of the chips: a check that fails here means that the
 * SDK has changed, and the page is to follow.
 */
import SMBus from "embedded:io/smbus";
import drivers from "platform/sdk-sensors";
import { openSensor } from "sensors/catalog";
import type { Board } from "sensors/entry";
import type { I2cChip } from "../../sim/board/chip";
import { Bme280Chip } from "../../sim/board/chips/bme280";
import { Tmp117Chip } from "../../sim/board/chips/tmp117";
import type { Air } from "./checks";
import type ModelI2c from "./model-i2c";
import { type Finding, now } from "./rig";

const AIR: Air = { temperature: () => 20, humidity: () => 50, pressure: () => 1_000 };
const TMP117_ADDRESS = 0x48;
const CONFIGURATION = 0x01;
/** AVG[1:0] of the TMP117's configuration. */
const AVERAGING = 0x0060;

/** What it is refused with; undefined: it opens. */
function refusal(
	model: string,
	address: number,
	chip: I2cChip,
	bus: typeof ModelI2c,
	board: Board,
): string | undefined {
	bus.chips.set(address, chip);
	try {
		openSensor({ model, address }, board).close();
		return undefined;
	} catch (error) {
		return String(error);
	} finally {
		bus.chips.delete(address);
	}
}

/** Averages that the chip is left with when the SDK's driver is asked for `wanted`, as the bits of its configuration. */
function averaging(wanted: number, bus: typeof ModelI2c): number {
	const chip = Object.assign(new Tmp117Chip(AIR, now), { resetMs: 0 });
	const Driver = drivers.tmp117;
	if (!Driver) throw new Error("no tmp117");
	bus.chips.set(TMP117_ADDRESS, chip);
	const sensor = { io: SMBus, address: TMP117_ADDRESS, hz: 100_000, data: 21, clock: 22 };
	const driver = new Driver({ sensor, onError: () => undefined });
	driver.configure?.({ averaging: wanted });
	chip.write(Uint8Array.of(CONFIGURATION));
	const [high, low] = chip.read(2) ?? [0, 0];
	driver.close?.();
	bus.chips.delete(TMP117_ADDRESS);
	return ((high << 8) | low) & AVERAGING;
}

/** Each of them, found or not. */
export function quirks(bus: typeof ModelI2c, board: Board): Finding[] {
	const deaf = refusal("sdk-tmp117", TMP117_ADDRESS, new Tmp117Chip(AIR, now), bus, board);
	const humid = refusal("sdk-bmp280", 0x76, new Bme280Chip(AIR, now), bus, board);
	const asked = averaging(32, bus);
	return [
		{
			what: `sdk-tmp117 does not wait for its own reset; a chip that is deaf meanwhile: ${deaf}`,
			ok: deaf !== undefined,
		},
		{ what: `sdk-tmp117: configure({averaging: 32}) sets bits ${asked.toString(16)}, those of 64`, ok: asked === 0x60 },
		{ what: `sdk-bmp280 on a BME280: ${humid}`, ok: humid?.includes("unexpected sensor") === true },
	];
}
