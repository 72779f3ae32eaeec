import type { I2cClass } from "sensors/i2c";
import { writeRead } from "../../board/bus";
import type { I2cChip } from "../../board/chip";
import { Ads1115Chip } from "../../board/chips/ads1115";
import { Aht20Chip } from "../../board/chips/aht20";
import { Bh1750Chip } from "../../board/chips/bh1750";
import { Bme280Chip } from "../../board/chips/bme280";
import { Bmp280Chip } from "../../board/chips/bmp280";
import { Hdc1080Chip } from "../../board/chips/hdc1080";
import { Ina219Chip } from "../../board/chips/ina219";
import { Ina226Chip } from "../../board/chips/ina226";
import { Scd4xChip } from "../../board/chips/scd4x";
import { Sht3xChip } from "../../board/chips/sht3x";
import { Sht4xChip } from "../../board/chips/sht4x";
import { Tmp117Chip } from "../../board/chips/tmp117";
import { Veml7700Chip } from "../../board/chips/veml7700";
import { fieldWiring } from "../../board/field-wiring";
import type { Probe } from "./probe";
import { AIR, type Row } from "./sample-row";

/** Chips on I2C. */
export const I2C_ROWS: readonly Row[] = [
	i2c("sht3x", 0x44, (now) => new Sht3xChip(AIR, now)),
	i2c("sht4x", 0x44, (now) => new Sht4xChip(AIR, now)),
	i2c("aht20", 0x38, (now) => new Aht20Chip(AIR, now)),
	i2c("hdc1080", 0x40, (now) => new Hdc1080Chip(AIR, now)),
	i2c("bme280", 0x76, (now) => new Bme280Chip(AIR, now)),
	i2c("bmp280", 0x76, (now) => new Bmp280Chip(AIR, now)),
	i2c("tmp117", 0x48, (now) => new Tmp117Chip(AIR, now)),
	i2c("scd4x", 0x62, (now) => new Scd4xChip(AIR, now)),
	i2c("bh1750", 0x23, (now) => new Bh1750Chip(AIR, now)),
	i2c("veml7700", 0x10, (now) => new Veml7700Chip(AIR, now)),
	i2c("ads1115", 0x48, (now) => new Ads1115Chip(fieldWiring(AIR), now)),
	i2c("ina219", 0x40, (now) => new Ina219Chip(AIR, now)),
	i2c("ina226", 0x40, (now) => new Ina226Chip(AIR, now)),
];

function i2c(model: string, address: number, chip: (now: () => number) => I2cChip): Row {
	return {
		model,
		address,
		device: ({ probe, now }) => {
			const io = i2cOf(probe, chip(now));
			return { io: { I2C: io }, I2C: { default: { io, data: 21, clock: 22 } } };
		},
	};
}

/** The I2C class of a bus with one chip. What the chip does is not counted. */
function i2cOf(probe: Probe, chip: I2cChip): I2cClass {
	return class {
		write(bytes: Uint8Array): undefined {
			probe.pause();
			const acknowledged = chip.write(bytes);
			probe.resume();
			if (!acknowledged) throw new Error("write failed");
		}

		read(target: Uint8Array): number {
			probe.pause();
			const reply = chip.read(target.length);
			if (reply) target.set(reply);
			probe.resume();
			if (!reply) throw new Error("read failed");
			return target.length;
		}

		writeRead(bytes: Uint8Array, target: Uint8Array): void {
			probe.pause();
			const reply = writeRead(chip, bytes, target.length);
			if (reply) target.set(reply);
			probe.resume();
			if (!reply) throw new Error("writeRead failed");
		}

		close(): void {
			probe.pause();
			probe.resume();
		}
	};
}
