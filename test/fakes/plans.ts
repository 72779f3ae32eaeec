import { Aggregation } from "feed/aggregate";
import type { ChannelPlan, FieldPlan } from "publisher/plan";

/** field1 of a channel: the last reading of the first quantity of sensor 0, one decimal. */
export function fieldPlan(changes: Partial<FieldPlan> = {}): FieldPlan {
	return { field: 0, sensor: 0, quantity: 0, aggregation: Aggregation.Last, digits: 1, ...changes };
}

/** Channel 1: a channel feed once a minute, every 15 s at most, of one field. */
export function channelPlan(changes: Partial<ChannelPlan> = {}): ChannelPlan {
	return {
		number: 1,
		id: "1",
		perField: false,
		intervalMs: 60_000,
		minIntervalMs: 15_000,
		fields: [fieldPlan()],
		status: undefined,
		...changes,
	};
}
