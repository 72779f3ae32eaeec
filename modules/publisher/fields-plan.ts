import { nibble, packNibbles } from "core/nibbles";
import type { Aggregation } from "feed/aggregate";
import type { ChannelSources } from "publisher/channel-plan";
import type { SensorPlan } from "publisher/sensor-plan";
import { AGGREGATIONS } from "settings/schema";
import { splitSource } from "settings/validate";

const FIELDS_MAX = 8;

/** One field of a channel: where its value comes from. */
export interface FieldPlan {
	/** 0 to 7 for field1 to field8. */
	readonly field: number;
	/** Place of the sensor in Plan.sensors. */
	readonly sensor: number;
	/** Place of the quantity among the sensor's, 0 to 15. */
	readonly quantity: number;
	readonly aggregation: Aggregation;
	/** Decimals to publish. */
	readonly digits: number;
}

/** What is asked of a sensor's plan to tell one source from another. */
type Source = Pick<SensorPlan, "name"> & { readonly quantities: readonly { readonly name: string }[] };

/**
 * The planned fields of a channel, numbered in their order without gaps: number 0 may be field3. They are there as long as the channel is, so what is
 * known of them is packed (core/nibbles): an object for each took 1,100 bytes on a board.
 */
export class FieldsPlan {
	/** How many there are, 0 to 8. */
	readonly length: number;
	/** Which field each is, and the place of its value in a row: 0 to 7 for field1 to field8. */
	readonly places: number;
	/** The place of its quantity among its sensor's. */
	readonly quantities: number;
	/** How it is summed up: an Aggregation. */
	readonly aggregations: number;
	/** Its decimals. */
	readonly digits: number;
	/** By the sensor's place in Plan.sensors: which are its, a bit each, number 0 the lowest. */
	readonly bySensor: readonly number[];
	private readonly sensors: readonly Source[];

	/** `plans`: eight at most, in the order of their fields. `sensors`: Plan.sensors. */
	constructor(plans: readonly FieldPlan[], sensors: readonly Source[]) {
		this.length = plans.length;
		this.aggregations = packNibbles(plans.map(({ aggregation }) => aggregation));
		this.places = packNibbles(plans.map(({ field }) => field));
		this.quantities = packNibbles(plans.map(({ quantity }) => quantity));
		this.digits = packNibbles(plans.map(({ digits }) => digits));
		this.bySensor = sensors.map((_, sensor) => bitsOf(plans, sensor));
		this.sensors = sensors;
	}

	/** Number of the one that is the same field as number `i` of `others`, of the same source; -1 for none. Sensors may have other places there. */
	find(others: FieldsPlan, i: number): number {
		const source = others.source(i);
		for (let own = 0; own < this.length; own++) if (this.source(own) === source) return own;
		return -1;
	}

	/** Both have the same fields, each of the same source. */
	equals(others: FieldsPlan): boolean {
		if (others.length !== this.length) return false;
		for (let i = 0; i < this.length; i++) if (this.source(i) !== others.source(i)) return false;
		return true;
	}

	/** As in the settings: `field1=air.temperature:mean`. */
	private source(i: number): string {
		const { name, quantities } = this.sensors[this.bySensor.findIndex((fields) => fields & (1 << i))];
		const aggregation = AGGREGATIONS[nibble(this.aggregations, i)];
		return `field${nibble(this.places, i) + 1}=${name}.${quantities[nibble(this.quantities, i)].name}:${aggregation}`;
	}
}

function bitsOf(plans: readonly FieldPlan[], sensor: number): number {
	return plans.reduce((bits, plan, i) => (plan.sensor === sensor ? bits | (1 << i) : bits), 0);
}

/** The fields of the channel whose settings begin with `key`; what cannot work is left out and told in `errors`. */
export function planFields({ settings, sensors, errors }: ChannelSources, key: string): readonly FieldPlan[] {
	const fields: FieldPlan[] = [];
	for (let field = 0; field < FIELDS_MAX; field++) {
		const name = `${key}.field${field + 1}`;
		const source = splitSource(settings.text(name));
		if (!source) continue;
		const sensor = sensors.findIndex((candidate) => candidate.name === source.sensor);
		if (sensor < 0) {
			errors.push(`${name}: there is no sensor "${source.sensor}"; set sensor.${source.sensor}.model`);
			continue;
		}
		const { quantities } = sensors[sensor];
		const quantity = quantities.findIndex((candidate) => candidate.name.toLowerCase() === source.quantity);
		if (quantity < 0) {
			const names = quantities.map((candidate) => candidate.name).join(", ");
			errors.push(`${name}: sensor "${source.sensor}" has ${names}, got "${source.quantity}"`);
			continue;
		}
		const aggregation: Aggregation = AGGREGATIONS.indexOf(source.aggregation);
		const digits = source.aggregation === "count" ? 0 : quantities[quantity].digits;
		fields.push({ field, sensor, quantity, aggregation, digits });
	}
	return fields;
}
