import type { I2cFinding } from "console/host";
import { findModel } from "sensors/catalog";
import { hex } from "sensors/entry";
import type { BusFinding } from "sensors/scan";
import { findSetting } from "settings/key";

/** Characters of a sensor's name at most (settings/key-pattern). */
const NAME_MAX = 16;

/** What to set for chips that a scan finds. */
export class SensorOffers {
	/** Sensors that are set, or were offered. */
	private readonly names: string[] = [];

	/** `keys`: those that are set. */
	constructor(keys: readonly string[]) {
		for (const key of keys) {
			const [group, name] = key.split(".");
			if (group === "sensor" && !this.names.includes(name)) this.names.push(name);
		}
	}

	/** For the first model of the finding, under a free name; nothing where the settings have a sensor there, or no model is known. */
	for({ models, sensor, bus, address }: BusFinding): Pick<I2cFinding, "name" | "settings"> {
		if (sensor !== "" || models.length === 0) return { name: "", settings: [] };
		const [model] = models;
		const name = this.free(model);
		const settings: (readonly [string, string])[] = [[`sensor.${name}.model`, model]];
		if (findModel(model)?.addresses?.[0] !== address) settings.push([`sensor.${name}.address`, hex(address)]);
		if (bus !== findSetting(`sensor.${name}.bus`)?.setting.fallback) settings.push([`sensor.${name}.bus`, bus]);
		return { name, settings };
	}

	/** The model's name, with a number behind it where that is taken. */
	private free(model: string): string {
		let name = model;
		for (let number = 2; this.names.includes(name); number++) {
			const end = `-${number}`;
			name = model.slice(0, NAME_MAX - end.length) + end;
		}
		this.names.push(name);
		return name;
	}
}
