import { roundDecimal } from "core/decimal";
import { nibble } from "core/nibbles";
import { Aggregation } from "feed/aggregate";
import type { DeltaPlan } from "publisher/delta-plan";
import type { FieldsPlan } from "publisher/fields-plan";
import type { OpenRow } from "publisher/open-row";

/**
 * Says at each turn of a channel whether its row is worth keeping: a field with a delta has moved by it since the last row that was kept, a field
 * came or went, or the heartbeat has passed. When it is not, its samples are not lost for what the next row says of them:
 *
 * - sum and count go on over turns without a row, whatever their delta: the amounts of all rows together are those of all samples. They have moved
 *   when the amount since the last row is their delta, not when it differs from the amount of the row before.
 * - the other aggregations of a field with a delta begin anew with each turn. A mean that went on would be the one of a long quiet time, in which
 *   a step drowns; a maximum could never fall. What is lost with a turn differs from the row that was kept by less than the delta.
 * - a field without a delta decides nothing, and goes on being summed up as with thinning: its mean or maximum is the one since the last row.
 *
 * A field came with its first reading, and went when its sensor had none for an interval of the channel or two of its own, whichever is
 * longer: a sensor that is sampled less often than the channel has turns does not come and go with each of them.
 */
export class Delta {
	private readonly plan: DeltaPlan;
	private readonly fields: FieldsPlan;
	/** Of each field: its reading in the last row that had one, NaN for none. */
	private readonly last: Float64Array;
	/** Of each field: ticks of its last sample, -Infinity for none. */
	private readonly sampled: Float64Array;
	/** The fields that were there at the last row, a bit each. */
	private present = 0;
	/** Ticks of the last row; -Infinity for none. */
	private _kept = Number.NEGATIVE_INFINITY;

	constructor(plan: DeltaPlan, fields: FieldsPlan) {
		this.plan = plan;
		this.fields = fields;
		this.last = new Float64Array(fields.length).fill(Number.NaN);
		this.sampled = new Float64Array(fields.length).fill(Number.NEGATIVE_INFINITY);
	}

	/** Goes on from another one, where both have the same fields; otherwise the next row is kept. */
	adopt(before: Delta): void {
		if (!this.fields.equals(before.fields)) return;
		this.last.set(before.last);
		this.sampled.set(before.sampled);
		this.present = before.present;
		this._kept = before._kept;
	}

	/** Takes a sample of sensor number `sensor`. */
	accept(sensor: number, values: Float64Array, ticks: number): void {
		const { fields } = this;
		const its = fields.bySensor[sensor];
		for (let i = 0; i < fields.length; i++)
			if (its & (1 << i) && Number.isFinite(values[(fields.quantities >> (4 * i)) & 0xf])) this.sampled[i] = ticks;
	}

	/** True when the row that is due is to be left out; what begins anew with a turn has done so then. */
	holds(open: OpenRow, now: number): boolean {
		if (now - this._kept >= this.plan.heartbeatMs || this.presentAt(now) !== this.present) return false;
		for (let i = 0; i < this.fields.length; i++) if (this.moved(i, open.reading(i))) return false;
		for (let i = 0; i < this.fields.length; i++)
			if (!Number.isNaN(this.plan.deltas[i]) && !this.isAmount(i)) open.restart(i);
		return true;
	}

	/** A row of these readings was kept. */
	kept(values: ArrayLike<number>, now: number): void {
		for (let i = 0; i < this.fields.length; i++) {
			const value = values[nibble(this.fields.places, i)];
			if (!Number.isNaN(value)) this.last[i] = value;
		}
		this.present = this.presentAt(now);
		this._kept = now;
	}

	/** Rounded as both readings are: 20.3 is 0.2 more than 20.1, though not in binary. */
	private moved(i: number, reading: number): boolean {
		const delta = this.plan.deltas[i];
		if (Number.isNaN(delta) || Number.isNaN(reading)) return false;
		const from = this.isAmount(i) ? 0 : this.last[i];
		if (Number.isNaN(from)) return true;
		const by = roundDecimal(Math.abs(reading - from), nibble(this.fields.digits, i));
		return by >= delta && by > 0;
	}

	private presentAt(now: number): number {
		let present = 0;
		for (let i = 0; i < this.fields.length; i++)
			if (now - this.sampled[i] <= this.plan.patienceMs[i]) present |= 1 << i;
		return present;
	}

	private isAmount(i: number): boolean {
		const aggregation: Aggregation = nibble(this.fields.aggregations, i);
		return aggregation === Aggregation.Sum || aggregation === Aggregation.Count;
	}
}
