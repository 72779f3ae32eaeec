import { isWritable, roundDecimal } from "core/decimal";
import { Aggregates } from "feed/aggregate";
import type { FieldsPlan } from "publisher/fields-plan";

/** The row of a channel that is not closed yet: sums up samples, field by field. */
export class OpenRow {
	/** As `fill` has left it: a reading for each field, rounded to the field's decimals, NaN where there is none. */
	readonly values: number[];
	private readonly fields: FieldsPlan;
	private readonly aggregates: Aggregates;
	/** Ticks of the last sample that gave a reading; -1 when there was none. */
	private _sampled = -1;

	/** `values`, one for each field of a channel, may be another's behind whoever `fill` is called for. */
	constructor(fields: FieldsPlan, values: number[]) {
		this.values = values;
		this.fields = fields;
		this.aggregates = new Aggregates(fields.aggregations, fields.length);
	}

	/** Goes on with what another row has summed up of the same sources in the same fields. */
	adopt(before: OpenRow): void {
		for (let i = 0; i < this.fields.length; i++) {
			const same = before.fields.find(this.fields, i);
			if (same < 0) continue;
			this.aggregates.adopt(i, before.aggregates, same);
			this._sampled = before._sampled;
		}
	}

	/** A sample has given a reading since the row was begun. */
	get sampled(): boolean {
		return this._sampled >= 0;
	}

	/** Takes a sample of sensor number `sensor`. */
	accept(sensor: number, values: Float64Array, ticks: number): void {
		const { fields } = this;
		const its = fields.bySensor[sensor];
		for (let i = 0; i < fields.length; i++)
			if (its & (1 << i) && this.aggregates.take(i, values[(fields.quantities >> (4 * i)) & 0xf]))
				this._sampled = ticks;
	}

	/** Sums up into `values` and begins anew. False when no field has a reading. */
	fill(): boolean {
		const { fields } = this;
		let readings = 0;
		this.values.fill(Number.NaN);
		for (let i = 0; i < fields.length; i++) {
			const reading = this.reading(i);
			this.aggregates.clear(i);
			if (Number.isNaN(reading)) continue;
			this.values[(fields.places >> (4 * i)) & 0xf] = reading;
			readings++;
		}
		return readings > 0;
	}

	/** What field number `i` of the plan is summed up to, as it will be written, whatever decimals are planned by then; NaN for no reading. */
	reading(i: number): number {
		const reading = this.aggregates.reading(i);
		const digits = (this.fields.digits >> (4 * i)) & 0xf;
		return isWritable(reading, digits) ? roundDecimal(reading, digits) : Number.NaN;
	}

	/** Begins field number `i` of the plan anew. */
	restart(i: number): void {
		this.aggregates.clear(i);
	}

	/** Ticks of the last sample that gave a reading since this was asked, `now` when none did. */
	takeTicks(now: number): number {
		const sampled = this._sampled;
		this._sampled = -1;
		return sampled < 0 ? now : sampled;
	}
}
